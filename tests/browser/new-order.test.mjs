// « Nouvelle commande » on a narrow window, with scripts and without: what a clerk does while a customer is on the telephone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launchBrowser, newContext, press, signIn, startDemo } from './support.mjs';
import { byKeyboard, fill } from './hands.mjs';
import { exactly, say } from './words.mjs';

const NARROW = { width: 320, height: 640 };

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

for (const javaScriptEnabled of [true, false]) {
  describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test('U48 an order taken by telephone is entered at 320 px, corrected, read back and saved', { timeout: 60_000 }, () =>
      entering({ viewport: NARROW, javaScriptEnabled }, async (page) => {
        const main = page.getByRole('main');
        await fits(page);
        await typeCustomer(page);
        await line(main, 1).fill('sans nom');
        await press(page, main.getByRole('button', { name: exactly('Ajouter une ligne') }));
        assert.equal(await main.getByRole('textbox', { name: exactly('Nom et prénom') }).inputValue(), 'Élise Inventée');
        assert.equal(await line(main, 1).inputValue(), 'sans nom');
        await line(main, 4).waitFor();
        await fits(page);

        await units(main, 1).fill('2');
        await press(page, main.getByRole('button', { name: exactly('Vérifier') }));
        assert.match(await page.title(), say('Erreur : Nouvelle commande'));
        const wrong = main.getByRole('link', { name: say('Ligne 1, article : aucun article') });
        await wrong.click();
        assert.equal(await page.evaluate(() => document.activeElement.name), 'line-0-sku');
        await fits(page);
        // « en » stands in several names: which they are is said, and one of them is picked.
        await line(main, 1).fill('en');
        await press(page, main.getByRole('button', { name: exactly('Vérifier') }));
        await main.getByRole('link', { name: say('Ligne 1, article : plusieurs articles') }).waitFor();
        await fits(page);
        if (javaScriptEnabled) assert.deepEqual((await axe(page)).violations, []);
        await press(page, main.getByRole('button', { name: say('Chaise en hêtre') }));
        assert.equal(await page.evaluate(() => document.activeElement.name), 'line-0-quantity');
        await press(page, main.getByRole('button', { name: exactly('Vérifier') }));

        await main.getByRole('heading', { level: 1, name: exactly('Vérifier la commande') }).waitFor();
        await main.getByRole('row', { name: say('Total TTC') }).first().waitFor();
        await fits(page);
        if (javaScriptEnabled) assert.deepEqual((await axe(page)).violations, []);
        await press(page, main.getByRole('button', { name: exactly('Modifier') }));
        assert.equal(await units(main, 1).inputValue(), '2');
        await press(page, main.getByRole('button', { name: exactly('Vérifier') }));
        await press(page, main.getByRole('button', { name: exactly('Enregistrer la commande') }));
        await page.getByRole('status').getByText(say('La commande est enregistrée')).waitFor();
        await main.getByText('Élise Inventée').first().waitFor();
      }));
  });
}

test('U34 by keyboard alone, Enter in a field checks the order and adds no line', { timeout: 60_000 }, () =>
  entering({}, async (page) => {
    const main = page.getByRole('main');
    byKeyboard(page);
    await fill(page, main.getByRole('textbox', { name: exactly('Nom et prénom') }), 'Élise Inventée');
    await page.evaluate(() => { document.querySelector('form.entry').noValidate = true; });
    await page.keyboard.press('Enter');
    await main.getByRole('link', { name: say('Adresse : remplissez ce champ') }).waitFor();
    assert.equal(await line(main, 4).count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'error-summary');
  }));

const line = (main, number) => main.getByLabel(exactly(`Ligne ${number}, article`));
const units = (main, number) => main.getByLabel(exactly(`Ligne ${number}, quantité`));

async function typeCustomer(page) {
  const main = page.getByRole('main');
  for (const [field, text] of [['Nom et prénom', 'Élise Inventée'], ['Adresse', '1 rue de l’Essai'], ['Code postal', '75001'], ['Ville', 'Paris']]) {
    await main.locator('.entry-who > fieldset').getByLabel(exactly(field)).fill(text);
  }
}

async function entering(options, act) {
  const context = await newContext(browser, demo, options);
  try {
    const page = await context.newPage();
    await signIn(page, demo, 'clerk');
    await page.goto('/desk/orders');
    await press(page, page.getByRole('link', { name: exactly('Nouvelle commande') }));
    await act(page);
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

async function fits(page) {
  const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(scroll <= width, `${scroll} px wide in ${width}`);
}
