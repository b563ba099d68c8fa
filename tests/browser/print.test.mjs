// An order and an invoice on paper: A4 upright, everything on it that one reads, nothing that one could only press. The list
// of orders and the packing slips have their tests where their pages are tested.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openGrid, openInvoice, placeOrder, prepareAndInvoice, validateCheque } from './steps.mjs';
import { launchBrowser, newContext, run, signIn, startDemo } from './support.mjs';
import { say, SHOP } from './words.mjs';

const A4 = [595, 842]; // in points
const MARGIN_MM = 14;
const PRINTABLE = { width: Math.round(((210 - 2 * MARGIN_MM) / 25.4) * 96), height: 1016 };

// What paper must say, and on how many sheets.
const ORDER = ['7090564', 'Joséphine Aubert', 'Adresse de facturation', 'Table en chêne', '761,92', 'Historique de la commande', 'Facture 2013-03-000000008 émise'];
const INVOICE = ['2013-03-000000008', 'Facture', 'SIREN', 'Adresse de facturation', 'Total HT', 'Total TTC'];

// What leads elsewhere and what acts.
const ONLY_ON_SCREEN = ['Retour', 'Autres actions', 'Revenir à la commande'];
const ORDER_SHEETS = 2;
const INVOICE_SHEETS = 1;

let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

for (const colorScheme of ['light', 'dark']) {
  test(`U59 an order fits A4 upright, dark on white whatever the screen: ${colorScheme}`, { timeout: 60_000 }, () =>
    visiting({ colorScheme }, async (page) => {
      await signIn(page, demo, 'clerk');
      await page.goto('/desk/orders/7090564');
      await printsWell(page, ORDER, ORDER_SHEETS, colorScheme);
    }));

  test(`U59 an invoice fits A4 upright, dark on white whatever the screen: ${colorScheme}`, { timeout: 60_000 }, () =>
    visiting({ colorScheme }, async (page) => {
      await signIn(page, demo, 'accountant');
      await page.goto('/desk/invoices/2013-03-000000008');
      await printsWell(page, INVOICE, INVOICE_SHEETS, colorScheme);
    }));
}

test('U59 a customer’s invoice fits A4 upright', { timeout: 120_000 }, async () => {
  let order;
  await visiting({}, async (page) => (order = await placeOrder(page, SHOP.fr)));
  let number;
  await visiting({}, async (page) => {
    await signIn(page, demo, 'clerk');
    await openGrid(page);
    await validateCheque(page, order.number, '0012345');
    await openGrid(page);
    number = await prepareAndInvoice(page, order.number);
  });
  await visiting({ colorScheme: 'dark' }, async (page) => {
    await openInvoice(page, order);
    await printsWell(page, [number, 'Élise d’Été', 'Total TTC'], INVOICE_SHEETS, 'dark');
  });
});

async function printsWell(page, texts, sheets, colorScheme) {
  const pressed = await wordsOfControls(page);
  const printed = await page.pdf({ preferCSSPageSize: true });
  const read = await readBack(printed);
  assert.equal(read.length, sheets, 'sheets of paper');
  for (const sheet of read) assert.notEqual(sheet.trim(), '', 'no sheet is empty');
  const onPaper = read.join('\n');
  for (const text of texts) assert.match(onPaper, say(text));
  for (const text of [...ONLY_ON_SCREEN, ...pressed]) assert.doesNotMatch(onPaper, alone(text));
  const boxes = [...printed.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map(([, ...sides]) => sides.map(Number));
  assert.ok(boxes.length > 0);
  for (const box of boxes) assert.ok(A4.every((side, at) => Math.abs(side - box[at]) < 2), `${box}`);
  // The printer shrinks what is too wide: on a window as wide as the paper one sees whether it had to.
  await page.setViewportSize(PRINTABLE);
  await page.emulateMedia({ media: 'print', colorScheme });
  const paper = await page.locator('body').innerText();
  for (const text of texts) assert.match(paper, say(text));
  for (const text of ONLY_ON_SCREEN) assert.doesNotMatch(paper, say(text));
  assert.deepEqual(await page.evaluate(faultsOnPaper), []);
}

/// The text of each sheet, as whoever opens the file reads it.
async function readBack(pdf) {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-print-'));
  try {
    const file = join(folder, 'printed.pdf');
    await writeFile(file, pdf);
    const { code, output } = await run('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-']);
    assert.equal(code, 0, output);
    return output.split('\f').slice(0, -1); // each sheet ends with one
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/// What stands on the buttons of the page.
async function wordsOfControls(page) {
  const buttons = page.locator('button, input[type=submit], summary, .button');
  const words = await buttons.evaluateAll((all) => all.map((one) => (one.textContent || one.value).replace(/\s+/gu, ' ').trim()));
  assert.ok(words.length > 0);
  return new Set(words.filter((text) => /\p{L}{2}/u.test(text)));
}

/// The words as a part of a line of their own, between wide gaps, and not within a sentence.
const alone = (text) => new RegExp(`(^|\\s{2,})(?:${say(text).source})\\s*($|\\s{2})`, 'mu');

/// Runs in the page: what paper must not have, and what it would lose.
function faultsOnPaper() {
  const name = (element) => `${element.tagName.toLowerCase()} « ${(element.textContent || element.value || '').trim().slice(0, 40)} »`;
  const printed = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'));
  const found = [];
  for (const element of printed) {
    const { right, left, width, height } = element.getBoundingClientRect();
    if (width > 0 && (right > innerWidth + 1 || left < -1)) found.push(`beyond the edge: ${name(element)}`);
    const { overflowX, color, backgroundColor } = getComputedStyle(element);
    if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name(element)}`);
    if (element.matches('nav, form, button, input, select, textarea, summary, .page-top, .page-foot') && height > 0) found.push(`only for the screen: ${name(element)}`);
    const dark = (text) => text.match(/[\d.]+/g).slice(0, 3).every((part) => Number(part) < 128);
    if (element.children.length === 0 && element.textContent.trim() && !dark(color)) found.push(`light letters ${color}: ${name(element)}`);
    if (!/, 0\)$/.test(backgroundColor) && dark(backgroundColor)) found.push(`dark ground ${backgroundColor}: ${name(element)}`);
  }
  const grounds = [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor);
  if (!grounds.every((ground) => ['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(ground))) found.push(`the ground is ${grounds}`);
  return found;
}

async function visiting(options, act) {
  const context = await newContext(browser, demo, options);
  try {
    await act(await context.newPage());
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}
