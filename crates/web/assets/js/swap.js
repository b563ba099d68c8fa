// Puts the grid of another address in place of this one, as the server draws it.

const PATIENCE_MS = 300;

const here = () => location.pathname + location.search;

let current;
let shown = here();

/// Whether the address has become another's than the grid that is shown: a step to a field of the page changes no grid.
export const hasMoved = () => here() !== shown;

/// The page at an address as a document, or nothing where it is not the grid's.
export async function fetchGrid(url, options) {
  const response = await fetch(url, { ...options, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return response.ok && page.getElementById("grid") ? { page, url: response.url } : undefined;
}

/// Goes to `url`. `push` makes it a step that « back » undoes; `body` is sent; `ticks` stay where their rows stay;
/// `typing` keeps what is being typed meanwhile, and its faults at the field.
export async function swap(url, { push, body, ticks, typing }) {
  current?.abort();
  const mine = new AbortController();
  current = mine;
  const busy = setTimeout(() => (document.getElementById("grid").ariaBusy = "true"), PATIENCE_MS);
  try {
    const found = await fetchGrid(url, { signal: mine.signal, ...(body && { method: "POST", body }) });
    if (!found) {
      // Signed out, refused or broken: the server's own page says so.
      location.assign(body ? location.href : url);
      return;
    }
    if (typing) {
      found.page.querySelector("#grid .error-summary")?.remove();
    }
    const show = () => replace(found.page, { ticks, typing });
    if (body) {
      stayingPut(() => {
        show();
        found.url = said(found);
      });
    } else {
      show();
    }
    if (push) {
      history.pushState({}, "", found.url);
    } else if (found.url !== location.href) {
      history.replaceState(history.state, "", found.url);
    }
    shown = here();
    // A switch of the language or the theme comes back to where one is now.
    for (const back of document.querySelectorAll('input[name="back"]')) {
      back.value = shown;
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      location.assign(body ? location.href : url);
    }
  } finally {
    clearTimeout(busy);
    if (current === mine) {
      document.getElementById("grid").ariaBusy = null;
    }
  }
}

// What was done is said here and now, with how to take it back; the address that one stays at says it no more.
function said({ page, url }) {
  document.getElementById("status").replaceChildren(...page.getElementById("status").childNodes);
  const address = new URL(url);
  address.searchParams.delete("done");
  address.searchParams.delete("order");
  return address.href;
}

/// Does something to the grid, after which the first row in sight still stands where it stood.
export function stayingPut(act) {
  const rows = () => [...document.querySelectorAll("#grid tbody tr")];
  const top = (row) => row.getBoundingClientRect().top;
  const first = window.scrollY > 0 && rows().find((row) => top(row) >= 0);
  const before = first && top(first);
  act();
  const after = first && rows().find((row) => row.dataset.order === first.dataset.order);
  if (after) {
    window.scrollBy(0, top(after) - before);
  }
}

/// Puts the grid of `page` in place of the one shown.
export function replace(page, { ticks, typing }) {
  const [old, fresh] = [document.getElementById("grid"), page.getElementById("grid")];
  const ticked = tickedOrders(old);
  const focus = remember(old);
  const scrolled = old.querySelector(".table-region")?.scrollLeft ?? 0;
  document.title = page.title;
  old.replaceWith(document.adoptNode(fresh));
  if (ticks) {
    for (const box of fresh.querySelectorAll("tbody .select-box:enabled")) {
      box.checked ||= ticked.has(box.closest("tr").dataset.order);
    }
  }
  restore(fresh, focus, typing);
  fresh.querySelector(".table-region").scrollLeft = scrolled;
  const cleared = !ticks && ticked.size > 0;
  document.dispatchEvent(new CustomEvent("grid", { detail: { cleared } }));
}

function tickedOrders(grid) {
  return new Set([...grid.querySelectorAll("tbody .select-box:checked")].map((box) => box.closest("tr").dataset.order));
}

// What has the focus, in a way that its successor can be found by.
function remember(grid) {
  const { activeElement: at } = document;
  if (!grid.contains(at)) {
    return undefined;
  }
  const { id, title, value, selectionStart: start, selectionEnd: end } = at;
  return { id, title, value, start, end, tag: at.tagName, text: at.textContent, row: at.closest("tr")?.dataset.order };
}

function restore(grid, focus, typing) {
  if (!focus) {
    return;
  }
  const place = (focus.row && grid.querySelector(`tr[data-order="${focus.row}"]`)) || grid;
  const alike = (other) => (focus.title ? other.title === focus.title : other.textContent === focus.text);
  const successor =
    (focus.id && grid.querySelector(`#${CSS.escape(focus.id)}`)) ||
    [...place.querySelectorAll(focus.tag)].find(alike) ||
    place.querySelector(".flag-button, a") ||
    grid.querySelector(".table-region");
  if (typing && successor.value !== undefined) {
    successor.value = focus.value;
  }
  successor.focus({ preventScroll: true });
  if (successor.id === focus.id && focus.start !== null && focus.start !== undefined) {
    successor.setSelectionRange(focus.start, focus.end);
  }
}
