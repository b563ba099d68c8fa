// Single keys, each for something that can be done with the mouse too, and none for what cannot be undone.

const SEQUENCE_MS = 1_000;
const PLACES = { c: "/desk/orders", l: "/desk/handoffs", s: "/desk/statistics", r: "/desk/settings" };

let first; // the key before, where two make one
let forget;

const find = (selector) => document.querySelector(selector);
const links = () => [...document.querySelectorAll("#grid tbody th a")];
const row = () => document.activeElement.closest("#grid tbody tr");

const KEYS = {
  "?": showHelp,
  "/": () => focusOn(find("#field-search")),
  j: () => step(1),
  k: () => step(-1),
  x: () => tickRow(false),
  X: () => tickRow(true),
  a: () => find("#grid [data-select-page]")?.click(),
  Escape: async () => find("#grid") && (await import("./selection.js")).clear(),
  f: () => focusOn(find("#grid .filters .filter")),
  r: () => find("#grid [data-live-pending]:not([hidden])")?.click(),
  "[": () => find(".previous-next [rel=prev]")?.click(),
  "]": () => find(".previous-next [rel=next]")?.click(),
  1: () => tab(0),
  2: () => tab(1),
  3: () => tab(2),
};

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.shortcuts === "off" || !meant(event)) {
    return;
  }
  const place = first === "g" && PLACES[event.key];
  clearTimeout(forget);
  first = event.key;
  forget = setTimeout(() => (first = undefined), SEQUENCE_MS);
  if (place) {
    location.assign(place);
  } else if (Object.hasOwn(KEYS, event.key)) {
    if (event.key !== "Escape") {
      event.preventDefault();
    }
    KEYS[event.key]();
  }
});

// Not while somebody writes, and never with the keys that browsers and screen readers have for themselves.
function meant(event) {
  const { target } = event;
  const writing = target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]") || target.isContentEditable;
  const held = event.ctrlKey || event.altKey || event.metaKey;
  return !writing && !held && !event.isComposing && !event.defaultPrevented && !find("dialog[open]");
}

function focusOn(field) {
  field?.focus();
  field?.select?.();
}

function step(by) {
  const all = links();
  const here = all.indexOf(row()?.querySelector("th a"));
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
}

async function tickRow(range) {
  const box = row()?.querySelector(".select-box:enabled");
  if (box) {
    const { tick } = await import("./selection.js");
    tick(box, range || !box.checked, range);
  }
}

function tab(number) {
  document.querySelectorAll(".tabs a")[number]?.click();
}

// The help is a page; here it comes as a dialog over the one in sight.
async function showHelp() {
  const response = await fetch("/desk/keyboard");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [title, keys] = [page.querySelector("h1"), page.querySelector("#keys")];
  if (!response.ok || !keys) {
    location.assign("/desk/keyboard");
    return;
  }
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  const close = document.createElement("button");
  heading.id = "keys-dialog";
  heading.textContent = title.textContent;
  close.className = "button button-plain";
  close.textContent = keys.dataset.close;
  close.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.className = "help-dialog";
  dialog.append(heading, document.adoptNode(keys), close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
