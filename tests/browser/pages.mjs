// The pages of the program, for the tests that look at all of them.

import assert from 'node:assert/strict';
import { press } from './support.mjs';

// Every address of its own, with who looks at it and the answer's status. What only acting leads to is in ANSWERS, or
// on the way through the procedure.
export const PAGES = [
  { who: null, path: '/' },
  { who: null, path: '/help' },
  { who: null, path: '/shop/demo/{language}/' },
  { who: null, path: '/shop/demo/{language}/?q=lampe' }, // searched
  { who: null, path: '/shop/demo/{language}/?q=xyzzy' }, // nothing found
  { who: null, path: '/shop/demo/{language}/basket' }, // empty
  { who: null, path: '/shop/demo/{language}/withdrawal' },
  { who: null, path: '/shop/demo/{language}/legal/notice' },
  { who: null, path: '/shop/demo/{language}/legal/terms' },
  { who: null, path: '/shop/demo/{language}/legal/privacy' },
  { who: null, path: '/shop/demo/{language}/legal/accessibility' },
  { who: null, path: '/shop/demo/{language}/nothing-here', status: 404 },
  { who: null, path: '/desk/' }, // the form to sign in
  { who: 'clerk', path: '/desk/' },
  { who: 'clerk', path: '/desk/orders' },
  { who: 'clerk', path: '/desk/orders?number=0000' }, // nothing matches
  { who: 'clerk', path: '/desk/orders?from=nonsense' }, // a filter that cannot be read
  { who: 'clerk', path: '/desk/orders?payment_method=cheque&all=1&density=compact' }, // everything that matches is selected
  { who: 'clerk', path: '/desk/orders/new' },
  { who: 'clerk', path: '/desk/orders/search?q=620,29' }, // several are found
  { who: 'clerk', path: '/desk/keyboard' },
  { who: 'clerk', path: '/desk/orders/7090564' },
  { who: 'clerk', path: '/desk/orders/6800631/payment' }, // a cheque awaited
  { who: 'clerk', path: '/desk/orders/7090564/progress' },
  { who: 'clerk', path: '/desk/orders/6756639/progress' }, // no state yet
  { who: 'clerk', path: '/desk/orders/6800631/cancellation' },
  { who: 'clerk', path: '/desk/orders/1', status: 404 },
  { who: 'clerk', path: '/desk/handoffs' },
  { who: 'clerk', path: '/desk/mails' },
  { who: 'clerk', path: '/desk/mails/1' }, // of the demo's one shipped order
  { who: 'owner', path: '/desk/products' },
  { who: 'owner', path: '/desk/products/TABLE-CHENE' },
  { who: 'owner', path: '/desk/orders/6800631/deletion' },
  { who: 'owner', path: '/desk/orders/6800631/erasure' },
  { who: 'owner', path: '/desk/statistics' },
  { who: 'owner', path: '/desk/statistics?period=2013' },
  { who: 'owner', path: '/desk/statistics?period=2012' }, // empty
  { who: 'owner', path: '/desk/statistics?from=nonsense' },
  { who: 'owner', path: '/desk/settings' },
  { who: 'owner', path: '/desk/settings/billing' },
  { who: 'owner', path: '/desk/settings/billing/specimen' },
  { who: 'owner', path: '/desk/settings/changes' },
  { who: 'owner', path: '/desk/settings/countries' },
  { who: 'owner', path: '/desk/settings/deliveries' },
  { who: 'owner', path: '/desk/settings/deliveries/mondial_relay' },
  { who: 'owner', path: '/desk/settings/payments' },
  { who: 'owner', path: '/desk/settings/site' },
  { who: 'owner', path: '/desk/settings/storefront' },
  { who: 'owner', path: '/desk/settings/people' },
  { who: 'owner', path: '/desk/settings/people/2' },
  { who: 'owner', path: '/desk/settings/tokens' },
  { who: 'clerk', path: '/desk/settings/billing' }, // to read only
  { who: 'clerk', path: '/desk/products/TABLE-CHENE' },
  { who: 'clerk', path: '/desk/profile' },
  { who: 'logistician', path: '/desk/profile' },
  { who: 'owner', path: '/desk/settings/progress-states' },
  { who: 'owner', path: '/desk/settings/progress-states/preparing' },
  { who: 'accountant', path: '/desk/invoices' },
  { who: 'accountant', path: '/desk/invoices/2013-03-000000008' },
  { who: 'logistician', path: '/logistics/' },
  { who: 'logistician', path: '/desk/orders', status: 403 },
];

