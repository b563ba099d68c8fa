// Keeps the grid up to date. The stream only says how far the shop's history has come; the page then asks for itself.
// Cells of rows in sight change in place. New rows appear by themselves too, but move nothing under the hand: while
// somebody is at the list they wait, until they are asked for or the hand is gone.

import { answer, counted, say } from "./say.js";
import { fetchGrid, replace, stayingPut, swap } from "./swap.js";

const SILENCE_MS = 9_000; // the server gives a sign of life every four seconds
const LOOK_AGAIN_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const CHANGED_MS = 2_000;

let rev = 0;
let source;
let state = "opening"; // opening, on, off, lost, ended
let waiting = new Set(); // orders that are new, gone, moved, or in use
let failures = 0;
let silence;
let retry;
let looking;
let lookedAt = -LOOK_AGAIN_MS;
let kept = Promise.resolve();

const line = () => document.querySelector("[data-live]");
const part = (name) => line().querySelector(`[data-live-${name}]`);

function open() {
  close();
  if (state === "off" || state === "ended" || document.hidden) {
    return;
  }
  source = new EventSource(`${line().dataset.live}?after=${rev}`);
  source.addEventListener("rev", (event) => {
    heard(event.data);
    rev = Number(event.lastEventId);
    lookSoon();
  });
  source.addEventListener("beat", (event) => heard(event.data));
  source.addEventListener("ended", () => {
    close();
    become("ended");
  });
  source.addEventListener("error", lose);
  silence = setTimeout(lose, SILENCE_MS);
}

function close() {
  source?.close();
  source = undefined;
  clearTimeout(silence);
  clearTimeout(retry);
}

function heard(time) {
  failures = 0;
  clearTimeout(silence);
  silence = setTimeout(lose, SILENCE_MS);
  part("time").textContent = time;
  if (state !== "on") {
    become("on");
  }
}

function lose() {
  close();
  if (state !== "lost") {
    say(part("lost").textContent);
  }
  become("lost");
  // A little chance, so that not every page of a shop comes back in the same instant.
  const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** failures) * (0.75 + Math.random() / 2);
  failures += 1;
  retry = setTimeout(open, wait);
}

function become(next) {
  state = next;
  show();
}

function show() {
  line().dataset.state = state;
  part("switch").hidden = state === "ended";
  part("switch").textContent = state === "off" ? part("switch").dataset.off : part("switch").dataset.on;
  part("lost").hidden = state !== "lost";
  part("ended").hidden = state !== "ended";
  const pending = part("pending");
  pending.hidden = waiting.size === 0;
  pending.textContent = waiting.size === 0 ? "" : counted(pending.dataset, waiting.size);
}

function lookSoon() {
  clearTimeout(looking);
  looking = setTimeout(look, Math.max(0, lookedAt + LOOK_AGAIN_MS - performance.now()));
}

async function look() {
  lookedAt = performance.now();
  const before = document.getElementById("grid");
  const found = await fetchGrid(location.href).catch(() => undefined);
  // Meanwhile somebody may have gone to another page of the list.
  if (found && before === document.getElementById("grid")) {
    merge(before, found.page);
  }
}

function merge(shown, page) {
  const fresh = page.getElementById("grid");
  const [old, now] = [rowsOf(shown), rowsOf(fresh)];
  const found = new Set();
  for (const [order, row] of now) {
    const mine = old.get(order);
    if (!mine || (mine.dataset.version !== row.dataset.version && !update(mine, row))) {
      found.add(order);
    }
  }
  for (const order of [...old.keys()].filter((order) => !now.has(order))) {
    found.add(order);
  }
  const stayed = [...old.keys()].filter((order) => now.has(order));
  const sorted = [...now.keys()].filter((order) => old.has(order));
  stayed.filter((order, place) => order !== sorted[place]).forEach((order) => found.add(order));
  if (found.size > 0 && !handIsAtList(shown)) {
    bringIn(page, found);
    return;
  }
  const more = [...found].some((order) => !waiting.has(order));
  waiting = found;
  if (found.size === 0) {
    // All there is to see is in sight: a selection of the filter is one of this list.
    for (const name of ["as_of", "count"]) {
      const [mine, its] = [shown, fresh].map((grid) => grid.querySelector(`#selection [name=${name}]`));
      if (mine && its) {
        mine.value = its.value;
      }
    }
  }
  show();
  if (more) {
    say(part("pending").textContent);
  }
}

// Over a row or what stands below them, in one, holding ticks, or choosing from a list.
function handIsAtList(grid) {
  const held = ":is(tbody, .grid-foot):hover, :is(tbody, select, details[open], .grid-foot):focus-within, .select-box:checked";
  return grid.querySelector(held) !== null;
}

function bringIn(page, orders) {
  stayingPut(() => replace(page, { ticks: true, typing: true }));
  for (const [order, row] of rowsOf(document.getElementById("grid"))) {
    if (orders.has(order)) {
      mark(row);
    }
  }
  say(counted(part("shown").dataset, orders.size));
}

function rowsOf(grid) {
  return new Map([...grid.querySelectorAll("tbody tr")].map((row) => [row.dataset.order, row]));
}

// A row that somebody is at stays as it is.
function update(row, fresh) {
  if (row.contains(document.activeElement) || row.querySelector(".select-box:checked")) {
    return false;
  }
  row.dataset.version = fresh.dataset.version;
  // A copy: the page it is from may yet be put in whole.
  row.replaceChildren(...fresh.cloneNode(true).children);
  mark(row);
  return true;
}

function mark(row) {
  row.classList.add("is-changed");
  setTimeout(() => row.classList.remove("is-changed"), CHANGED_MS);
}

// What waits comes in when the hand has gone; where it is, is known only after the event.
for (const moved of ["pointerout", "focusout", "change"]) {
  document.addEventListener(moved, () => {
    if (waiting.size > 0 && state === "on") {
      setTimeout(() => waiting.size > 0 && !handIsAtList(document.getElementById("grid")) && lookSoon());
    }
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-live] button");
  if (button?.matches("[data-live-switch]")) {
    turn(state === "off");
  } else if (button?.matches("[data-live-lost]")) {
    failures = 0;
    open();
  } else if (button?.matches("[data-live-pending]")) {
    const said = line().querySelector("[data-said-filtered]").dataset.saidFiltered;
    swap(location.href, { ticks: true }).then(() => {
      document.querySelector("#grid .table-region").focus();
      answer(said);
    });
  }
});

function turn(on) {
  // Kept for the person, in whichever browser, one choice after the other; if that fails, it holds for this page.
  const choice = { method: "POST", body: new URLSearchParams({ on }), keepalive: true };
  kept = kept.then(() => fetch("/desk/profile/live-updates", choice)).catch(() => {});
  become(on ? "opening" : "off");
  if (on) {
    open();
    lookSoon();
  } else {
    close();
    answer(line().querySelector("[data-said-off]").dataset.saidOff);
  }
}

// Another part of the list is in sight, drawn just now.
document.addEventListener("grid", () => {
  waiting = new Set();
  rev = Math.max(rev, Number(line().dataset.rev));
  show();
});

document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
window.addEventListener("pagehide", close);
window.addEventListener("pageshow", ({ persisted }) => persisted && open());

rev = Number(line().dataset.rev);
state = line().hasAttribute("data-suspended") ? "off" : "opening";
show();
open();
