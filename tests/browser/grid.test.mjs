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
    if (options.javaScriptEnabled !== false && address.startsWith('/desk/orders')) await ready(page);
    await act(page, context);
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

/// The grid's scripts have run, and its stream has been heard.
const ready = (page) => page.locator('[data-live][data-state="on"], [data-live][data-state="off"]').waitFor();

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
      assert.match(caption, /Suivi des commandes \(10\séléments\) – page 1 sur 1, triées par «\sDate\s», ordre décroissant/u);
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
        const chips = page.getByRole('group', { name: say('Filtres actifs') }).getByRole('link');
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

  test('« Date » offers periods and says which one is shown', () =>
    clerk(async (page) => {
      const menu = page.getByRole('group', { name: say('Outils du tableau') }).locator('details');
      await menu.locator('summary').click();
      await menu.getByRole('link', { name: exactly('Le mois dernier') }).click();
      await shows(page, 0);
      await menu.locator('summary').click();
      assert.deepEqual(await menu.locator('[aria-current]').allInnerTexts(), ['Le mois dernier', 'Les plus récentes d’abord']);
    }));

  test('U04 the switch of the language keeps the filter that is shown', () =>
    clerk(async (page) => {
      await filter(page, 'Client contient').fill('zzz');
      await shows(page, 0);
      await press(page, page.getByRole('button', { name: exactly('English') }));
      assert.equal(new URL(page.url()).searchParams.get('customer'), 'zzz');
      await press(page, page.getByRole('button', { name: exactly('Français') }));
      assert.equal(new URL(page.url()).searchParams.get('customer'), 'zzz');
    }));

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

