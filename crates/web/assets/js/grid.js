// The order grid: filters apply by themselves, and pages, sorts and filters come without leaving the page.

import "./selection.js";
import "./live.js";
import { hasMoved, swap } from "./swap.js";

const TYPING_MS = 400;

let typing;
let typedIn;

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-apply]")) {
    target.form.requestSubmit();
  }
});

document.addEventListener("input", (event) => {
  const field = event.target;
  clearTimeout(typing);
  if (field.form?.id === "filters" && field.type === "text" && !event.isComposing) {
    typing = setTimeout(() => {
      // One step back leads to before the typing, not to each letter.
      filter(field.form, { push: typedIn !== field.id, typing: true });
      typedIn = field.id;
    }, TYPING_MS);
  }
});

document.addEventListener("focusout", () => {
  typedIn = undefined;
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.id === "filters") {
    event.preventDefault();
    clearTimeout(typing);
    filter(form, { push: true });
  } else if (form.id === "flags" && submitter) {
    event.preventDefault();
    const body = new URLSearchParams([[submitter.name, submitter.value]]);
    swap(submitter.formAction, { body, ticks: true });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#grid a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  // A link to a field of the page, as in a summary of errors, only leads there.
  if (!link || !plain || event.defaultPrevented || link.getAttribute("href").startsWith("#")) {
    return;
  }
  if (link.pathname === "/desk/orders") {
    event.preventDefault();
    swap(link.href, { push: true });
  } else if (link.closest("tr")?.dataset.order) {
    history.replaceState({ opened: link.closest("tr").dataset.order }, "");
  }
});

window.addEventListener("popstate", () => hasMoved() && swap(location.href, {}).then(comeBack));
window.addEventListener("pageshow", comeBack);
comeBack();

// A menu is left like any other: with Escape, or by doing something else.
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus());
document.addEventListener("click", ({ target }) => closeMenus(target));

function closeMenus(but) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(but)) {
      menu.open = false;
      if (menu.contains(document.activeElement)) {
        menu.querySelector("summary").focus();
      }
    }
  }
}

// Headings can only stay in sight where the table does not scroll in a region of its own.
const fit = new ResizeObserver(() => {
  const region = document.querySelector("#grid .table-region");
  region.classList.remove("fits");
  region.classList.toggle("fits", region.scrollWidth <= region.clientWidth);
});

// The table may outgrow its region while that keeps its size: larger letters do it.
function watch() {
  fit.disconnect();
  fit.observe(document.querySelector("#grid .table-region"));
  fit.observe(document.querySelector("#grid table"));
}

document.addEventListener("grid", watch);
watch();

function filter(form, how) {
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();
  return swap(url.href, how);
}

// Back from an order, one goes on where one left.
function comeBack() {
  const opened = history.state?.opened;
  if (opened && document.activeElement === document.body) {
    document.getElementById(`order-${opened}`)?.focus();
  }
}
