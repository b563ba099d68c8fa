// The pages of one order as UX points ask, with scripts and without: each test carries the point's number. One demo for
// all; each test works on orders of its own.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gridRow } from './steps.mjs';
import { axe, launchBrowser, newContext, press, signIn, startDemo } from './support.mjs';
import { exactly, say } from './words.mjs';

const NO_SCRIPTS = { javaScriptEnabled: false };
const BOTH = [['with scripts', {}], ['without scripts', NO_SCRIPTS]];

let demo;
let browser;
let session;

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  const context = await newContext(browser, demo);
  await signIn(await context.newPage(), demo, 'owner');
  session = await context.storageState();
  await context.close();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/// The owner at an address; with scripts, axe looks at the page in the end.
async function owner(options, address, act) {
  const context = await newContext(browser, demo, { storageState: session, ...options });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await act(page);
    if (options.javaScriptEnabled !== false) {
      await page.evaluate(() => scrollTo(0, 0)); // what a heading that stays in sight covers is no target now
      assert.deepEqual((await axe(page)).violations, []);
    }
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

const main = (page) => page.getByRole('main');
const status = (page) => page.getByRole('status');
const heading = (page) => page.getByRole('heading', { level: 1 }).innerText();
const path = (page) => new URL(page.url()).pathname;
const undo = (scope) => scope.getByRole('button', { name: /^Annuler –/u });
const states = (page) => main(page).getByRole('combobox', { name: say("État d'avancement") });
const save = (page) => press(page, main(page).getByRole('button', { name: say('Enregistrer le nouvel état') }));
const history = (page) => main(page).getByRole('list').filter({ hasText: say('Commande passée') });

let placedCount = 0;

/// Places an order through the API, as a channel does. Answers its number.
async function place(page) {
  placedCount += 1;
  const address = { name: 'Zoé Nouvelle', line1: '1 rue de la Fiction', postal_code: '75001', city: 'Paris', country: 'FR' };
  const order = {
    source: 'order',
    source_order_id: `order-${process.pid}-${placedCount}`,
    customer: { name: 'Zoé Nouvelle', email: 'zoe@example.com' },
    billing_address: address,
    delivery_address: address,
    payment_method: 'cheque',
    lines: [{ title: 'Tasse', quantity: 1, unit_price: { amount: 1234, currency: 'EUR' } }],
  };
  const answer = await page.request.post('/api/v1/orders', { data: order, headers: { Authorization: `Bearer ${demo.token}` } });
  assert.equal(answer.status(), 201, await answer.text());
  return (await answer.json()).number;
}

for (const [how, options] of BOTH) {
  test(`U25 the pages of an order are links with a heading of their own, ${how}`, () =>
    owner(options, '/desk/orders/7090564', async (page) => {
      const tabs = page.getByRole('navigation', { name: say('Pages de la commande') }).getByRole('link');
      const names = ['Propriétés de la commande', 'Valider la commande', 'Gestion des historiques des états d’avancement'];
      assert.deepEqual(await tabs.allInnerTexts(), names);
      const headings = new Set();
      for (const [place, name] of names.entries()) {
        await press(page, tabs.nth(place));
        assert.equal(await tabs.nth(place).getAttribute('aria-current'), 'page');
        assert.ok((await page.title()).startsWith(`${name} – Commande n°\u00a07090564`), await page.title());
        headings.add(await heading(page));
      }
      assert.equal(headings.size, 3);
    }));

  test(`U26 one walks from order to order in the view one came from, ${how}`, () =>
    owner(options, '/desk/orders?payment_method=cheque&sort=-amount', async (page) => {
      const shown = await page.locator('#grid tbody th').allInnerTexts();
      assert.ok(shown.length > 2, 'several orders by cheque');
      await press(page, gridRow(page, shown[0]).getByRole('link', { name: say("Gestion des historiques des états d'avancement") }));
      assert.equal(await page.getByRole('link', { name: exactly('Précédente') }).count(), 0, 'it is the first');
      for (const number of shown.slice(1)) {
        await press(page, page.getByRole('link', { name: exactly('Suivante') }));
        assert.equal(path(page), `/desk/orders/${number}/progress`);
      }
      assert.equal(await page.getByRole('link', { name: exactly('Suivante') }).count(), 0, 'it is the last');
      await press(page, page.getByRole('link', { name: exactly('Précédente') }));
      assert.equal(path(page), `/desk/orders/${shown.at(-2)}/progress`);
      await press(page, page.getByRole('link', { name: say('Retour au suivi des commandes') }));
      assert.match(page.url(), /payment_method=cheque&sort=-amount/);
    }));

  test(`U30 of two people at one order, the second chooses field by field and loses nothing, ${how}`, () =>
    owner(options, '/desk/orders', async (page) => {
      const number = await place(page);
      await page.goto(`/desk/orders/${number}/progress`);
      await states(page).selectOption('Expédié');
      await main(page).getByLabel(say('Commentaire')).fill('parti ce matin');
      await owner({}, `/desk/orders/${number}/progress`, async (other) => {
        await states(other).selectOption('Commande en préparation');
        await save(other);
      });
      await save(page);
      assert.match(await page.title(), /^Erreur/u);
      const clash = main(page).getByRole('row', { name: say("État d'avancement") });
      for (const value of ['(Non défini)', 'Commande en préparation', 'Expédié']) await clash.getByRole('cell', { name: exactly(value) }).waitFor();
      assert.equal(await main(page).getByLabel(say('Commentaire')).inputValue(), 'parti ce matin');
      if (options.javaScriptEnabled !== false) assert.deepEqual((await axe(page)).violations, []);
      await main(page).getByRole('button', { name: say('Enregistrer le nouvel état') }).click();
      assert.match(await page.title(), /^Erreur/u, 'nothing is saved before the choice');
      await clash.getByRole('radio', { name: say("Garder l'autre") }).check();
      await save(page);
      const entry = main(page).getByRole('row', { name: /parti ce matin/u });
      await entry.getByText(say('Commande en préparation')).first().waitFor();
    }));

  test(`U31 the flag and a state are taken back from the message, ${how}`, () =>
    owner(options, '/desk/', async (page) => {
      const number = await place(page);
      await page.goto(`/desk/orders/${number}`);
      await press(page, main(page).getByRole('button', { name: exactly('Mettre à suivre') }));
      await status(page).getByText(say('La commande est à suivre.')).first().waitFor();
      await press(page, undo(status(page)));
      await status(page).getByText(say("La commande n'est plus à suivre.")).first().waitFor();
      await main(page).getByText(say('À suivre : Oui → Non')).waitFor();

      await page.goto(`/desk/orders/${number}/progress`);
      await states(page).selectOption({ label: 'Commande en préparation' });
      await save(page);
      await status(page).getByText(say('Le nouvel état est enregistré.')).waitFor();
      await press(page, undo(status(page)));
      await status(page).getByText(say("L'état est annulé.")).waitFor();
      assert.equal(path(page), `/desk/orders/${number}/progress`);
      await main(page).getByRole('row').filter({ hasText: say('(annulé)') }).waitFor();
      assert.equal(await states(page).locator('option:checked').innerText(), '(Non défini)');
    }));

  test(`U31 a state is taken back from the history, and its mail is stopped, ${how}`, () =>
    owner(options, '/desk/', async (page) => {
      const number = await place(page);
      await page.goto(`/desk/orders/${number}/progress`);
      await states(page).selectOption({ label: 'Expédié' });
      await main(page).getByRole('checkbox', { name: say('Prévenir le client par courriel') }).check();
      await save(page);
      await page.goto(`/desk/orders/${number}`);
      await press(page, undo(history(page)));
      await history(page).getByText(say('État annulé : Expédié')).waitFor();
      await history(page).getByText(say('arrêté')).first().waitFor();
      assert.equal(await undo(history(page)).count(), 0);
    }));

  test(`U33 what an invoice will be is read before the one click that issues it, ${how}`, () =>
    owner(options, '/desk/', async (page) => {
      const number = await place(page);
      await page.goto(`/desk/orders/${number}/progress`);
      const facts = main(page).getByRole('region', { name: say('Facture qui sera émise') });
      assert.equal(await facts.isVisible(), false, 'nothing is said of an invoice that nobody asks for');
      await states(page).selectOption({ label: 'Commande en préparation' });
      await main(page).getByRole('checkbox', { name: say('Générer une facture') }).check();
      const text = await facts.innerText();
      const next = text.match(/\d{4}-\d{2}-\d{9}/)[0];
      for (const words of ['le prochain libre', '10,28\u00a0€', '12,34\u00a0€', 'Zoé Nouvelle, Paris']) {
        assert.ok(text.includes(words), `${words}: ${text}`);
      }
      await main(page).getByText(say('Une facture émise ne peut être ni modifiée ni supprimée')).waitFor();
      await save(page);
      await main(page).getByRole('link', { name: say(`Facture ${next}`) }).first().waitFor();
    }));

  test(`U33 deletion asks on a page that is read from its heading, ${how}`, () =>
    owner(options, '/desk/', async (page) => {
      const number = await place(page);
      await page.goto(`/desk/orders/${number}/deletion`);
      const focused = await page.evaluate(() => document.activeElement.tagName);
      assert.equal(focused, 'H1');
      const [act, back] = await Promise.all(
        [main(page).getByRole('button', { name: exactly('Supprimer la commande') }), main(page).getByRole('link', { name: exactly('Retour') })]
          .map((control) => control.boundingBox()),
      );
      assert.equal(act.height, back.height, 'to go back is as large');
      await press(page, main(page).getByRole('button', { name: exactly('Supprimer la commande') }));
      await status(page).getByText(say('La commande est supprimée.')).waitFor();
    }));

  test(`U34 back and once more is the same invoice and the same page, ${how}`, () =>
    owner(options, '/desk/', async (page) => {
      const number = await place(page);
      await page.goto(`/desk/orders/${number}/progress`);
      await states(page).selectOption({ label: 'Commande en préparation' });
      await main(page).getByRole('checkbox', { name: say('Générer une facture') }).check();
      const form = await page.locator('form[action$="/progress"]').evaluate((one) => Object.fromEntries(new FormData(one)));
      await save(page);
      const result = page.url();
      const again = await page.request.post(`/desk/orders/${number}/progress`, { form, headers: { Referer: result } });
      assert.equal(again.url(), result);
      await page.reload();
      assert.equal(await main(page).getByRole('row').getByRole('link', { name: say('Facture') }).count(), 1);
    }));
}

test('U26 the keys [ and ] walk, and 1 2 3 are the pages', () =>
  owner({}, '/desk/orders/7087800', async (page) => {
    const goes = async (key, where) => {
      await Promise.all([page.waitForURL((url) => url.pathname === where), page.keyboard.press(key)]);
      await page.waitForLoadState();
      await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('keyboard')));
    };
    await page.waitForLoadState('networkidle');
    await goes('3', '/desk/orders/7087800/progress');
    await goes(']', '/desk/orders/7087664/progress');
    await goes('2', '/desk/orders/7087664/payment');
    await goes('[', '/desk/orders/7087800/payment');
    await goes('1', '/desk/orders/7087800');
  }));

