// The storefront on a telephone, with scripts and without: what a customer reads and does, by role and label.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, newContext, press, startDemo } from './support.mjs';
import { placeOrder } from './steps.mjs';
import { exactly, say, SHOP } from './words.mjs';

const TELEPHONES = [{ width: 390, height: 844 }, { width: 320, height: 640 }];
const CONTACT = { name: 'Élise d’Été', email: 'elise@example.com', address: '3 rue de l’Œuvre', postalCode: 'L-1009', city: 'Luxembourg' };

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
    for (const viewport of TELEPHONES) {
      const on = (act) => visiting({ viewport, javaScriptEnabled }, act);
      test(`U51 a guest orders in three steps and one column at ${viewport.width} px`, { timeout: 60_000 }, () =>
        on(async (page) => {
          const steps = [];
          await placeOrder(page, SHOP.fr, async (name) => {
            steps.push(name);
            await fits(page, viewport);
            if (name === 'basket') {
              await page.getByText('5,90').first().waitFor();
              const total = await page.getByRole('row', { name: say('Total TTC') }).last().getByRole('cell').last().boundingBox();
              const table = await page.getByRole('group', { name: SHOP.fr.basket }).boundingBox();
              assert.ok(total.x + total.width <= table.x + table.width, 'the basket’s total is in sight');
            }
          });
          const expected = ['shop', 'product', 'basket', 'address', 'delivery and payment', 'recap', 'confirmation', 'order page'];
          assert.deepEqual(steps, expected);
          const main = page.getByRole('main');
          await main.getByText(say('Envoyez un chèque de')).waitFor();
        }));
    }

    const on = (act) => visiting({ viewport: TELEPHONES[0], javaScriptEnabled }, act);

    test('U52 goods, price, delivery and withdrawal stand above the button that says what it means', { timeout: 60_000 }, () =>
      on(async (page) => {
        for (const words of [SHOP.fr, SHOP.en]) {
          await recap(page, words);
          const text = await page.getByRole('main').innerText();
          const places = [/5[,.]90/u, say('14 jours', '14 days'), words === SHOP.fr ? say('Commander avec obligation de paiement') : say('Order with obligation to pay')]
            .map((mark) => text.search(mark));
          assert.ok(places.every((place) => place >= 0), `${places} in ${text}`);
          assert.deepEqual([...places].sort((a, b) => a - b), places);
        }
      }));

    test('U55 fields are named for the browser, a foreign postcode is taken, and nothing typed is lost', { timeout: 60_000 }, () =>
      on(async (page) => {
        const main = page.getByRole('main');
        await fillBasket(page, SHOP.fr);
        for (const [field, token] of [[SHOP.fr.name, 'name'], [SHOP.fr.email, 'email'], [say('Téléphone'), 'tel'], [SHOP.fr.postalCode, 'postal-code']]) {
          assert.equal(await main.getByRole('textbox', { name: field }).getAttribute('autocomplete'), token);
        }
        await main.getByText(exactly('(facultatif)')).first().waitFor();
        await main.getByText(say('Pour le transporteur')).waitFor();
        await fillContact(page, SHOP.fr);
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        await main.getByRole('radio', { name: SHOP.fr.cheque }).check();
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        await press(page, main.getByRole('button', { name: exactly('Modifier les coordonnées') }));
        assert.equal(await main.getByRole('textbox', { name: SHOP.fr.postalCode }).inputValue(), CONTACT.postalCode);
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        await press(page, main.getByRole('button', { name: exactly('Modifier la livraison ou le paiement') }));
        assert.ok(await main.getByRole('radio', { name: SHOP.fr.cheque }).isChecked());
      }));

    test('U55 a field is found wrong on leaving it, and only once something was typed', { timeout: 60_000 }, () =>
      on(async (page) => {
        await fillBasket(page, SHOP.fr);
        const email = page.getByRole('main').getByRole('textbox', { name: SHOP.fr.email });
        const edge = () => email.evaluate((field) => getComputedStyle(field).borderTopColor);
        const calm = await edge();
        await email.focus();
        await page.keyboard.press('Tab');
        assert.equal(await edge(), calm, 'left without a word');
        await email.focus();
        await page.keyboard.type('elise');
        assert.equal(await edge(), calm, 'while it is typed');
        await page.keyboard.press('Tab');
        assert.notEqual(await edge(), calm, 'left with what is no address');
      }));

    test('U51 the browser’s « back » leads to each step as it was left, and on again', { timeout: 60_000 }, () =>
      on(async (page) => {
        const main = page.getByRole('main');
        await recap(page, SHOP.fr);
        await page.goBack();
        assert.ok(await main.getByRole('radio', { name: SHOP.fr.cheque }).isChecked());
        await page.goBack();
        assert.equal(await main.getByRole('textbox', { name: SHOP.fr.postalCode }).inputValue(), CONTACT.postalCode);
        await page.goForward();
        await page.goForward();
        await main.getByRole('button', { name: SHOP.fr.pay }).waitFor();
      }));

    test('the pick-up point is asked for under the delivery that needs it, and only there', { timeout: 60_000 }, () =>
      on(async (page) => {
        const main = page.getByRole('main');
        await fillBasket(page, SHOP.fr);
        await fillContact(page, SHOP.fr);
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        const point = main.getByRole('textbox', { name: exactly('Point relais') });
        assert.equal(await point.count(), 0);
        await main.getByRole('radio', { name: say('Point relais Mondial Relay') }).check();
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        await main.getByRole('link', { name: say('Point relais : ce mode livre en point relais') }).click();
        assert.ok(await point.evaluate((field) => field === document.activeElement));
        await fits(page, TELEPHONES[0]);
        await point.fill('Tabac de la Gare, Lyon');
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        await main.getByText(exactly('Tabac de la Gare, Lyon')).waitFor();
        // Whoever changes their mind is not kept by the field out of sight.
        await press(page, main.getByRole('button', { name: exactly('Modifier la livraison ou le paiement') }));
        await point.fill('');
        await main.getByRole('radio', { name: say('Livraison à domicile') }).check();
        assert.equal(await point.count(), 0);
        await press(page, main.getByRole('button', { name: SHOP.fr.next }));
        await main.getByRole('button', { name: SHOP.fr.pay }).waitFor();
      }));

    test('U56 every page leads to the accessibility statement', { timeout: 60_000 }, () =>
      on(async (page) => {
        for (const address of ['/shop/demo/fr/', '/shop/demo/fr/basket', '/shop/demo/fr/legal/terms']) {
          await page.goto(address);
          await press(page, page.getByRole('contentinfo').getByRole('link', { name: exactly('Accessibilité') }));
          await page.getByRole('heading', { level: 1, name: exactly('Accessibilité') }).waitFor();
          await page.getByRole('main').getByText('RGAA').waitFor();
        }
      }));

    test('U58 the language stands in the address, and the switch keeps page, search and basket', { timeout: 60_000 }, () =>
      on(async (page) => {
        await fillBasket(page, SHOP.fr);
        await page.goto('/shop/demo/fr/?q=OPALE');
        const alternate = page.locator('link[rel=alternate][hreflang=en]');
        assert.equal(await alternate.getAttribute('href'), '/shop/demo/en/?q=OPALE');
        await page.getByRole('heading', { name: say('Lampe Opale') }).waitFor();
        await press(page, page.getByRole('link', { name: exactly('English') }));
        assert.equal(new URL(page.url()).pathname, '/shop/demo/en/');
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        await page.getByRole('heading', { name: say('Opal lamp') }).waitFor();
        await page.getByRole('banner').getByRole('link', { name: say('Basket, 1 item') }).waitFor();
      }));
  });
}