describe('the selection', () => {
  test('U16 ticked rows, then the page, then, as a step of its own, everything the filter matches', () =>
    clerk(async (page) => {
      const said = bar(page).locator('[data-selection-count]');
      const heading = page.getByRole('checkbox', { name: say('Sélectionner toutes les commandes de la page') });
      await box(page, '6817898').check();
      await box(page, '6803391').check();
      assert.match(await said.innerText(), say('2 commandes sélectionnées sur cette page'));
      assert.equal(await heading.evaluate((one) => one.indeterminate), true);
      await heading.check();
      assert.match(await said.innerText(), say('7 commandes sélectionnées sur cette page'));
      assert.equal(await heading.evaluate((one) => one.indeterminate), false);
      await press(page, bar(page).getByRole('link', { name: say('Sélectionner les 7 commandes du filtre') }));
      await bar(page).getByText(say('Les 7 commandes du filtre sont sélectionnées')).waitFor();
      assert.equal(await page.getByRole('checkbox', { checked: true, disabled: true }).count(), 8);
    }, '/desk/orders?amount_min=620,29&amount_max=620,29'));

  test('U16 another page, filter or sort clears the selection and says so', () =>
    clerk(async (page) => {
      await box(page, '6817898').check();
      await press(page, grid(page).getByRole('link', { name: exactly('Client') }));
      await status(page).getByText(say('La sélection a été effacée')).waitFor({ state: 'attached' });
      assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0);
    }));

  test('U17 a filter whose orders have changed since is asked about anew', () =>
    clerk(async (page) => {
      await place(page, 'Filtre Mouvant');
      await page.goto('/desk/orders?customer=filtre+mouvant&all=1');
      await place(page, 'Filtre Mouvant');
      await press(page, bar(page).getByRole('button', { name: exactly('Exécuter') }));
      await page.getByText(say('1 affichées, 2 maintenant, dont 1 nouvelle ou modifiée')).waitFor();
      assert.equal(await page.getByRole('main').getByRole('rowheader').count(), 2);
    }, '/desk/', NO_SCRIPTS));

  test('U17 an order that changes between the page that asks and the answer stays behind', () =>
    clerk(async (page) => {
      const [one, two] = [await place(page, 'Deux Mains'), await place(page, 'Deux Mains')];
      for (const number of [one, two]) await validate(page, number);
      await page.goto('/desk/orders?customer=deux+mains');
      for (const number of [one, two]) await box(page, number).check();
      await press(page, bar(page).getByRole('button', { name: exactly('Exécuter') }));
      await api(page, 'put', `orders/${two}/follow-up`);
      await press(page, page.getByRole('button', { name: exactly('Mettre à disposition') }));
      await page.getByText(exactly('1 réussie, 1 échec')).waitFor();
      await page.getByRole('row', { name: new RegExp(two) }).getByText(say('Conflit')).waitFor();

      await press(page, page.getByRole('button', { name: exactly('Réessayer les échecs') }));
      assert.deepEqual(await page.getByRole('main').getByRole('rowheader').allInnerTexts(), [two]);
      await press(page, page.getByRole('button', { name: exactly('Mettre à disposition') }));
      await page.getByText(exactly('1 réussie')).waitFor();
    }, '/desk/', NO_SCRIPTS));

  test('U18 the bar is always there, says why it does nothing yet, and covers no row', () =>
    clerk(async (page) => {
      const button = bar(page).getByRole('button', { name: exactly('Exécuter') });
      assert.equal(await button.getAttribute('aria-disabled'), 'true');
      const why = await page.locator(`#${await button.getAttribute('aria-describedby')}`).innerText();
      assert.match(why, /Aucune commande sélectionnée.*cochez-en au moins une/u);
      await box(page, '6803391').check();
      assert.equal(await button.getAttribute('aria-disabled'), null);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const last = await page.getByRole('contentinfo').boundingBox();
      assert.ok(last.y + last.height <= (await bar(page).boundingBox()).y + 1, 'the page ends above the bar');
    }));

  test('U18 on a telephone the bar is in sight before anything is ticked', () =>
    clerk(async (page) => {
      const { y, height } = await bar(page).getByRole('button', { name: exactly('Exécuter') }).boundingBox();
      assert.ok(y + height <= 844, `${y}`);
    }, '/desk/orders', { viewport: { width: 390, height: 844 } }));

  test('U18 Shift takes a range, by mouse and by key', () =>
    clerk(async (page) => {
      const ticked = () => page.locator('tbody .select-box:checked').count();
      await box(page, ORDERS[1]).click();
      await box(page, ORDERS[4]).click({ modifiers: ['Shift'] });
      assert.equal(await ticked(), 4);
      await page.keyboard.press('Escape');
      await status(page).getByText(say('La sélection a été effacée')).waitFor({ state: 'attached' });
      assert.equal(await ticked(), 0);
      await box(page, ORDERS[8]).press('Space');
      await box(page, ORDERS[6]).press('Shift+Space');
      assert.equal(await ticked(), 3);
    }, '/desk/orders?to=31/12/2013'));

  test('U19 nothing selected is an error, 422, and never a success', () =>
    clerk(async (page) => {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await press(page, bar(page).getByRole('button', { name: exactly('Exécuter') }));
      assert.equal((await answer).status(), 422);
      await page.getByText(say('Rien n’est sélectionné')).waitFor();
      await press(page, page.getByRole('main').getByRole('link', { name: say('Retour au suivi des commandes') }));
      assert.match(page.url(), /payment_method=cheque/);
    }, '/desk/orders?payment_method=cheque', NO_SCRIPTS));

  test('U20 the result has an address, a line for each order with its reason, a file, and leads back to the view', () =>
    clerk(async (page) => {
      const [paid, unpaid, again] = [await place(page, 'Trois Sorts'), await place(page, 'Trois Sorts'), await place(page, 'Trois Sorts')];
      for (const number of [paid, again]) await validate(page, number);
      assert.equal((await api(page, 'post', 'handoffs', { orders: [Number(again)] })).status(), 201);
      await page.goto('/desk/orders?customer=trois+sorts&sort=number');
      await page.getByRole('checkbox', { name: say('Sélectionner toutes les commandes') }).check();
      await press(page, bar(page).getByRole('button', { name: exactly('Exécuter') }));
      await press(page, page.getByRole('button', { name: exactly('Mettre à disposition') }));
      assert.match(page.url(), /\/desk\/handoffs\/\d+\/result\?view=/);
      await page.getByText(exactly('1 réussie, 1 ignorée, 1 échec')).waitFor();
      const line = (number) => page.getByRole('row', { name: new RegExp(number) });
      await line(paid).getByText(say('Mise à disposition')).waitFor();
      await line(again).getByText(say('Elle est déjà entre les mains du logisticien')).waitFor();
      await line(unpaid).getByText(say('Son paiement n’est pas confirmé')).waitFor();
      assert.equal(await line(unpaid).getByRole('link').getAttribute('href'), `/desk/orders/${unpaid}`);
      const file = await (await page.request.get(page.url().replace(/\?.*/, '.csv'))).text();
      assert.equal(file.trim().split('\r\n').length, 4);
      assert.ok(file.includes(`"${paid}";"Mise à disposition";""`), file);
      await page.reload();
      await press(page, page.getByRole('link', { name: say('Retour au suivi des commandes') }));
      await shows(page, 3);
      assert.match(page.url(), /sort=number/);
    }));
});

