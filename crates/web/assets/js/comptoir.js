// Comfort for the order grid. Every page is complete without it.

const grid = document.querySelector("[data-grid]");
if (grid) {
  selectPage(grid);
}
for (const control of document.querySelectorAll("[data-apply]")) {
  control.addEventListener("change", () => control.form?.requestSubmit());
}

// The box in the heading stands for the boxes of the page, and the bar says how many are ticked.
function selectPage(table) {
  const heading = table.querySelector("[data-select-page]");
  const boxes = [...table.querySelectorAll("tbody .select-box")];
  const count = document.querySelector("[data-selection-count]");

  function show() {
    const ticked = boxes.filter((box) => box.checked).length;
    if (heading) {
      heading.checked = ticked > 0 && ticked === boxes.length;
      heading.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    if (count) {
      count.textContent = sentence(count.dataset, ticked);
    }
  }

  heading?.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = heading.checked;
    }
    show();
  });
  table.addEventListener("change", show);
  // The browser restores ticks when one comes back to the page.
  window.addEventListener("pageshow", show);
  show();
}

// The page brings its sentences, so that no word is written here.
function sentence(texts, number) {
  if (number === 0) {
    return texts.none;
  }
  const form = new Intl.PluralRules(document.documentElement.lang).select(number);
  return (form === "one" ? texts.one : texts.other).replace("{}", String(number));
}
