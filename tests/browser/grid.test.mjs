// « Suivi des commandes » as UX points ask: each test carries the point's number. One demo for all: the first tests look at
// its ten orders, those at the end place more.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { COLUMNS, grid, gridHeadings, gridOf, gridRow } from './steps.mjs';
import { axe, launchBrowser, newContext, press, signIn, startDemo } from './support.mjs';
import { exactly, say } from './words.mjs';

const ORDERS = ['7090564', '7087800', '7087664', '6817898', '6817889', '6817650', '6803391', '6800631', '6781849', '6756639'];

let demo;
let browser;
let session;

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  const context = await newContext(browser, demo);
  await signIn(await context.newPage(), demo, 'clerk');
  session = await context.storageState();
  await context.close();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/// A clerk of their own at an address. `options` are the context's.
async function clerk(act, address = '/desk/orders', options = {}) {
  const context = await newContext(browser, demo, { storageState: session, ...options });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await act(page, context);
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

const NO_SCRIPTS = { javaScriptEnabled: false };

const shownOrders = (page) => grid(page).locator('tbody th').allInnerTexts();
const status = (page) => page.getByRole('status');
const bar = (page) => page.getByRole('form', { name: say('Actions sur la sélection') });
const box = (page, number) => gridRow(page, number).getByRole('checkbox');
const filter = (page, label) => grid(page).getByRole('row').nth(1).getByLabel(exactly(label));
const shows = (page, count) => gridOf(page, count).waitFor();

let placedCount = 0;

/// Places an order through the API, as a channel does. Answers its number.
async function place(page, name = 'Zoé Nouvelle', method = 'cheque') {
  placedCount += 1;
  const address = { name, line1: '1 rue de la Fiction', postal_code: '75001', city: 'Paris', country: 'FR' };
  const order = {
    source: 'grid',
    source_order_id: `grid-${process.pid}-${placedCount}`,
    customer: { name, email: 'zoe@example.com' },
    billing_address: address,
    delivery_address: address,
    payment_method: method,
    lines: [{ title: 'Tasse', quantity: 1, unit_price: { amount: 1234, currency: 'EUR' } }],
  };
  const answer = await api(page, 'post', 'orders', order);
  assert.equal(answer.status(), 201, await answer.text());
  return String((await answer.json()).number);
}

const api = (page, method, path, data) =>
  page.request[method](`/api/v1/${path}`, { data, headers: { Authorization: `Bearer ${demo.token}` } });

const validate = (page, number) => api(page, 'post', `orders/${number}/payment-validation`, { cheque_number: '1' });

describe('the table', () => {
  test('U01 a native table with a caption, headings and the order number as the row’s heading', () =>
    clerk(async (page) => {
      assert.equal(await page.getByRole('table').count(), 1);
      assert.equal(await page.getByRole('grid').count(), 0);
      assert.equal(await page.getByRole('row').count(), ORDERS.length + 2);
      const caption = await grid(page).locator('caption').innerText();
      assert.match(caption, /Suivi des commandes \(10\séléments\) – page 1 sur 1, tri\s: Date, décroissant/u);
      assert.deepEqual(await grid(page).getByRole('rowheader').allInnerTexts(), ORDERS);
      assert.equal(await gridRow(page, '7090564').getByRole('rowheader').getByRole('link').count(), 1);
      // Beside it only the two buttons that the procedure names.
      assert.equal(await gridRow(page, '7090564').getByRole('link').count(), 3);
      assert.deepEqual((await axe(page)).violations, []);
    }));

  test('U02 the thirteen columns in their order, figures on the right, empty cells said in words', () =>
    clerk(async (page) => {
      assert.deepEqual(await gridHeadings(page).then((all) => all.slice(0, COLUMNS.length)), COLUMNS);
      const amount = gridRow(page, '7090564').getByRole('cell', { name: /761,92/ });
      const look = await amount.evaluate((cell) => [getComputedStyle(cell).textAlign, getComputedStyle(cell).fontVariantNumeric]);
      assert.deepEqual(look, ['right', 'tabular-nums']);
      await gridRow(page, '6817898').getByRole('cell', { name: exactly('Pas de facture') }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1440);
    }));

  test('U03 a heading is a link that sorts; one column says so', () =>
    clerk(async (page) => {
      const sorted = () => grid(page).locator('th[aria-sort]').evaluateAll((all) => all.map((th) => [th.innerText.replace(/\s+/gu, ' ').trim(), th.ariaSort]));
      assert.deepEqual(await sorted(), [['Date ↓', 'descending']]);
      await press(page, grid(page).getByRole('link', { name: exactly('Montant') }));
      assert.deepEqual(await sorted(), [['Montant ↓', 'descending']]);
      assert.match(page.url(), /\?sort=-amount$/);
      assert.equal((await shownOrders(page))[0], '7090564');
      await press(page, grid(page).getByRole('link', { name: exactly('Montant') }));
      assert.deepEqual(await sorted(), [['Montant ↑', 'ascending']]);
      assert.equal((await shownOrders(page))[0], '7087800');
    }));

  test('U03 sorts without scripts', () =>
    clerk(async (page) => {
      await press(page, grid(page).getByRole('link', { name: exactly('Client') }));
      assert.equal((await shownOrders(page))[0], '6756639');
    }, '/desk/orders', NO_SCRIPTS));
});

describe('the address', () => {
  test('U04 reload, back and a new page show the same rows', () =>
    clerk(async (page, context) => {
      await press(page, grid(page).getByRole('link', { name: exactly('Montant') }));
      await filter(page, 'Mode de paiement').selectOption({ label: 'Chèque' });
      await shows(page, 3);
      const rows = await shownOrders(page);
      assert.match(page.url(), /payment_method=cheque/);
      await page.reload();
      assert.deepEqual(await shownOrders(page), rows);
      const other = await context.newPage();
      await other.goto(page.url());
      assert.deepEqual(await shownOrders(other), rows);
      await page.goBack();
      await shows(page, 10);
      assert.match(page.url(), /\?sort=-amount$/);
      await page.goForward();
      await shows(page, 3);
    }));

  for (const options of [{}, NO_SCRIPTS]) {
    const how = options === NO_SCRIPTS ? 'without scripts' : 'with scripts';
    test(`U04 the way back from an order leads to the same view and to its link, ${how}`, () =>
      clerk(async (page) => {
        await press(page, grid(page).getByRole('link', { name: exactly('6803391') }));
        await press(page, page.getByRole('navigation').getByRole('link', { name: exactly('Valider la commande') }));
        await press(page, page.getByRole('link', { name: say('Retour au suivi des commandes') }));
        await shows(page, 3);
        assert.match(page.url(), /sort=amount/);
        await page.locator('#order-6803391:focus').waitFor();
      }, '/desk/orders?payment_method=cheque&sort=amount', options));
  }

  test('U04 the browser’s own way back puts the focus on the order’s link', () =>
    clerk(async (page) => {
      await press(page, grid(page).getByRole('link', { name: exactly('6803391') }));
      await page.goBack();
      await page.locator('#order-6803391:focus').waitFor();
    }));
});

describe('filters', () => {
  test('U05 every control of the filter row has a label and belongs to one form beside the table', () =>
    clerk(async (page) => {
      const controls = grid(page).getByRole('row').nth(1).locator('input, select');
      const found = await controls.evaluateAll((all) => all.map((one) => [one.form.id, one.labels[0]?.textContent.trim() ?? '']));
      assert.equal(found.length, 13);
      for (const [form, label] of found) {
        assert.equal(form, 'filters');
        assert.notEqual(label, '');
      }
      for (const label of ['De', 'à', 'Du', 'au']) await filter(page, label).first().waitFor();
    }));

  test('U05 a choice applies at once, text on Enter or when one stops typing, and the caret stays', () =>
    clerk(async (page) => {
      await filter(page, 'État du paiement').selectOption({ label: 'Paiement confirmé' });
      await shows(page, 5);
      await filter(page, 'Client contient').pressSequentially('tanguy');
      await shows(page, 1);
      const field = filter(page, 'Client contient');
      assert.equal(await field.inputValue(), 'tanguy');
      assert.equal(await field.evaluate((input) => input === document.activeElement && input.selectionStart), 6);
      await field.fill('vasseur');
      await field.press('Enter');
      await gridRow(page, '6803391').waitFor();
    }));

  test('U05 without scripts « OK » applies and « X » clears', () =>
    clerk(async (page) => {
      await filter(page, 'Client contient').fill('noel');
      await press(page, page.getByRole('button', { name: exactly('OK') }));
      await shows(page, 1);
      await press(page, page.getByRole('link', { name: exactly('X') }));
      await shows(page, 10);
    }, '/desk/orders', NO_SCRIPTS));

  test('U06 a value that cannot be read is kept, said at its field, and filters nothing', () =>
    clerk(async (page) => {
      const field = filter(page, 'De');
      assert.equal(await field.inputValue(), 'cent');
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      const described = await page.locator(`#${await field.getAttribute('aria-describedby')}`).innerText();
      assert.match(described, /montant, par exemple 100, >=100 ou 100-200/);
      assert.match(await page.title(), /^Erreur/);
      await shows(page, 10);
    }, '/desk/orders?amount_min=cent'));

  test('U06 one field takes a comparison, a range or a month', () =>
    clerk(async (page) => {
      for (const [query, count] of [
        ['amount_min=%3E%3D700', 1],
        ['amount_min=200-610', 2],
        ['amount_min=620%2C29&amount_max=620.29', 7],
        ['from=mars+2013', 1],
        ['from=fevrier+2013', 2],
        ['from=01%2F01%2F2013-12%2F01%2F2013', 4],
        ['customer=NOEL', 1],
        ['customer=guerin', 1],
      ]) {
        await page.goto(`/desk/orders?${query}&to=${query.includes('from') ? '' : '31%2F12%2F2013'}`);
        await shows(page, count);
      }
    }));

  test('U07 « X » clears the filters and keeps sort and size; the row stays on an empty result', () =>
    clerk(async (page) => {
      await shows(page, 0);
      await page.getByRole('heading', { name: say('Aucune commande ne correspond') }).waitFor();
      await filter(page, 'Client contient').waitFor();
      await press(page, page.getByRole('link', { name: exactly('X') }));
      await shows(page, 10);
      assert.equal(new URL(page.url()).search, '?sort=amount&size=20');
    }, '/desk/orders?customer=personne&sort=amount&size=20'));

  for (const options of [{}, NO_SCRIPTS]) {
    test(`U07 each filter is a chip that takes it away${options === NO_SCRIPTS ? ', without scripts' : ''}`, () =>
      clerk(async (page) => {
        const chips = page.getByRole('list', { name: say('Filtres actifs') }).getByRole('link');
        assert.equal(await chips.count(), 2);
        await press(page, page.getByRole('link', { name: say('Retirer le filtre Paiement : Chèque') }));
        assert.equal(await chips.count(), 1);
        assert.equal(new URL(page.url()).search, '?payment_status=awaiting&sort=amount');
      }, '/desk/orders?payment_method=cheque&payment_status=awaiting&sort=amount', options));
  }

  test('U40 where nothing matches the page names the filters; an order that is not there is another matter', () =>
    clerk(async (page) => {
      await page.getByText(say('Aucune commande ne répond à ces filtres : Commande : 0000')).waitFor();
      await press(page, page.getByRole('main').getByRole('link', { name: exactly('Effacer les filtres') }));
      await shows(page, 10);
      const answer = await page.goto('/desk/orders/1');
      assert.equal(answer.status(), 404);
    }, '/desk/orders?number=0000', NO_SCRIPTS));
});

describe('search', () => {
  test('U08 what only one order answers to opens it', () =>
    clerk(async (page) => {
      for (const [text, number] of [
        ['7087664', '7087664'],
        ['N° 7 087 664', '7087664'],
        ['2013-02-000000006', '7087664'],
        ['harriet', '7087664'],
        ['605,18', '7087664'],
        ['ISMAEL', '7087800'],
      ]) {
        await page.getByRole('searchbox').fill(text);
        await press(page, page.getByRole('button', { name: exactly('Rechercher') }));
        assert.match(page.url(), new RegExp(`/desk/orders/${number}$`), text);
      }
    }, '/desk/statistics', NO_SCRIPTS));

  test('U08 what several answer to is shown in the grid, with a chip', () =>
    clerk(async (page) => {
      await page.getByRole('searchbox').fill('620,29');
      await page.keyboard.press('Enter');
      await shows(page, 7);
      await page.getByRole('link', { name: say('Retirer le filtre Recherche : 620,29') }).waitFor();
      await filter(page, 'Mode de paiement').selectOption({ label: 'Chèque' });
      await shows(page, 2);
      assert.match(page.url(), /search=620%2C29/);
    }));
});

describe('pages of the list', () => {
  test('U10 there are 20 to 200 rows on a page, first, previous, next, last, and the page is named', () =>
    clerk(async (page) => {
      for (let count = ORDERS.length; count < 45; count += 1) await place(page, 'Page Suivante', 'transfer');
      await page.reload();
      const pager = page.getByRole('navigation', { name: say('Pagination') });
      const go = async (name) => press(page, pager.getByRole('link', { name: exactly(name) }));
      await pager.getByText(say('page 1 sur 3')).waitFor();
      const seen = await shownOrders(page);
      for (const place of ['page 2 sur 3', 'page 3 sur 3']) {
        await go('Page suivante');
        await pager.getByText(say(place)).waitFor();
        seen.push(...(await shownOrders(page)));
      }
      assert.equal(new Set(seen).size, 45);
      assert.equal(await pager.getByRole('link', { name: exactly('Page suivante') }).count(), 0);
      await go('Page précédente');
      assert.deepEqual(await shownOrders(page), seen.slice(20, 40));
      await go('Dernière page');
      assert.deepEqual(await shownOrders(page), seen.slice(40));
      await go('Première page');
      assert.deepEqual(await shownOrders(page), seen.slice(0, 20));
      await press(page, page.getByRole('group', { name: say('Lignes par page') }).getByRole('link', { name: '100' }));
      assert.equal((await shownOrders(page)).length, 45);
      assert.match(page.url(), /size=100/);
    }, '/desk/orders?size=20', NO_SCRIPTS));

  test('U04 the view outlives a step taken on the order', () =>
    clerk(async (page) => {
      const number = await place(page, 'Vue Gardée');
      await page.goto('/desk/orders?customer=vue+gardee');
      await press(page, gridRow(page, number).getByRole('link', { name: say("Gestion des historiques") }));
      await page.getByRole('combobox', { name: say("État d'avancement") }).selectOption({ label: 'Commande en préparation' });
      await press(page, page.getByRole('button', { name: say('Enregistrer le nouvel état') }));
      await press(page, page.getByRole('link', { name: say('Retour au suivi des commandes') }));
      await shows(page, 1);
      assert.match(page.url(), /customer=vue/);
    }));

});
