// A scanner types a code and Enter, faster than an answer comes, and nobody looks at the screen: codes wait in a line of
// their own, each is heard and said, and none is lost when the server does not answer.

import { beep, soundSwitch } from "./sound.js";

const form = document.getElementById("scan");
const field = form.elements.code;
const ids = new Map(); // code → the request's id, so that trying again is no second check
const waiting = [];
let busy = false;

soundSwitch(document.getElementById("scan-sound"));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const code = field.value.trim();
  field.value = "";
  field.focus();
  if (code && !waiting.includes(code)) {
    waiting.push(code);
  }
  if (!busy) {
    work();
  }
});

// What has not been checked yet would be forgotten with the page.
window.addEventListener("beforeunload", (event) => {
  if (waiting.length > 0) {
    event.preventDefault();
  }
});

async function work() {
  busy = true;
  while (waiting.length > 0) {
    const answer = await send(waiting[0]);
    if (answer.why) {
      keep(answer.why);
      break;
    }
    ids.delete(waiting.shift());
    show(answer.part);
    beep(answer.ok);
  }
  busy = false;
}

async function send(code) {
  if (!ids.has(code)) {
    ids.set(code, [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  const body = new URLSearchParams({ code, part: "scan", "request-id": ids.get(code) });
  try {
    const response = await fetch(form.action, { method: "POST", body });
    if (response.redirected) {
      return { why: form.dataset.ended };
    }
    const part = new DOMParser().parseFromString(await response.text(), "text/html");
    return part.getElementById("status") && (response.ok || response.status === 422)
      ? { part, ok: response.ok }
      : { why: form.dataset.lost };
  } catch {
    return { why: form.dataset.lost };
  }
}

// Each element of the answer fills the one of the page with its id.
function show(part) {
  for (const fresh of [...part.body.children]) {
    document.getElementById(fresh.id)?.replaceChildren(...fresh.childNodes);
  }
}

// The first code stands in the field again, so that Enter is enough, unless something is being typed there.
function keep(why) {
  if (!field.value) {
    [field.value] = waiting;
    field.select();
  }
  const line = document.createElement("p");
  line.textContent = why.replace("{}", waiting.join(", "));
  const box = document.createElement("div");
  box.className = "notice notice-danger";
  box.append(line);
  document.getElementById("status").replaceChildren(box);
  beep(false);
}
