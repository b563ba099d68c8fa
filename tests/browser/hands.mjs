// How a visitor acts on a page: with the mouse, or by keyboard alone once `byKeyboard(page)` has said so. The steps of
// the procedure are written once and are taken with either.

import assert from 'node:assert/strict';

const MOST_KEYS = 400; // far more than a page has stops: a control that is not reached in these cannot be reached

const keyboards = new WeakSet();

/// From now on this visitor has no mouse: Tab, Enter, Space, arrows and typing, and no focus set by a script of ours.
export function byKeyboard(page) {
  keyboards.add(page);
  return page;
}

/// Presses a button, a link or a summary.
export async function activate(page, control) {
  if (!keyboards.has(page)) return control.click();
  await reach(page, control);
  await page.keyboard.press('Enter');
}

/// Fills a field with text, over what stands in it.
export async function fill(page, field, text) {
  if (!keyboards.has(page)) return field.fill(text);
  await reach(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  assert.equal(await field.inputValue(), text);
}

/// Ticks a box or chooses a radio button.
export async function tick(page, box) {
  if (!keyboards.has(page) || (await box.isChecked())) return box.check();
  const isRadio = (await box.getAttribute('type')) === 'radio';
  // Of a group of radio buttons Tab stops at one only; the arrows choose among them.
  await reach(page, box, isRadio ? sameGroup : sameElement);
  if (!(await isActive(box, sameElement))) await repeat(page, 'ArrowDown', () => isActive(box, sameElement));
  if (!(await box.isChecked())) await page.keyboard.press('Space');
  assert.ok(await box.isChecked());
}

/// Chooses an option of a list by its text.
export async function choose(page, list, label) {
  if (!keyboards.has(page)) return list.selectOption({ label });
  await reach(page, list);
  await page.keyboard.press('Home');
  await repeat(page, 'ArrowDown', () => list.evaluate((select, text) => select.selectedOptions[0]?.label.trim() === text, label));
}

async function reach(page, target, there = sameElement) {
  await target.waitFor();
  await repeat(page, 'Tab', () => isActive(target, there));
}

/// Presses a key until something is so; at once if it already is.
async function repeat(page, key, isSo) {
  for (let keys = 0; keys < MOST_KEYS; keys += 1) {
    if (await isSo()) return;
    await page.keyboard.press(key);
  }
  const active = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  assert.fail(`not reached with ${MOST_KEYS} times ${key} on ${page.url()}; the focus is on ${active}`);
}

const isActive = (target, there) => target.evaluate(there);

const sameElement = (element) => element === document.activeElement;

const sameGroup = (element) => {
  const active = document.activeElement;
  return active?.type === 'radio' && active.name === element.name && active.form === element.form;
};