test('U27 the boxes follow the state that is chosen, but for those that were touched', () =>
  owner({}, '/desk/orders/6756639', async (page) => {
    const number = await place(page);
    await page.goto(`/desk/orders/${number}/progress`);
    await page.waitForLoadState('networkidle');
    const mail = main(page).getByRole('checkbox', { name: say('Prévenir le client par courriel') });
    await states(page).selectOption({ label: 'Expédié' });
    assert.equal(await mail.isChecked(), true);
    await states(page).selectOption({ label: 'Livré' });
    assert.equal(await mail.isChecked(), false);
    await mail.check();
    await states(page).selectOption({ label: 'Commande en préparation' });
    assert.equal(await mail.isChecked(), true);
  }));

test('U31 on the grid the flag is taken back from the message', () =>
  owner({}, '/desk/orders', async (page) => {
    await page.waitForLoadState('networkidle');
    const flag = gridRow(page, '6803391').getByRole('button', { name: say('suivre') });
    await press(page, flag);
    await status(page).getByText(say('La commande est à suivre.')).first().waitFor();
    assert.equal(new URL(page.url()).search, '', 'the address says nothing of it');
    await press(page, undo(status(page)));
    await status(page).getByText(say("La commande n'est plus à suivre.")).first().waitFor();
  }));

test('U27 a rule of the settings holds on the page', () =>
  owner({}, '/desk/settings/progress-states/delivered', async (page) => {
    const follows = main(page).getByRole('group', { name: say('Peut être suivi de') });
    await follows.getByRole('checkbox', { name: exactly('Retour') }).check();
    await press(page, main(page).getByRole('button', { name: exactly('Enregistrer') }));
    await main(page).getByRole('row').filter({ hasText: 'delivered' }).getByRole('cell', { name: exactly('Retour') }).waitFor();
    const number = await place(page);
    await page.goto(`/desk/orders/${number}/progress`);
    await states(page).selectOption({ label: 'Livré' });
    await save(page);
    assert.deepEqual(await states(page).locator('option').allInnerTexts(), ['Livré', 'Retour']);
    await main(page).getByText(say('ne peut pas suivre « Livré »')).first().waitFor();
  }));
