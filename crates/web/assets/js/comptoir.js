// Comfort for pages that are complete without it. Each part is fetched only where it has something to do.

import "./pending.js";

for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("formdata", (event) => leaveOutEmpty(event.formData));
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
if (document.getElementById("field-search")) {
  import("./keyboard.js");
}
if (document.getElementById("grid")) {
  import("./grid.js");
}
if (document.querySelector("[data-effects]")) {
  import("./progress.js");
}

// An address to share names only the fields that are filled in.
function leaveOutEmpty(data) {
  for (const [name, value] of [...data]) {
    if (value === "") {
      data.delete(name);
    }
  }
}
