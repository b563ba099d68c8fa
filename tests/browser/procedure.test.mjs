// The operating procedure from the customer's order to the parcel, in French, as a shop's staff work through it: with
// scripts, without, by keyboard alone, and on a screen of 320 pixels; all in one demo, so that each run gets the next
// numbers.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byKeyboard } from './hands.mjs';
import { COLUMNS, clearFilters, filterByNumber, gridHeadings, gridRow, handOver, openGrid, placeOrder, prepareAndInvoice, ship, validateCheque } from './steps.mjs';
import { control, launchBrowser, newContext, signIn, startDemo } from './support.mjs';
import { say, SHOP } from './words.mjs';

let demo;
let browser;
let lastSequence = 8; // the newest of the demo's ten orders holds the eighth invoice
let lastOrder = 7090564;

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('the demo announces its addresses, its people and its token', () => {
  assert.deepEqual(Object.keys(demo.signIns).sort(), ['accountant', 'clerk', 'logistician', 'owner']);
  assert.ok(demo.shop?.startsWith(`${demo.origin}/shop/`), 'the storefront’s address');
  assert.ok(demo.desk?.startsWith(`${demo.origin}/desk`), 'the desk’s address');
  assert.ok(demo.token, 'a token');
});

test('the procedure with scripts', { timeout: 180_000 }, () => procedure({}));

test('U45 the procedure without scripts', { timeout: 180_000 }, () => procedure({ javaScriptEnabled: false }));

test('U47 the procedure by keyboard alone', { timeout: 300_000 }, () => procedure({}, byKeyboard));

test('U44 the procedure on a screen of 320 pixels', { timeout: 180_000 }, () =>
  procedure({ viewport: { width: 320, height: 640 }, hasTouch: true }, neverSideways, ['Commande', 'Montant', 'Client', 'État', 'Avancement']));

/// `prepare` is given each visitor's page before its first address; `columns` are what the grid has room for.
async function procedure(options, prepare = (page) => page, columns = COLUMNS) {
  const visitors = [];
  const visitor = async () => {
    visitors.push(await newContext(browser, demo, options));
    return prepare(await visitors.at(-1).newPage());
  };
  try {
    await theThreeSteps(columns, await visitor(), await visitor(), await visitor());
    assert.deepEqual(visitors.flatMap(({ faults }) => faults), []);
  } finally {
    await Promise.all(visitors.map((context) => context.close()));
  }
}

/// A page that is wider than its window is a fault of the visitor's, like a script that fails.
async function neverSideways(page) {
  const said = 'scrolls sideways:';
  await page.addInitScript((words) => {
    addEventListener('load', () => {
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) console.error(words, location.pathname, scrollWidth);
    });
  }, said);
  page.on('console', (message) => {
    if (message.text().startsWith(said)) page.context().faults.push(message.text());
  });
  return page;
}

async function theThreeSteps(columns, customer, clerk, logistician) {
  const { number, address } = await placeOrder(customer, SHOP.fr);
  assert.ok(Number(number) > lastOrder, `order ${number} comes after ${lastOrder}`);
  lastOrder = Number(number);

  await signIn(clerk, demo, 'clerk');
  await openGrid(clerk);
  assert.deepEqual(await gridHeadings(clerk).then((headings) => headings.slice(0, columns.length)), columns);
  await filters(clerk, number, columns);

  const cheque = `90${number}`;
  await validateCheque(clerk, number, cheque);
  await openGrid(clerk);
  await gridRow(clerk, number).getByText(say('Paiement confirmé')).waitFor();
  const invoice = await prepareAndInvoice(clerk, number);
  assertNext(invoice);
  await openGrid(clerk);
  await gridRow(clerk, number).getByText(invoice).waitFor({ state: ifShown(columns, 'Facture') });

  await cannotBeDeleted(clerk, number);
  await openGrid(clerk);
  const batch = await handOver(clerk, number);
  await cannotBeHandedOverTwice(clerk, number);

  const tracking = `6A${number}0FR`;
  await ship(logistician, demo, { batch, number, carrier: 'Mondial Relay', tracking });
  await customer.goto(address);
  await customer.getByRole('main').getByText(tracking).first().waitFor();
}

/// What a narrow screen has no column for is looked for in the page alone.
const ifShown = (columns, column) => (columns.includes(column) ? 'visible' : 'attached');

async function filters(clerk, number, columns) {
  await gridRow(clerk, number).waitFor();
  await filterByNumber(clerk, '7087664');
  assert.equal(await gridRow(clerk, number).count(), 0, 'the filter leaves out the others');
  await gridRow(clerk, '7087664').getByText('2013-02-000000006').waitFor({ state: ifShown(columns, 'Facture') });
  await clearFilters(clerk);
  await gridRow(clerk, number).getByText(say('En attente du paiement')).waitFor();
}

// Year and month are those of the shop's own clock; the sequence goes on without a gap.
function assertNext(invoice) {
  const month = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit' }).format(new Date());
  lastSequence += 1;
  assert.equal(invoice, `${month}-${String(lastSequence).padStart(9, '0')}`);
}

async function cannotBeDeleted(clerk, number) {
  await clerk.goto(`/desk/orders/${number}`);
  assert.equal(await control(clerk, say('Supprimer la commande')).count(), 0, 'deletion is not offered');
  const refusal = await api(clerk, 'delete', `orders/${number}`);
  assert.deepEqual(refusal, { status: 409, code: 'order_invoiced' });
  const answer = await clerk.goto(`/desk/orders/${number}`);
  assert.equal(answer.status(), 200, 'the order is still there');
}

async function cannotBeHandedOverTwice(clerk, number) {
  const refusal = await api(clerk, 'post', 'handoffs', { orders: [Number(number)] });
  assert.deepEqual(refusal, { status: 409, code: 'nothing_to_hand_off' });
}

async function api(page, method, path, data) {
  const answer = await page.request[method](`/api/v1/${path}`, { data, headers: { Authorization: `Bearer ${demo.token}` } });
  return { status: answer.status(), code: (await answer.json()).code };
}