// Pages that are made or answered by acting, with the answer's status. `come(page, scene)` acts by the names of fields,
// which are the same in every language. It comes after PAGES, as it changes what they show.
export const ANSWERS = [
  { who: 'clerk', name: 'a batch at the desk', come: (page, { batch }) => page.goto(`/desk/handoffs/${batch}`) },
  { who: 'clerk', name: 'what a hand-off came to', come: (page, { batch }) => page.goto(`/desk/handoffs/${batch}/result`) },
  { who: 'clerk', name: 'a hand-off to confirm', come: askForHandOff },
  { who: 'clerk', name: 'the form of an order that somebody else has changed', status: 409, come: sendStaleProgress },
  { who: 'owner', name: 'the form of settings that somebody else has changed', status: 409, come: sendStaleSettings },
];

/// What ANSWERS act on: `place()` answers the number of a new order, ready to be handed over; `batch` is one of one order.
export async function setScene(demo) {
  let placed = 0;
  const call = async (path, body) => {
    const headers = { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${demo.origin}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 201, await answer.clone().text());
    return answer.json();
  };
  const place = async () => {
    placed += 1;
    const address = { line1: '3 rue de l’Œuvre', postal_code: '75011', city: 'Paris' };
    const order = {
      source: 'pages',
      source_order_id: `${placed}`,
      customer: { name: 'Élise d’Été', email: 'elise@example.com' },
      billing_address: address,
      delivery_address: address,
      payment_method: 'cash_on_delivery',
      lines: [{ sku: 'TASSE', title: 'Tasse bleue', quantity: 2, unit_price: { amount: 1490, currency: 'EUR' } }],
    };
    return (await call('orders', order)).number;
  };
  return { place, batch: (await call('handoffs', { orders: [await place()] })).number };
}

async function askForHandOff(page, { place }) {
  await page.goto(`/desk/orders?number=${await place()}`);
  await page.locator('input[name=order]').check();
  return pressing(page, page.locator('#selection button[name=scope]'));
}

async function sendStaleProgress(page, { place }) {
  const address = `/desk/orders/${await place()}/progress`;
  return late(page, address, '/progress', (form) => form.locator('select[name=state]').selectOption('preparing'));
}

async function sendStaleSettings(page) {
  return late(page, '/desk/settings/billing', '/billing', async (form) => {
    const phone = form.locator('[name=phone]');
    await phone.fill(`${await phone.inputValue()}1`);
  });
}

/// Opens a form, lets a colleague fill in and send the same one, and sends it then.
async function late(page, address, action, fillIn) {
  const send = async (who) => {
    const form = who.locator(`main form[action$="${action}"]`);
    await fillIn(form);
    return pressing(who, form.locator('.buttons button').last());
  };
  await page.goto(address);
  const colleague = await page.context().newPage();
  await colleague.goto(address);
  assert.equal((await send(colleague)).status(), 200, 'the colleague is in time');
  await colleague.close();
  return send(page);
}

/// Presses a button that leads to a page. Answers the server's answer.
async function pressing(page, button) {
  const answer = page.waitForResponse((response) => {
    const redirect = response.status() >= 300 && response.status() < 400;
    return response.request().isNavigationRequest() && !redirect;
  });
  await press(page, button);
  return answer;
}