/// A page of a visitor of their own, who must meet no fault.
async function visiting(options, act) {
  const context = await newContext(browser, demo, options);
  try {
    await act(await context.newPage());
    if (context.faults.length > 0) assert.fail(context.faults.join('\n'));
  } finally {
    await context.close();
  }
}

/// Nothing scrolls sideways: measured by the driver, as pages without scripts measure nothing themselves.
async function fits(page, viewport) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= viewport.width, `${page.url()} is ${width} px wide in ${viewport.width}`);
}

/// One article, then the first step of the checkout.
async function fillBasket(page, words) {
  const main = page.getByRole('main');
  await page.goto(`/shop/demo/${words.language}/`);
  await press(page, main.getByRole('button', { name: words.addToBasket }).first());
  await press(page, main.getByRole('link', { name: words.checkout }));
}

async function fillContact(page, words) {
  for (const [field, value] of Object.entries(CONTACT)) {
    await page.getByRole('main').getByRole('textbox', { name: words[field] }).fill(value);
  }
}

/// Up to the recapitulation, delivered at home and paid by cheque.
async function recap(page, words) {
  const main = page.getByRole('main');
  await fillBasket(page, words);
  await fillContact(page, words);
  await press(page, main.getByRole('button', { name: words.next }));
  await main.getByRole('group', { name: words.delivery }).getByRole('radio').first().check();
  await main.getByRole('radio', { name: words.cheque }).check();
  await press(page, main.getByRole('button', { name: words.next }));
  await main.getByRole('button', { name: words.pay }).waitFor();
}

test('U56 pictures stand in catalogue, product and basket, described, and move nothing when they come', { timeout: 60_000 }, () =>
  visiting({ viewport: TELEPHONES[1] }, async (page) => {
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) window.shifted += shift.hadRecentInput ? 0 : shift.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const words of [SHOP.fr, SHOP.en]) {
      await page.goto(`/shop/demo/${words.language}/`);
      await shows(page, 'small', 6);
      await press(page, page.getByRole('main').getByRole('article').or(page.getByRole('main').getByRole('listitem')).getByRole('link').first());
      await shows(page, 'large', 1);
      await press(page, page.getByRole('main').getByRole('button', { name: words.addToBasket }));
      await shows(page, 'small', 1);
    }
  }));

// The pictures are there, say what they show, and are files that browsers keep for ever.
async function shows(page, size, least) {
  const pictures = page.getByRole('main').locator('img');
  assert.ok((await pictures.count()) >= least, `${await pictures.count()} pictures`);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image) => image.decode());
    const [width, alt, address, box] = await picture.evaluate((image) => [image.naturalWidth, image.alt, image.src, image.getBoundingClientRect().right]);
    assert.ok(width > 0 && box <= 320, `${address}: ${width} px, to ${box}`);
    assert.match(address, new RegExp(`/pictures/[0-9a-f]{64}-${size}$`, 'u'));
    assert.notEqual(alt, '');
  }
  const address = await pictures.first().getAttribute('src');
  const { headers, type } = await page.evaluate(async (url) => {
    const answer = await fetch(url);
    return { headers: Object.fromEntries(answer.headers), type: (await answer.blob()).type };
  }, address);
  assert.equal(type, 'image/jpeg');
  assert.match(headers['cache-control'], /immutable/u);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.ok((await page.evaluate(() => window.shifted)) <= 0.02, 'nothing moves when pictures come');
}
