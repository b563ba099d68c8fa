// The boxes of a new state follow the state that is chosen, but for those that somebody has ticked or unticked.

const form = document.querySelector("[data-effects]").closest("form");
const touched = new Set();

form.addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") {
    touched.add(target.name);
  } else if (target.name === "state") {
    follow(form.querySelector(`[data-state="${CSS.escape(target.value)}"]`));
  }
});

function follow(state) {
  for (const name of state ? ["published", "notify", "issue_invoice"] : []) {
    const box = form.elements[name];
    if (box && !touched.has(name)) {
      box.checked = state.dataset[name] === "true";
    }
  }
}