describe('live refresh', () => {
  const pending = (page) => page.locator('[data-live-pending]:visible');

  /// Presses the switch, whose choice is then the person's.
  async function chooses(page, name) {
    const kept = page.waitForResponse((response) => response.url().endsWith('/desk/profile/live-updates'));
    await page.getByRole('button', { name: exactly(name) }).click();
    await kept;
  }

  test('U22 a cell in sight changes in place, without a row moving under the hand', () =>
    clerk(async (page) => {
      const number = await place(page, 'En Direct');
      await page.goto('/desk/orders?customer=en+direct');
      await ready(page);
      const row = await gridRow(page, number).elementHandle();
      await validate(page, number);
      await gridRow(page, number).getByText(say('Paiement confirmé')).waitFor();
      assert.equal(await row.evaluate((tr) => tr.isConnected), true, 'the row is the same one');
      assert.equal(await pending(page).count(), 0);
    }, '/desk/'));

  test('U22 a new order waits behind a button until it is asked for, and ticks stay', () =>
    clerk(async (page) => {
      const first = await place(page, 'Vient Seule');
      await page.goto('/desk/orders?customer=vient+seule');
      await ready(page);
      await box(page, first).check();
      await place(page, 'Vient Seule');
      await pending(page).getByText(exactly('1 commande nouvelle ou modifiée – Afficher')).waitFor();
      await shows(page, 1);
      await validate(page, first);
      await pending(page).getByText(exactly('2 commandes nouvelles ou modifiées – Afficher')).waitFor();
      await gridRow(page, first).getByText(say('En attente du paiement')).waitFor();
      await pending(page).click();
      await shows(page, 2);
      assert.equal(await box(page, first).isChecked(), true);
      await gridRow(page, first).getByText(say('Paiement confirmé')).waitFor();
    }, '/desk/'));

  test('U22 a row that has the focus is not replaced', () =>
    clerk(async (page) => {
      const number = await place(page, 'Sous La Main');
      await page.goto('/desk/orders?customer=sous+la+main');
      await ready(page);
      await page.locator(`#order-${number}`).focus();
      await validate(page, number);
      await pending(page).getByText(exactly('1 commande nouvelle ou modifiée – Afficher')).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.id), `order-${number}`);
    }, '/desk/'));

  test('U22 a new order waits while the hand is over the rows, and comes in when it has gone', () =>
    clerk(async (page) => {
      const first = await place(page, 'Sous La Souris');
      await page.goto('/desk/orders?customer=sous+la+souris');
      await ready(page);
      await gridRow(page, first).hover();
      const second = await place(page, 'Sous La Souris');
      await pending(page).getByText(exactly('1 commande nouvelle ou modifiée – Afficher')).waitFor();
      await shows(page, 1);
      await page.getByRole('heading', { level: 1 }).hover();
      await gridRow(page, second).waitFor();
      await shows(page, 2);
      assert.equal(await pending(page).count(), 0);
      await status(page).getByText(exactly('1 commande nouvelle ou modifiée est affichée.')).waitFor({ state: 'attached' });
    }, '/desk/'));

  test('U22 a change and a new order that are found together are both there', () =>
    clerk(async (page) => {
      const first = await place(page, 'Ensemble');
      await page.goto('/desk/orders?customer=ensemble');
      await ready(page);
      await page.getByRole('button', { name: exactly('Suspendre') }).click();
      await validate(page, first);
      const second = await place(page, 'Ensemble');
      await page.evaluate(() => {
        globalThis.drawn = [];
        document.addEventListener('grid', () => globalThis.drawn.push(document.querySelectorAll('#grid tbody tr').length));
      });
      await page.getByRole('button', { name: exactly('Reprendre') }).click();
      await gridRow(page, second).waitFor();
      await gridRow(page, first).getByText(say('Paiement confirmé')).waitFor();
      await shows(page, 2);
      assert.deepEqual([...new Set(await page.evaluate(() => globalThis.drawn))], [2], 'no row is missing in between');
    }, '/desk/'));

  test('U22 rows in sight stay where they are when an order comes in above them', () =>
    clerk(async (page) => {
      await ready(page);
      await page.evaluate(() => window.scrollTo(0, 400));
      const last = (await shownOrders(page)).at(-2);
      const top = () => gridRow(page, last).evaluate((row) => row.getBoundingClientRect().top);
      const before = await top();
      const number = await place(page);
      await gridRow(page, number).waitFor({ state: 'attached' });
      assert.ok(Math.abs((await top()) - before) <= 1, `${before} → ${await top()}`);
    }, '/desk/orders', { viewport: { width: 1440, height: 500 } }));

  test('U31 setting a flag moves no row, nor does the message that says so', () =>
    clerk(async (page) => {
      await ready(page);
      const places = () => grid(page).locator('tbody tr :is(th, td)').evaluateAll((all) => all.map((cell) => {
        const { top, left, width } = cell.getBoundingClientRect();
        return [top, left, width].map(Math.round).join(' ');
      }));
      const before = await places();
      await press(page, gridRow(page, '6803391').getByRole('button', { name: say('Mettre à suivre la commande 6803391') }));
      const undo = status(page).getByRole('button', { name: say('Annuler – ') });
      await undo.waitFor();
      assert.deepEqual(await places(), before);
      await press(page, undo);
    }, '/desk/orders?to=31/12/2013'));

  test('U22 an order placed in the storefront appears by itself', () =>
    clerk(async (page) => {
      await ready(page);
      const { placeOrder } = await import('./steps.mjs');
      const { SHOP } = await import('./words.mjs');
      const customer = await newContext(browser, demo);
      try {
        const { number } = await placeOrder(await customer.newPage(), SHOP.fr);
        await gridRow(page, number).waitFor();
      } finally {
        await customer.close();
      }
    }));

  test('U23 one status region, the time of the last update, and a switch that is remembered', () =>
    clerk(async (page) => {
      assert.equal(await status(page).count(), 1);
      await page.getByText(/Dernière mise à jour\s: \d\d:\d\d:\d\d/u).waitFor();
      await ready(page);
      await chooses(page, 'Suspendre');
      await status(page).getByText(say('La mise à jour est suspendue')).waitFor({ state: 'attached' });
      await page.reload();
      await page.getByRole('button', { name: exactly('Reprendre') }).waitFor();
      // It is the person's, in another browser too.
      const other = await newContext(browser, demo);
      try {
        const there = await other.newPage();
        await signIn(there, demo, 'clerk');
        await there.goto('/desk/orders');
        await chooses(there, 'Reprendre');
      } finally {
        await other.close();
      }
      await page.reload();
      await page.getByRole('button', { name: exactly('Suspendre') }).waitFor();
    }));

  test('U23 what happens by itself is said at most once in ten seconds', () =>
    clerk(async (page) => {
      await page.clock.install();
      await page.evaluate(() => {
        globalThis.heard = [];
        new MutationObserver(() => globalThis.heard.push(document.getElementById('status').textContent.trim()))
          .observe(document.getElementById('status'), { childList: true, subtree: true, characterData: true });
      });
      const heard = () => page.evaluate(() => globalThis.heard);
      await page.evaluate(async () => {
        const { say } = await import(document.querySelector('script[type=module]').src.replace('comptoir.js', 'say.js'));
        for (const word of ['one', 'two', 'three']) say(word);
      });
      assert.deepEqual(await heard(), ['one']);
      await page.clock.runFor(9_900);
      assert.deepEqual(await heard(), ['one']);
      await page.clock.runFor(200);
      assert.deepEqual(await heard(), ['one', 'three']);
    }));

  test('U24 a stream that breaks is said, and the page catches up when it is back', () =>
    clerk(async (page, context) => {
      const number = await place(page, 'Coupée');
      await page.goto('/desk/orders?customer=coupee');
      await ready(page);
      await chooses(page, 'Suspendre');
      await context.route('**/desk/orders/live*', (route) => route.abort());
      await chooses(page, 'Reprendre');
      const lost = page.getByRole('button', { name: exactly('Mise à jour interrompue – Réessayer') });
      await lost.waitFor({ timeout: 10_000 });
      await validate(page, number);
      await context.unroute('**/desk/orders/live*');
      await lost.click();
      await gridRow(page, number).getByText(say('Paiement confirmé')).waitFor();
      await lost.waitFor({ state: 'hidden' });
    }, '/desk/'));

  test('U24 without scripts « Rafraîchir » shows what has come in, and nothing reloads by itself', () =>
    clerk(async (page) => {
      await place(page, 'Sans Script');
      await shows(page, 0);
      await press(page, page.getByRole('link', { name: exactly('Rafraîchir') }));
      await shows(page, 1);
      assert.equal(await page.locator('meta[http-equiv=refresh]').count(), 0);
      assert.equal(await page.getByRole('button', { name: exactly('Suspendre') }).count(), 0);
    }, '/desk/orders?customer=sans+script', NO_SCRIPTS));
});

