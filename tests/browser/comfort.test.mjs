// What readers set for themselves: dark or light without a flash, larger text, more space between letters and lines, less
// motion, the system's own colours; and words longer than ours.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ANSWERS, PAGES, setScene } from './pages.mjs';
import { launchBrowser, newContext, signIn, startDemo } from './support.mjs';
import { exactly, say } from './words.mjs';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 800 };
const ZOOMED = { width: 640, height: 400 }; // 200 % leaves half as many pixels of the style sheet to each side

const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }';
const LARGE = 'html { font-size: 200% !important; }';

const DARK = 'rgb(18, 22, 28)';
const LIGHT = 'rgb(255, 255, 255)';

let demo;
let browser;
let scene;
let storageState; // the owner's
const readers = new Map(); // who → their page, one for all addresses

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  for (const who of new Set([...PAGES, ...ANSWERS].map(({ who }) => who))) {
    const context = await newContext(browser, demo, { viewport: WIDE });
    const page = await context.newPage();
    readers.set(who, page);
    if (who) await signIn(page, demo, who);
  }
  storageState = await readers.get('owner').context().storageState();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('U60 dark and light follow the system, without scripts', { timeout: 60_000 }, async () => {
  for (const [colorScheme, ground] of [['dark', DARK], ['light', LIGHT]]) {
    await visiting({ colorScheme, javaScriptEnabled: false }, async (page) => {
      await page.goto('/desk/orders');
      assert.equal(await groundOf(page), ground);
    });
  }
});

test('U60 a theme chosen over the system’s is in the page as served, without scripts', { timeout: 60_000 }, () =>
  visiting({ colorScheme: 'light', javaScriptEnabled: false }, async (page) => {
    await page.goto('/desk/orders');
    await page.getByRole('contentinfo').getByRole('button', { name: say('Sombre') }).click();
    await page.waitForURL('**/desk/orders');
    assert.equal(await groundOf(page), DARK);
    // No flash: the first byte of the answer knows it, before any style or script is read.
    const served = await (await page.request.get('/desk/orders/7090564')).text();
    assert.match(served.slice(0, 200), /<html[^>]* data-theme="dark"/);
    await page.goto('/shop/demo/fr/');
    assert.equal(await groundOf(page), DARK, 'in the storefront too');
    await page.getByRole('contentinfo').getByRole('button', { name: say('Automatique') }).click();
    await page.waitForLoadState();
    assert.equal(await groundOf(page), LIGHT);
  }));

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
  test(`U47 the skip link leads to the content, ${how}`, { timeout: 60_000 }, () =>
    visiting({ javaScriptEnabled }, async (page) => {
      for (const path of ['/desk/orders', '/desk/settings', '/shop/demo/fr/', '/shop/demo/fr/withdrawal']) {
        await page.goto(path);
        const link = page.getByRole('link', { name: exactly('Aller au contenu') });
        assert.ok((await link.boundingBox()).y < 0, `${path}: out of sight until it is wanted`);
        await page.keyboard.press('Tab');
        assert.ok(await hasFocus(link), `${path}: the first Tab comes to it`);
        const { x, y, width, height } = await link.boundingBox();
        assert.ok(x >= 0 && y >= 0 && width >= 24 && height >= 24, `${path}: the focus shows it`);
        assert.ok(await link.evaluate((element, [left, top]) => element.contains(document.elementFromPoint(left, top)), [x + width / 2, y + height / 2]), `${path}: nothing covers it`);
        await page.keyboard.press('Enter');
        await page.waitForURL('**#content');
        const inMain = () => page.getByRole('main').evaluate((main) => main.contains(document.activeElement));
        assert.ok(await inMain(), `${path}: Enter moves the focus into the content`);
        await page.keyboard.press('Tab');
        assert.ok(await inMain(), `${path}: and Tab goes on from there`);
      }
    }));
}

