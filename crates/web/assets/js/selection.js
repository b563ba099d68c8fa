// The boxes of the grid: the heading's stands for the page, Shift takes a range, the bar says how many are ticked.

import { answer, counted } from "./say.js";

let anchor; // the order ticked last, where a range begins

const boxes = () => [...document.querySelectorAll("#grid tbody .select-box:enabled")];
const orderOf = (box) => box?.closest("tr").dataset.order;

/// Ticks or unticks a row; with `range`, every row from the last one on.
export function tick(box, checked, range) {
  const all = boxes();
  const [from, to] = [all.findIndex((other) => orderOf(other) === anchor), all.indexOf(box)];
  for (const other of range && from >= 0 ? all.slice(Math.min(from, to), Math.max(from, to) + 1) : [box]) {
    other.checked = checked;
  }
  anchor = orderOf(box);
  show();
}

/// Ticks or unticks the page.
export function tickPage(checked) {
  for (const box of boxes()) {
    box.checked = checked;
  }
  show();
}

/// Unticks everything; whether anything was ticked.
export function clear() {
  const any = boxes().some((box) => box.checked);
  if (any) {
    tickPage(false);
    answer(document.querySelector("[data-said-cleared]")?.dataset.saidCleared);
  }
  return any;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("#grid tbody .select-box");
  if (box) {
    tick(box, box.checked, event.shiftKey);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.shiftKey && event.target.matches("#grid tbody .select-box")) {
    event.preventDefault();
    tick(event.target, !event.target.checked, true);
  }
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-select-page]")) {
    tickPage(target.checked);
  }
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.id === "selection" && submitter?.ariaDisabled === "true") {
    event.preventDefault();
    answer(form.querySelector("[data-selection-count]").textContent);
  }
});

document.addEventListener("grid", ({ detail }) => {
  show();
  if (detail.cleared) {
    answer(document.querySelector("[data-said-cleared]")?.dataset.saidCleared);
  }
});

function show() {
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  const heading = document.querySelector("#grid [data-select-page]");
  const count = document.querySelector("#grid [data-selection-count]");
  if (heading && !heading.disabled) {
    heading.checked = ticked > 0 && ticked === all.length;
    heading.indeterminate = ticked > 0 && ticked < all.length;
  }
  if (!count) {
    return; // Nothing can be done with a selection, or more than the page is selected.
  }
  count.textContent = ticked === 0 ? count.dataset.none : counted(count.dataset, ticked);
  const button = document.querySelector("#selection .button-primary");
  button.ariaDisabled = ticked === 0 ? "true" : null;
  button.setAttribute("aria-describedby", count.id);
}

// The browser restores ticks when one comes back to the page.
window.addEventListener("pageshow", show);
show();