describe('waiting, sizes, focus, paper, keys', () => {
  test('U42 an answer that takes long is seen to be under way, and the button keeps the focus', () =>
    clerk(async (page, context) => {
      await page.goto('/desk/orders/6800631/payment');
      let seen;
      const looked = new Promise((done) => (seen = done));
      await page.exposeFunction('pendingSeen', seen);
      await context.route('**/payment', async (route) => {
        await looked; // the answer comes only when the waiting has been seen
        await route.continue();
      });
      const form = page.locator('form[action$="/payment"]');
      await form.evaluate((one) => {
        const { pendingSeen } = globalThis;
        one.noValidate = true;
        const look = () => pendingSeen([one.ariaBusy, document.activeElement.textContent.trim(), document.activeElement.disabled]);
        new MutationObserver(() => one.ariaBusy && setTimeout(look)).observe(one, { attributes: true });
      });
      await form.getByRole('button').first().click({ noWaitAfter: true });
      assert.deepEqual(await looked, ['true', 'Enregistrement…', false]);
      await page.getByRole('alert').waitFor();
    }, '/desk/'));

  test('U43 rows are 40 or 32 pixels high and every target is 24 by 24 at least', () =>
    clerk(async (page) => {
      const height = () => gridRow(page, '6803391').evaluate((row) => row.getBoundingClientRect().height);
      assert.ok(Math.abs((await height()) - 40) <= 1, `${await height()}`);
      await press(page, page.getByRole('group', { name: say('Densité') }).getByRole('link', { name: exactly('compacte') }));
      assert.ok(Math.abs((await height()) - 32) <= 1, `${await height()}`);
      const targets = page.locator('#grid :is(a, button, select, label.select-target, input:not([type=checkbox], [type=hidden]))');
      const small = await targets.evaluateAll((all) =>
        all.filter((one) => one.checkVisibility()).map((one) => [one.textContent, one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 24 || height < 24).map(([text, { width, height }]) => `${text} ${width}x${height}`));
      assert.deepEqual(small, []);
    }, '/desk/orders?to=31/12/2013'));

  test('U44 at 320 pixels the page does not scroll sideways, the main columns stay, and selecting works', () =>
    clerk(async (page) => {
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      const shown = (await gridHeadings(page)).map((name) => name.trim());
      assert.deepEqual(shown, ['Commande', 'Montant', 'Client', 'État', 'Avancement']);
      await box(page, '7090564').check();
      await bar(page).getByText(say('1 commande sélectionnée sur cette page')).waitFor();
      const region = page.getByRole('group', { name: say('Tableau des commandes') });
      assert.equal(await region.getAttribute('tabindex'), '0');
    }, '/desk/orders?to=31/12/2013', { viewport: { width: 320, height: 640 } }));

  test('U47 the focus is never under the headings or the bar, going back through the table by key', () =>
    clerk(async (page) => {
      await page.getByRole('contentinfo').getByRole('link').first().focus();
      const checked = new Set();
      const hidden = [];
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press('Shift+Tab');
        const at = await page.evaluate(() => {
          const focused = document.activeElement;
          if (!focused.closest('#grid') || focused.closest('.action-bar') || focused.matches('.table-region')) return undefined;
          const { left, top, width, height } = focused.getBoundingClientRect();
          const seen = document.elementFromPoint(left + width / 2, top + height / 2);
          const isSeen = focused.contains(seen) || seen?.contains(focused) || focused.labels?.[0]?.contains(seen);
          return { place: [...document.querySelectorAll('*')].indexOf(focused), isSeen: Boolean(isSeen), name: focused.outerHTML.slice(0, 80) };
        });
        if (at) checked.add(at.place);
        if (at && !at.isSeen) hidden.push(at.name);
      }
      assert.ok(checked.size > 20, `${checked.size} controls of the table had the focus`);
      assert.deepEqual(hidden, []);
    }, '/desk/orders?size=20', { viewport: { width: 1440, height: 500 } }));

  test('U59 the list prints on A4 across, with its filters and the time, without what is only for the screen', () =>
    clerk(async (page) => {
      const file = await page.pdf({ preferCSSPageSize: true });
      const [, width, height] = file.toString('latin1').match(/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/).map(Number);
      assert.ok(Math.abs(width - 842) < 2 && Math.abs(height - 595) < 2, `${width} x ${height}`);
      await page.emulateMedia({ media: 'print' });
      const head = await page.locator('.print-head').innerText();
      assert.match(head, /Filtres\s: Paiement\s: Chèque/u);
      assert.match(head, /\d{4} à \d\d:\d\d/u);
      for (const part of ['.page-top', '.toolbar', '.filters', '.grid-foot', '.action-bar', '.select-cell', '.chips']) {
        assert.equal(await page.locator(part).first().isVisible(), false, part);
      }
      assert.equal(await page.locator('thead').evaluate((head) => getComputedStyle(head).display), 'table-header-group');
      const badge = await page.locator('tbody .badge').first().evaluate((one) => getComputedStyle(one).borderTopStyle);
      assert.equal(badge, 'solid');
    }, '/desk/orders?payment_method=cheque'));

  test('U61 single keys move, tick, open, filter and search', () =>
    clerk(async (page) => {
      const focused = () => page.evaluate(() => document.activeElement.id);
      const keys = async (...all) => {
        for (const key of all) await page.keyboard.press(key);
      };
      const ticked = (count) => page.waitForFunction((n) => document.querySelectorAll('tbody .select-box:checked').length === n, count);
      await keys('j', 'j');
      assert.equal(await focused(), `order-${ORDERS[1]}`);
      await keys('x');
      await ticked(1);
      await keys('j', 'j', 'Shift+X');
      await ticked(3);
      await keys('k', 'Escape');
      await ticked(0);
      await keys('a');
      await ticked(ORDERS.length);
      await keys('f');
      assert.equal(await focused(), 'field-source');
      await keys('x', 'a');
      assert.equal(await page.locator('#field-source').inputValue(), 'xa', 'keys are letters in a field');
      await page.locator('#field-source').fill('');
      await page.locator('#order-7090564').focus();
      await keys('/');
      assert.equal(await focused(), 'field-search');
      await page.locator('#order-7090564').focus();
      await keys('Enter');
      await page.waitForURL(/\/desk\/orders\/7090564/);
      await page.locator('#field-search').waitFor();
      await page.waitForLoadState('networkidle');
      await keys('2');
      await page.waitForURL(/\/payment/);
      await page.waitForLoadState('networkidle');
      await keys('g', 'l');
      await page.waitForURL(/\/desk\/handoffs$/);
    }, '/desk/orders?to=31/12/2013'));

  test('U61 « ? » shows the keys, and they can be switched off for good', () =>
    clerk(async (page) => {
      await page.keyboard.press('?');
      const dialog = page.getByRole('dialog', { name: say('Raccourcis clavier') });
      await dialog.getByText(say('Rechercher une commande')).waitFor();
      await dialog.getByRole('button', { name: exactly('Fermer') }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.goto('/desk/keyboard');
      await press(page, page.getByRole('button', { name: exactly('Désactiver les raccourcis') }));
      await page.goto('/desk/orders');
      await ready(page);
      await page.keyboard.press('j');
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    }));
});
