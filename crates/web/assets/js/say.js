// What is said to those who do not see it, in the page's one status region. The words come with the page.

const PAUSE_MS = 10_000;

let next = 0;
let waiting;

/// Says what one's own act has led to.
export function answer(text) {
  const region = document.getElementById("status");
  if (!region || !text) {
    return;
  }
  let line = region.querySelector("[data-said]");
  if (!line) {
    line = document.createElement("span");
    line.className = "visually-hidden";
    line.dataset.said = "";
    region.append(line);
  }
  line.textContent = text;
}

/// Says what happened by itself: one message in ten seconds, the newest.
export function say(text) {
  clearTimeout(waiting);
  const now = performance.now();
  if (now >= next) {
    next = now + PAUSE_MS;
    answer(text);
  } else {
    waiting = setTimeout(() => say(text), next - now);
  }
}

/// The sentence for a number: `texts` has one for one and one for others, with `{}` where the number goes.
export function counted(texts, number) {
  const { lang } = document.documentElement;
  const form = new Intl.PluralRules(lang).select(number);
  return (form === "one" ? texts.one : texts.other).replace("{}", new Intl.NumberFormat(lang).format(number));
}
