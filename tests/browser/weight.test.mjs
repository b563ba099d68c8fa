// What travels to the browser, as compressed on its way, and how still the page stands while it arrives.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, newContext, signIn, startDemo } from './support.mjs';

const ROWS = 50;
const MOST_BYTES = { document: 60 << 10, stylesheet: 15 << 10, script: 30 << 10, font: 60 << 10 };
const MOST_SHIFT = 0.02;

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

test('U41 the grid with 50 rows, its style, scripts and fonts stay small, and nothing shifts', { timeout: 120_000 }, async () => {
  const context = await newContext(browser, demo);
  try {
    const page = await context.newPage();
    await fill(page);
    await signIn(page, demo, 'clerk');
    const bytes = await weigh(browser, await context.storageState(), `/desk/orders?size=${ROWS}`);
    for (const [kind, most] of Object.entries(MOST_BYTES)) {
      assert.ok(bytes[kind] > 0 && bytes[kind] <= most, `${kind}: ${bytes[kind]} bytes of ${most}`);
    }
  } finally {
    await context.close();
  }
});

/// Orders with different names and amounts: equal ones would be compressed to nothing.
async function fill(page) {
  for (let number = 0; number < ROWS; number += 1) {
    const name = `${['Élise', 'Maël', 'Noémie', 'Côme', 'Zoé'][number % 5]} Essai ${(number * 7919) % 997}`;
    const address = { name, line1: `${number + 1} rue de l’Essai`, postal_code: '75011', city: 'Paris', country: 'FR' };
    const answer = await page.request.post('/api/v1/orders', {
      headers: { Authorization: `Bearer ${demo.token}` },
      data: {
        source: 'caisse', source_order_id: `W-${number}`, language: 'fr', payment_method: 'cheque',
        customer: { name, email: `essai${number}@example.com` },
        billing_address: address, delivery_address: address,
        lines: [{ title: 'Tasse', quantity: 1, unit_price: { amount: 1000 + number * 137, currency: 'EUR' }, vat_rate: 2000 }],
      },
    });
    assert.equal(answer.status(), 201, await answer.text());
  }
}

/// The bytes of each kind of file that a first visit brings, as they travel.
async function weigh(browser, storageState, address) {
  const context = await newContext(browser, demo, { storageState });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: 'layout-shift', buffered: true });
    });
    const answers = [];
    page.on('requestfinished', (request) => answers.push(request));
    await page.goto(address, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    assert.equal(await page.locator('tbody').last().getByRole('row').count() >= ROWS, true, 'the rows are there');
    const bytes = {};
    for (const request of answers) {
      const kind = request.resourceType();
      bytes[kind] = (bytes[kind] ?? 0) + (await request.sizes()).responseBodySize;
    }
    const shift = await page.evaluate(() => window.shift);
    assert.ok(shift <= MOST_SHIFT, `the page shifts by ${shift}`);
    return bytes;
  } finally {
    await context.close();
  }
}