test('U50 in the system’s own colours, states, choices and the place one is at keep an edge', { timeout: 60_000 }, () =>
  visiting({ forcedColors: 'active' }, async (page) => {
    await page.goto('/desk/orders');
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    const edge = (locator, side) => locator.evaluate((element, name) => {
      const style = getComputedStyle(element);
      return [style[`border${name}Style`], parseFloat(style[`border${name}Width`]) >= 1, style[`border${name}Color`] !== getComputedStyle(document.body).backgroundColor];
    }, side);
    const drawn = ['solid', true, true];
    assert.deepEqual(await edge(page.locator('.badge').first(), 'Top'), drawn, 'a badge');
    assert.deepEqual(await edge(page.getByRole('navigation').locator('[aria-current]').first(), 'Bottom'), drawn, 'the menu’s entry');
    assert.deepEqual(await edge(page.locator('.switch [aria-pressed=true]').first(), 'Top'), drawn, 'a choice');
    await page.getByRole('row').getByRole('checkbox').nth(1).focus();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outline);
    assert.match(outline, /solid 2px|2px solid/, 'the focus');
  }));

test('U44 on a narrow screen a list stacks, hides nothing at its side, and is a table still', { timeout: 60_000 }, () =>
  visiting({ viewport: { width: 320, height: 640 } }, async (page) => {
    for (const path of ['/desk/products', '/desk/settings/progress-states', '/desk/statistics?period=2013', '/desk/mails']) {
      await page.goto(path);
      const lists = await page.locator('.table-region:has(.records)').evaluateAll((regions) => regions.map((region) => {
        const cells = [...region.querySelectorAll('td')].filter((cell) => cell.checkVisibility());
        const unnamed = cells.filter((cell) => !getComputedStyle(cell, '::before').content.includes(cell.dataset.heading));
        return [region.scrollWidth <= region.clientWidth, unnamed.length];
      }));
      assert.ok(lists.length > 0, path);
      for (const list of lists) assert.deepEqual(list, [true, 0], path);
      const { nodes } = await (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree');
      const count = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
      const drawn = await page.evaluate(() => ['table', 'tr', 'thead th', 'tbody th, tfoot th', 'td'].map((parts) => document.querySelectorAll(parts).length));
      assert.deepEqual(['table', 'row', 'columnheader', 'rowheader', 'cell'].map(count), drawn, path);
    }
  }));

describe('U50 less motion, wider spacing and larger text: nothing is cut or pushed out', () => {
  everyPage(async (page) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const lost = (await page.evaluate(moving)).map((part) => `it moves: ${part}`);
    lost.push(...(await lostIn(page, 'at 200 %', { viewport: ZOOMED })));
    lost.push(...(await lostIn(page, 'with the text spacing that WCAG asks for', { viewport: WIDE, rules: SPACED })));
    lost.push(...(await lostIn(page, 'with text alone at 200 %', { viewport: WIDE, rules: LARGE })));
    return lost;
  });
});

describe('U58 the pages hold words a third longer', () => {
  everyPage(async (page) => {
    await page.evaluate(lengthen);
    const lost = await lostIn(page, 'at 1280 px', { viewport: WIDE });
    return [...lost, ...(await lostIn(page, 'at 320 px', { viewport: NARROW }))];
  });
});

/// A test for each page of the program, in French and as its own reader sees it; `look(page)` answers what is wrong.
function everyPage(look) {
  before(async () => (scene ??= await setScene(demo)));
  const come = (path) => async (page) => page.goto(path.replace('{language}', 'fr'));
  const pages = [...PAGES.map(({ path, ...its }) => ({ name: path, come: come(path), ...its })), ...ANSWERS];
  for (const { who, name, come: arrive, status = 200 } of pages) {
    test(`${name} (${who ?? 'anyone'})`, { timeout: 60_000 }, async () => {
      const page = readers.get(who);
      assert.equal((await arrive(page, scene)).status(), status);
      assert.deepEqual(await look(page), []);
      assert.deepEqual(page.context().faults.splice(0), []);
    });
  }
}

