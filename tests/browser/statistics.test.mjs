// « Statistiques »: charts that can be read without seeing them, figures that are the grid's, every period by keyboard.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { byKeyboard, fill } from './hands.mjs';
import { axe, launchBrowser, newContext, press, signIn, startDemo } from './support.mjs';
import { exactly, say } from './words.mjs';

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

async function looking(options, act) {
  const context = await newContext(browser, demo, options);
  try {
    const page = await context.newPage();
    await signIn(page, demo, 'owner');
    await act(page);
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

test('U39 the last month with orders is shown, and each chart has its table', { timeout: 60_000 }, () =>
  looking({}, async (page) => {
    await page.goto('/desk/statistics');
    await page.getByRole('heading', { level: 1, name: exactly('Statistiques – mars 2013 (TTC, Europe/Paris)') }).waitFor();
    for (const name of ['Par jour', 'Par mode de paiement', "Par état d'avancement", 'Par état du paiement']) {
      const part = page.getByRole('region', { name: exactly(name) });
      const chart = part.getByRole('img', { name: say(`${name} – mars 2013 (TTC, Europe/Paris)`) });
      assert.ok((await chart.locator('rect').count()) > 0, name);
      assert.ok((await part.getByRole('table').getByRole('row').count()) > 2, name);
    }
  }));

test('U39 every figure is the number of orders that the grid has for it', { timeout: 120_000 }, () =>
  looking({}, async (page) => {
    for (const period of ['2013-01', '2013-q1', '2013', 'all']) {
      await page.goto(`/desk/statistics?period=${period}`);
      const links = await page.getByRole('main').locator('a[href^="/desk/orders"]').evaluateAll((all) =>
        all.map((link) => [link.getAttribute('href'), link.textContent]).filter(([, text]) => /^\d+$/.test(text)));
      assert.ok(links.length > 8, `${links.length} figures`);
      for (const [href, figure] of new Map(links)) {
        await page.goto(href);
        await page.getByText(new RegExp(`\\(${figure}\\s+éléments?\\)`)).first().waitFor();
      }
    }
  }));

test('U39 U45 periods are chosen by keyboard and without scripts', { timeout: 90_000 }, async () => {
  for (const javaScriptEnabled of [true, false]) {
    await looking({ javaScriptEnabled }, async (page) => {
      byKeyboard(page);
      await page.goto('/desk/statistics');
      const heading = (name) => page.getByRole('heading', { level: 1, name: say(`Statistiques – ${name} (TTC`) }).waitFor();
      await press(page, page.getByRole('link', { name: exactly('Année') }));
      await heading('2013');
      await press(page, page.getByRole('link', { name: say('2012') }));
      await heading('2012');
      await page.getByText(say('Aucune commande dans cette période')).waitFor();
      await press(page, page.getByRole('main').getByRole('link', { name: exactly('mars 2013') }));
      await heading('mars 2013');
      await fill(page, page.getByLabel(exactly('Du')), 'janvier 2013');
      await press(page, page.getByRole('button', { name: exactly('Afficher') }));
      await heading('du 1 janvier 2013 au 31 janvier 2013');
      assert.equal(await page.getByLabel(exactly('Du')).inputValue(), '01/01/2013');
      await fill(page, page.getByLabel(exactly('Du')), 'hier');
      await press(page, page.getByRole('button', { name: exactly('Afficher') }));
      await page.getByText(say('Écrivez des dates')).waitFor();
    });
  }
});

test('U39 cancelled orders are counted as the grid counts them, and the page says so', { timeout: 60_000 }, () =>
  looking({}, async (page) => {
    await page.goto('/desk/statistics?period=2013');
    await page.getByText(say('Une commande annulée y est comptée, pour 620,29 €.')).waitFor();
    await press(page, page.getByRole('link', { name: exactly('Voir les commandes annulées') }));
    await page.getByText(/\(1\s+élément\)/u).first().waitFor();
  }));

test('U39 U46 charts hold in both languages, schemes and widths', { timeout: 120_000 }, async () => {
  for (const locale of ['fr-FR', 'en-GB']) {
    await looking({}, async (page) => {
      await page.context().addCookies([{ name: 'lang', value: locale.slice(0, 2), url: demo.origin }]);
      for (const period of ['2013-01', 'all', '2012']) {
        await page.goto(`/desk/statistics?period=${period}`);
        for (const colorScheme of ['light', 'dark']) {
          for (const width of [1280, 320]) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: 800 });
            assert.deepEqual((await axe(page)).violations, [], `${locale} ${period} ${colorScheme} ${width}`);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
          }
        }
      }
    });
  }
});
