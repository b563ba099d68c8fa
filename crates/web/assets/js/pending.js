// An answer that takes longer than 300 ms is seen to be under way. Buttons are not disabled: that would drop the focus.

const PATIENCE_MS = 300;

const changed = new Map();

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  setTimeout(() => {
    // What a script sends by itself shows its own state.
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    form.ariaBusy = "true";
    changed.set(form, submitter?.classList.contains("button") ? [submitter, submitter.textContent] : []);
    const [button] = changed.get(form);
    if (button) {
      button.textContent = document.body.dataset.pending;
    }
  }, PATIENCE_MS);
});

// Coming back to the page, one finds it as it was.
window.addEventListener("pageshow", () => {
  for (const [form, [button, text]] of changed) {
    form.ariaBusy = null;
    if (button) {
      button.textContent = text;
    }
  }
  changed.clear();
});
