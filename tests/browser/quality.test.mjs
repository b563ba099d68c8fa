// Walks the pages in both languages, light and dark, wide and at 320 px: axe finds nothing, nothing scrolls sideways,
// and the HTML as served satisfies html-validate and the Nu checker. The pages stay in out/pages for looking at.
// `npm run pictures` goes the same way with a camera instead, so that no page is missing from the picture book.

import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openAlbum } from './album.mjs';
import { ANSWERS, PAGES, setScene } from './pages.mjs';
import { axe, groupBy, launchBrowser, newContext, ROOT, run, signIn, startDemo } from './support.mjs';
import { handOver, openGrid, openInvoice, placeOrder, prepareAndInvoice, ship, validateCheque, withdraw } from './steps.mjs';
import { say, SHOP } from './words.mjs';

const LANGUAGES = { fr: 'fr-FR', en: 'en-GB' };
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

// What axe cannot decide by itself and a person has looked at: rule and reason → why it is well.
const REVIEWED = new Map([
  ['color-contrast nonBmp', 'arrows and badge glyphs are hidden from assistive technology and stand beside the word that says the same, in its colour'],
  ['color-contrast shortTextContent', 'a cell with a single digit has the colours of its column'],
  ['color-contrast imgNode', 'a chart’s words have the colour of hints on the page’s own ground, and no bar reaches them'],
  ['color-contrast elmPartiallyObscuring', 'what stands in the bar at the window’s lower edge has the bar’s own ground, whatever scrolls beneath it'],
  ['color-contrast elmPartiallyObscured', 'cells at the edge of a scrolling table have the colours decided on at full width'],
]);

const SAVED = join(ROOT, 'out/pages');
const PICTURES = process.env.COMPTOIR_PICTURES && join(ROOT, process.env.COMPTOIR_PICTURES);

let demo;
let browser;
let album; // where pictures are taken, and nothing is checked
const sessions = {}; // who → cookies

before(async () => {
  await rm(SAVED, { recursive: true, force: true });
  await mkdir(SAVED, { recursive: true });
  if (PICTURES) album = await openAlbum(PICTURES);
  demo = await startDemo();
  browser = await launchBrowser();
  for (const who of new Set(PAGES.map(({ who }) => who).filter(Boolean))) {
    await visiting({}, async (page) => {
      await signIn(page, demo, who);
      sessions[who] = await page.context().storageState();
    });
  }
});

after(async () => {
  await album?.close();
  await browser?.close();
  await demo?.stop();
});

for (const [language, locale] of Object.entries(LANGUAGES)) {
  describe(`pages in ${language}`, () => {
    for (const { who, path, status = 200 } of PAGES) {
      const address = path.replace('{language}', language);
      test(`${address} (${who ?? 'anyone'})`, { timeout: 60_000 }, () =>
        visiting({ locale, storageState: sessions[who] }, async (page) => {
          const answer = await page.goto(address);
          assert.equal(answer.status(), status);
          assert.equal(await page.locator('html').getAttribute('lang'), language);
          page.context().faults.push(...(await look(page, `${language} ${who ?? 'anyone'} ${address}`, answer)));
        }));
    }
  });
}

describe('pages that acting leads to', () => {
  let scene;
  before(async () => (scene = await setScene(demo)));

  for (const [language, locale] of Object.entries(LANGUAGES)) {
    for (const { who, name, status = 200, come } of ANSWERS) {
      test(`${name}, in ${language} (${who})`, { timeout: 60_000 }, () =>
        visiting({ locale, storageState: sessions[who] }, async (page) => {
          const answer = await come(page, scene);
          assert.equal(answer.status(), status);
          assert.equal(await page.locator('html').getAttribute('lang'), language);
          page.context().faults.push(...(await look(page, `${language} ${who} ${name}`, answer)));
        }));
    }
  }
});

test('every address of the menus, the toolbar and the foot is in the list', { timeout: 60_000 }, () =>
  visiting({ storageState: sessions.owner }, async (page) => {
    const known = new Set(PAGES.map(({ path }) => path.split('?')[0].replace('{language}', 'fr')));
    for (const address of ['/desk/orders', '/shop/demo/fr/']) {
      await page.goto(address);
      const toolbar = page.getByRole('group', { name: say('Outils du tableau') });
      const places = page.getByRole('banner').or(page.getByRole('contentinfo')).or(toolbar);
      const paths = await places.getByRole('link').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
      const other = new Set(paths.filter((path) => !known.has(path) && path !== '/shop/demo/en/'));
      assert.deepEqual([...other], [], `linked from ${address}`);
    }
  }));

test('the storefront’s pages on the way to an order, in English', { timeout: 300_000 }, () =>
  visiting({ locale: LANGUAGES.en }, (page) => placeOrder(page, SHOP.en, looker(page, 'en'))));