async function visiting(options, act) {
  const context = await newContext(browser, demo, { storageState, ...options });
  try {
    await act(await context.newPage());
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

const groundOf = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/// What is lost in a window of that size and under a reader's own style sheet, each with the condition.
async function lostIn(page, condition, { viewport, rules = '' }) {
  await page.setViewportSize(viewport);
  // The page's policy forbids its own inline styles, not a reader's.
  await page.evaluate(async (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    // A script that watches sizes has its turn in the frame in which they change.
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
  }, rules);
  return (await page.evaluate(lostNow)).map((fault) => `${condition}: ${fault}`);
}

/// Runs in the page: what moves by itself or on its way from one state to another.
function moving() {
  return [...document.querySelectorAll('*')].filter((element) => {
    const { animationName, transitionDuration } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0);
  }).map((element) => element.outerHTML.slice(0, 100));
}

/// Runs in the page: whether it scrolls sideways, and what is cut off by the box it is in or lies over another control.
function lostNow() {
  const found = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide in ${innerWidth}`);
  const words = (element) => `${element.tagName.toLowerCase()} « ${element.textContent.trim().slice(0, 40)} »`;
  for (const element of document.querySelectorAll('body *:not(.visually-hidden)')) {
    if (element.textContent.trim() === '' || !element.checkVisibility() || element.closest('.visually-hidden')) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    const wider = element.scrollWidth > element.clientWidth + 1;
    const higher = element.scrollHeight > element.clientHeight + 1;
    if ((hides(overflowX) && wider) || (hides(overflowY) && higher)) found.push(`cut off: ${words(element)}`);
    const { right, width } = element.getBoundingClientRect();
    if (width > 0 && right > innerWidth + 1 && !element.closest('.table-region')) found.push(`beyond the edge: ${words(element)}`);
  }
  // What stands in no text of the page, but in an attribute: the heading beside a stacked cell, the words in an empty field.
  const pen = document.createElement('canvas').getContext('2d');
  const widthOf = (text, { fontStyle, fontWeight, fontSize, fontFamily, letterSpacing, wordSpacing }) => {
    Object.assign(pen, { font: `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`, letterSpacing: letterSpacing === 'normal' ? '0px' : letterSpacing, wordSpacing });
    return pen.measureText(text).width;
  };
  for (const cell of document.querySelectorAll('[data-heading]')) {
    const heading = getComputedStyle(cell, '::before');
    if (!cell.checkVisibility() || !/^"./.test(heading.content)) continue;
    const widest = Math.max(...cell.dataset.heading.split(/[\s-]+/).map((word) => widthOf(word, heading)));
    if (heading.overflowWrap !== 'anywhere' && widest > parseFloat(heading.width) + 1) found.push(`wider than its column: « ${cell.dataset.heading} »`);
  }
  // A hint may end in « … » where a label says the same field's name in full.
  for (const field of document.querySelectorAll('[placeholder]:placeholder-shown')) {
    const { paddingLeft, paddingRight, textOverflow } = getComputedStyle(field);
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const fits = widthOf(field.placeholder, getComputedStyle(field, '::placeholder')) <= room + 1;
    const isTold = textOverflow === 'ellipsis' && (field.labels.length > 0 || field.ariaLabel);
    if (field.checkVisibility() && !fits && !isTold) found.push(`cut off: « ${field.placeholder} »`);
  }
  const controls = [...document.querySelectorAll('main a, main button, main input, main select, header a, header button')].filter((element) => element.checkVisibility());
  const boxes = controls.map((element) => [element, element.getBoundingClientRect()]);
  const bar = document.querySelector('.action-bar');
  for (const [at, [one, a]] of boxes.entries()) {
    for (const [other, b] of boxes.slice(at + 1)) {
      if (one.contains(other) || other.contains(one) || bar?.contains(one) !== bar?.contains(other)) continue;
      const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
      if (over) found.push(`${words(one)} lies over ${words(other)}`);
    }
  }
  return found;
}

/// Runs in the page: every word of the interface, a third longer and with accents, as a translation may be. Those that a
/// style sheet takes from an attribute, and those in fields that are still empty, too.
function lengthen() {
  const longer = (text) => text.replace(/\p{L}{2,}/gu, (word) => word + 'éàüxô'.repeat(9).slice(0, Math.ceil(word.length * 0.35)));
  for (const name of ['data-heading', 'placeholder']) {
    for (const element of document.querySelectorAll(`[${name}]`)) element.setAttribute(name, longer(element.getAttribute(name)));
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (/\p{L}{2}/u.test(text.data) && !text.parentElement.closest('script, style')) {
      text.data = longer(text.data);
    }
  }
}