test('the pages of the procedure, in French', { timeout: 600_000 }, async () => {
  let order;
  await visiting({}, async (page) => (order = await placeOrder(page, SHOP.fr, looker(page, 'fr'))));
  let batch;
  await visiting({ storageState: sessions.clerk }, async (page) => {
    const visit = looker(page, 'fr');
    await page.goto('/desk/');
    await openGrid(page);
    await validateCheque(page, order.number, '0012345', visit);
    await openGrid(page);
    await prepareAndInvoice(page, order.number, visit);
    await openGrid(page);
    batch = await handOver(page, order.number, visit);
  });
  await visiting({}, (page) =>
    ship(page, demo, { batch, number: order.number, carrier: 'Mondial Relay', tracking: '6A0000000FR' }, looker(page, 'fr')));
  await visiting({}, async (page) => {
    const visit = looker(page, 'fr');
    await openInvoice(page, order, visit);
    await withdraw(page, order, visit);
  });
});

describe('the HTML as served', { skip: PICTURES && 'pictures are taken' }, () => {
  test('html-validate', { timeout: 120_000 }, () =>
    satisfied(process.execPath, ['node_modules/html-validate/bin/html-validate.mjs', '--config', '.htmlvalidate.json', '--formatter', 'text']));

  test('the Nu checker', { timeout: 300_000 }, () =>
    satisfied('java', ['-jar', 'node_modules/vnu-jar/build/dist/vnu.jar', '--Werror', '--also-check-css', '--format', 'gnu']));
});

/// A page of a visitor of their own, who must meet no fault. Less motion, so that no colour is caught half-way.
async function visiting(options, act) {
  const context = await newContext(browser, demo, { viewport: WIDE, reducedMotion: 'reduce', ...options });
  try {
    await act(await context.newPage());
    if (context.faults.length > 0) assert.fail(context.faults.join('\n'));
  } finally {
    await context.close();
  }
}

/// Looks at the pages that a walk comes to. What is wrong with one does not keep the walk from the next.
function looker(page, language) {
  let last;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) last = response;
  });
  return async (name) => {
    // A page that a script has put together was never served as such.
    const served = last?.url() === page.url() ? last : undefined;
    page.context().faults.push(...(await look(page, `${language} procedure ${name}`, served)));
    const english = served?.request().method() === 'GET' && inEnglish(page.url());
    if (english) await lookInEnglish(page, english, name);
  };
}

/// Where a page is read in English: the desk's under the same address; of the storefront, what its own walk does not come to.
function inEnglish(address) {
  if (/^\/(desk|logistics)\//.test(new URL(address).pathname)) return address;
  return /\/fr\/(orders|withdrawal)\/\d/.test(address) && address.replace('/fr/', '/en/');
}

/// The same page in the language of a colleague or of a customer's friend.
async function lookInEnglish(page, address, name) {
  const storageState = await page.context().storageState();
  await visiting({ locale: LANGUAGES.en, storageState }, async (other) => {
    const answer = await other.goto(address);
    assert.equal(await other.locator('html').getAttribute('lang'), 'en');
    other.context().faults.push(...(await look(other, `en procedure ${name}`, answer)));
  }).catch((error) => page.context().faults.push(error.message));
}

/// Saves the page as served and answers its faults, each with the settings in which it shows.
async function look(page, name, answer) {
  if (album) {
    await album.photograph(page, name);
    return [];
  }
  if (answer) await writeFile(join(SAVED, `${name.replace(/[^\w-]+/g, '_')}.html`), await answer.body());
  const found = new Map();
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [WIDE, NARROW]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      for (const fault of await faultsNow(page)) {
        found.set(fault, [...(found.get(fault) ?? []), `${colorScheme} ${viewport.width}`]);
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(WIDE);
  return [...found].map(([fault, where]) => `${name}: ${fault} [${where.join(', ')}]`);
}

async function faultsNow(page) {
  const { violations, undecided } = await axe(page);
  const found = [...violations, ...undecided.filter(({ key }) => !REVIEWED.has(key)).map(({ text }) => text)];
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (content > window) found.push(`scrolls sideways: ${content} px in ${window}`);
  return found;
}

/// Runs a checker over all saved pages at once; the Nu checker alone takes seconds to start.
async function satisfied(program, words) {
  const files = (await readdir(SAVED)).map((file) => join('out/pages', file));
  assert.ok(files.length > 0, 'pages were saved');
  const { code, output } = await run(program, [...words, ...files], { cwd: ROOT });
  if (code !== 0) assert.fail(distinct(output));
}

/// The pages share most of their HTML: each finding once, with the first place where it is and how many there are.
function distinct(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const findings = groupBy(lines, (line) => line.replace(/^.*?\.html"?:[\d.:-]+ */, ''));
  return [...findings].map(([finding, all]) => (all.length === 1 ? all[0] : `${all[0]} (${all.length} times)`)).join('\n');
}
