// Every form of the program, sent with nothing in it or with what cannot be: what is wrong is said above the form by the
// field's name, leads to the field, is said there with the remedy, and takes nothing away that was typed.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchBrowser, newContext, press, signIn, startDemo } from './support.mjs';
import { exactly, say } from './words.mjs';

const VISITORS = [
  { language: 'fr', locale: 'fr-FR', javaScriptEnabled: true },
  { language: 'en', locale: 'en-GB', javaScriptEnabled: false },
];
const NARROW = { width: 320, height: 640 };
const LONG = 'x'.repeat(3000);
const MANY = 40; // more than anybody may try in a minute

// Who looks at which page, which of its forms is sent (the end of its address), what is typed into it over nothing at all,
// and how many fields are wrong then.
const FORMS = [
  { who: null, path: '/sign-in', form: '/sign-in', typed: {}, wrong: 3 },
  { who: null, path: '/sign-in', form: '/sign-in', typed: { site: 'demo', email: 'owner@demo.example' }, wrong: 1 },
  { who: null, path: '/shop/demo/{language}/basket', form: '/basket', typed: { units: '' }, wrong: 1, filled: true },
  { who: null, path: '/shop/demo/{language}/checkout', form: '/checkout', typed: { company: 'Maison' }, wrong: 6, filled: true },
  { who: null, path: '/shop/demo/{language}/checkout', form: '/checkout', typed: { name: 'Élise', email: 'elise', line1: '1 rue', postal_code: '7'.repeat(30), city: 'Paris' }, wrong: 3, filled: true },
  { who: null, path: '/shop/demo/{language}/checkout', form: '/checkout', typed: {}, wrong: 2, filled: true, step: 'choices' },
  { who: null, path: '/shop/demo/{language}/withdrawal', form: '/withdrawal', typed: {}, wrong: 3 },
  { who: null, path: '/shop/demo/{language}/withdrawal', form: '/withdrawal', typed: { name: 'Élise', order: 'onze', email: 'elise' }, wrong: 1 },
  { who: 'clerk', path: '/desk/orders/new', form: '/desk/orders/new', typed: { phone: '01', 'line-0-sku': 'VASE', 'line-1-quantity': '2' }, wrong: 9 },
  { who: 'clerk', path: '/desk/orders/new', form: '/desk/orders/new', typed: { delivery_city: 'Lyon', email: 'elise' }, wrong: 12 },
  { who: 'clerk', path: '/desk/orders/6800631/payment', form: '/payment', typed: { amount: 'beaucoup' }, wrong: 1 },
  { who: 'clerk', path: '/desk/orders/6800631/payment', form: '/payment', typed: { amount: '620,29', reference: 'R' }, wrong: 1 },
  { who: 'clerk', path: '/desk/orders/{unpaid}/progress', form: '/progress', typed: { comment: 'vu' }, wrong: 1 },
  { who: 'clerk', path: '/desk/orders/6800631/cancellation', form: '/cancellation', typed: { reason: LONG }, wrong: 1 },
  { who: 'owner', path: '/desk/orders/{stopped}/erasure', form: '/erasure', typed: {}, wrong: 1 },
  { who: 'clerk', path: '/desk/handoffs', form: '/desk/handoffs', typed: { release_at: 'jamais', instructions: 'à gauche' }, wrong: 1, chosen: true },
  { who: 'owner', path: '/desk/products', form: '/desk/products', typed: { unit_price: 'cher', stock: 'peu' }, wrong: 6 },
  { who: 'owner', path: '/desk/products/TABLE-CHENE', form: '/desk/products/TABLE-CHENE', typed: { title_fr: 'Table' }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/billing', form: '/desk/settings/billing', typed: { siren: '12' }, wrong: 2 },
  { who: 'owner', path: '/desk/settings/people', form: '/desk/settings/people', typed: { email: 'quelqu’un' }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/people/2', form: '/role', typed: {}, wrong: 1 },
  { who: 'owner', path: '/desk/settings/tokens', form: '/desk/settings/tokens', typed: {}, wrong: 2 },
  { who: 'owner', path: '/desk/settings/progress-states', form: '/desk/settings/progress-states', typed: { code: 'É t a t', label_fr: 'État' }, wrong: 4 },
  { who: 'owner', path: '/desk/settings/progress-states/preparing', form: '/desk/settings/progress-states', typed: { label_en: 'Now' }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/site', form: '/desk/settings/site', typed: { vat_rate: 'vingt' }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/site', form: '/desk/settings/site/host', typed: { host: 'http://boutique' }, wrong: 1 },
  { who: 'owner', path: '/desk/settings/deliveries', form: '/desk/settings/deliveries', typed: { price: '5', code: 'À vélo' }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/deliveries/home', form: '/desk/settings/deliveries', typed: { price: 'cher', free_from: 'jamais' }, wrong: 2 },
  { who: 'owner', path: '/desk/settings/countries', form: '/desk/settings/countries', typed: {}, wrong: 1 },
  { who: 'owner', path: '/desk/settings/payments', form: '/desk/settings/payments', typed: { iban: 'FR00', bic: 'trop' }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/storefront', form: '/desk/settings/storefront', typed: { accent: 'bleu', welcome_fr: LONG }, wrong: 3 },
  { who: 'owner', path: '/desk/settings/storefront', form: '/logo', typed: {}, wrong: 1 },
  { who: 'owner', path: '/desk/products/TABLE-CHENE', form: '/picture', typed: { alt_fr: LONG }, wrong: 1 },
  { who: 'clerk', path: '/desk/profile', form: '/desk/profile', typed: {}, wrong: 2 },
  { who: 'clerk', path: '/desk/profile', form: '/desk/profile/password', typed: {}, wrong: 1 },
  { who: 'clerk', path: '/desk/profile', form: '/desk/profile/password', typed: { new_password: 'une phrase longue', new_password_again: 'une autre' }, wrong: 1 },
  { who: 'logistician', path: '/logistics/batches/{batch}', form: '/shipments', typed: { carrier: 'Colis' }, wrong: 1 },
  { who: 'logistician', path: '/logistics/batches/{batch}/orders/{packed}', form: '/shipments', typed: { 'tracking-0': LONG }, wrong: 3 },
  { who: 'logistician', path: '/logistics/batches/{batch}/orders/{packed}', form: '/refusal', typed: { reason: LONG }, wrong: 1 },
  { who: 'clerk', path: '/desk/orders', form: '/desk/orders', typed: { from: 'nonsense', amount_min: 'peu' }, wrong: 2, grid: true },
];

// What a browser fills in for whoever types about themselves: RGAA 11.13.
const TOKENS = [
  { path: '/sign-in', tokens: { site: 'organization', email: 'username', password: 'current-password' } },
  { path: '/shop/demo/fr/checkout', filled: true, tokens: { name: 'name', email: 'email', phone: 'tel', company: 'organization', line1: 'address-line1', line2: 'address-line2', postal_code: 'postal-code', city: 'address-level2', country: 'country' } },
  { path: '/shop/demo/fr/withdrawal', tokens: { name: 'name', email: 'email' } },
  { who: 'clerk', path: '/desk/profile', tokens: { name: 'name', old_password: 'current-password', new_password: 'new-password', new_password_again: 'new-password' } },
  { who: 'owner', path: '/desk/settings/billing', tokens: { name: 'organization', line1: 'address-line1', postal_code: 'postal-code', city: 'address-level2', country: 'country', email: 'email', phone: 'tel' } },
];

let demo;
let browser;
let batch;
let packed;
let unpaid;
let stopped;

before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${demo.origin}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) });
    return answer.json();
  };
  const order = {
    source: 'errors', source_order_id: '1', customer: { name: 'Élise' }, billing_address: { city: 'Paris' }, delivery_address: { city: 'Paris' },
    payment_method: 'cash_on_delivery', lines: [{ title: 'Tasse', quantity: 1, unit_price: { amount: 100, currency: 'EUR' } }],
  };
  const placed = await call('POST', 'orders', order);
  packed = placed.number;
  batch = (await call('POST', 'handoffs', { orders: [packed] })).number;
  unpaid = (await call('POST', 'orders', { ...order, source_order_id: '2' })).number;
  stopped = (await call('POST', 'orders', { ...order, source_order_id: '3' })).number;
  await call('POST', `orders/${stopped}/cancellation`, { reason: 'double' });
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

for (const { language, locale, javaScriptEnabled } of VISITORS) {
  describe(`${language}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {
    for (const entry of FORMS) {
      const name = `U48 ${entry.path} names ${entry.wrong} wrong field(s) of ${entry.form} and keeps ${Object.keys(entry.typed).join(', ') || 'nothing'}`;
      test(name, { timeout: 60_000 }, () =>
        looking({ language, locale, javaScriptEnabled, who: entry.who }, async (page) => {
          if (entry.filled) await fillBasket(page, language);
          await open(page, entry, language);
          const status = await send(page, entry);
          assert.equal(status, entry.grid ? 200 : 422);
          await saysWhatIsWrong(page, entry, language);
        }));
    }
  });
}

test('U48 whoever types about themselves is helped by the browser', { timeout: 60_000 }, async () => {
  for (const { who = null, path, filled, tokens } of TOKENS) {
    await looking({ language: 'fr', locale: 'fr-FR', who }, async (page) => {
      if (filled) await fillBasket(page, 'fr');
      await page.goto(path);
      for (const [name, token] of Object.entries(tokens)) {
        assert.equal(await page.locator(`main [name="${name}"]`).getAttribute('autocomplete'), token, `${path} ${name}`);
      }
    });
  }
});

test('U48 the list above leaves out no form that somebody types into', { timeout: 120_000 }, async () => {
  const missing = new Set();
  for (const who of [null, 'clerk', 'owner', 'logistician']) {
    await looking({ language: 'fr', locale: 'fr-FR', who }, async (page) => {
      if (who === null) await fillBasket(page, 'fr');
      for (const entry of FORMS.filter((one) => one.who === who)) {
        await open(page, entry, 'fr');
        const typed = await page.locator('main form[method=post]').evaluateAll((forms) =>
          forms.filter((form) => form.querySelector('input:not([type=hidden]), textarea, select')).map((form) => form.getAttribute('action') ?? ''));
        for (const action of typed) {
          // The boxes of the grid choose and type nothing; what the logistician answers to a stop is read like a refusal.
          if (action === '/desk/orders/selection') continue;
          // A code that checks no order is said in the status region: tests/browser/logistics.test.mjs.
          if (action.endsWith('/scans')) continue;
          if (!FORMS.some(({ form }) => action.endsWith(form))) missing.add(action);
        }
      }
    });
  }
  assert.deepEqual([...missing], []);
});

test('U40 who tries too often is told why, keeps what was typed, and may try again, without scripts', { timeout: 120_000 }, () =>
  looking({ language: 'fr', locale: 'fr-FR', javaScriptEnabled: false }, async (page) => {
    const typed = { name: 'Élise d’Été', order: '7090565', email: 'autre@example.com' };
    const main = page.getByRole('main');
    const pressed = async (button) => {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await press(page, main.getByRole('button', { name: button }));
      return answer;
    };
    await page.goto('/shop/demo/fr/withdrawal');
    for (const [name, text] of Object.entries(typed)) await main.locator(`[name=${name}]`).fill(text);
    const statuses = [];
    while (statuses.length < MANY && statuses.at(-1) !== 429) {
      const answer = await page.request.post('/shop/demo/fr/withdrawal', { form: typed, headers: { origin: demo.origin } });
      statuses.push(answer.status());
    }
    assert.equal((await pressed(say('Confirmer la rétractation'))).status(), 429, `it is slowed down: ${statuses}`);
    assert.ok(statuses.length > 5 && statuses.slice(0, -1).every((status) => status === 422), `until then it is answered: ${statuses}`);

    assert.match(await page.title(), say('Trop de demandes'));
    assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
    await main.getByRole('heading', { level: 1, name: say('Trop de demandes') }).waitFor();
    await main.getByText(say('Trop de tentatives en peu de temps. Attendez une minute, puis réessayez.')).waitFor();
    await main.getByText(say('Ce que vous avez saisi est gardé.')).waitFor();
    const again = main.locator('form[method=post]').filter({ has: page.getByRole('button', { name: exactly('Réessayer') }) });
    const kept = await again.evaluate((form) => [form.getAttribute('action'), Object.fromEntries(new FormData(form))]);
    assert.deepEqual(kept, ['/shop/demo/fr/withdrawal', typed]);

    // The form sends the same; where the time is not over it is kept once more, and where it is, in the fields.
    const answer = await pressed(exactly('Réessayer'));
    assert.deepEqual(answer.request().postDataJSON(), typed);
    assert.ok([422, 429].includes(answer.status()), `${answer.status()}`);
    for (const [name, text] of Object.entries(typed)) assert.equal(await main.locator(`form [name=${name}]`).inputValue(), text);
  }));

async function looking({ language, locale, javaScriptEnabled = true, who }, act) {
  const storageState = who ? await session(who) : undefined;
  const context = await newContext(browser, demo, { locale, javaScriptEnabled, viewport: NARROW, storageState });
  try {
    const page = await context.newPage();
    await context.addCookies([{ name: 'lang', value: language, url: demo.origin }]);
    await act(page);
    assert.deepEqual(context.faults, []);
  } finally {
    await context.close();
  }
}

// Everybody signs in once.
const sessions = new Map();
async function session(who) {
  if (!sessions.has(who)) {
    const context = await newContext(browser, demo);
    await signIn(await context.newPage(), demo, who);
    sessions.set(who, await context.storageState());
    await context.close();
  }
  return sessions.get(who);
}

async function fillBasket(page, language) {
  await page.goto(`/shop/demo/${language}/`);
  await press(page, page.locator('main form[action$="/basket"] button').first());
}

async function open(page, entry, language) {
  if (entry.chosen) {
    await page.goto(`/desk/orders?number=${unpaid}`);
    await page.locator(`input[name=order]`).first().check();
    await press(page, page.locator('#selection button[name=scope]'));
    return;
  }
  await page.goto(entry.path.replace('{language}', language).replace('{batch}', batch).replace('{packed}', packed).replace('{unpaid}', unpaid).replace('{stopped}', stopped));
  if (entry.step === 'choices') {
    for (const [name, text] of Object.entries({ name: 'Élise', email: 'elise@example.com', line1: '1 rue', postal_code: '75001', city: 'Paris' })) {
      await page.locator(`main [name=${name}]`).fill(text);
    }
    await press(page, page.locator('main form[action$="/checkout"] button').first());
  }
}

// Empties a form, types what is given, and sends it past the browser's own checks.
async function send(page, { form, typed, grid }) {
  const answer = page.waitForResponse((response) => response.request().resourceType() === 'document');
  await page.locator(grid ? '#filters' : `main form[action$="${form}"]`).first().evaluate((element, values) => {
    for (const field of element.elements) {
      if (field.type === 'hidden' || field.type === 'submit') continue;
      if (field.type === 'checkbox') field.checked = false;
      else if (field.type === 'radio') field.value = 'nothing';
      else if (field.tagName === 'SELECT') field.replaceChildren(new Option('', '', true, true));
      else {
        if (field.type === 'email' || field.type === 'number') field.type = 'text';
        field.value = values[field.name] ?? '';
      }
    }
    element.noValidate = true;
    HTMLFormElement.prototype.submit.call(element);
  }, typed);
  const status = (await answer).status();
  await (await answer).finished();
  await page.waitForLoadState();
  return status;
}

async function saysWhatIsWrong(page, { form, typed, wrong, grid }, language) {
  assert.match(await page.title(), language === 'fr' ? /^Erreur\u00a0: / : /^Error: /);
  const summary = page.locator('#error-summary');
  await page.locator('#error-summary:focus').waitFor();
  const links = summary.getByRole('link');
  assert.equal(await links.count(), wrong, await summary.innerText());
  for (let place = 0; place < wrong; place += 1) {
    const link = links.nth(place);
    const text = plain(await link.innerText());
    const target = page.locator(`[id="${decodeURIComponent((await link.getAttribute('href')).slice(1))}"]`);
    assert.equal(await target.count(), 1, `« ${text} » leads to one field`);
    assert.ok(await target.isVisible(), `« ${text} » leads to a field in sight`);
    const [label, group, invalid, described] = await target.evaluate((element) => {
      const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
      const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.firstChild?.textContent ?? element.querySelector('legend')?.textContent;
      return [name, element.tagName === 'FIELDSET', element.getAttribute('aria-invalid'), ids.map((id) => document.getElementById(id)?.textContent).join(' ')];
    });
    const name = text.slice(0, text.indexOf(language === 'fr' ? ' : ' : ': ')).toLowerCase();
    assert.ok(plain(label).toLowerCase().startsWith(name) || text.toLowerCase().includes(plain(label).toLowerCase()), `« ${text} » names the field « ${label} »`);
    assert.ok(group || invalid === 'true', `« ${text} »: the field says that it does not hold`);
    const remedy = text.slice(text.indexOf(':') + 2);
    assert.ok(plain(described).toLowerCase().includes(remedy.toLowerCase()), `« ${remedy} » stands at the field: « ${described} »`);
    await link.click();
    assert.ok(await target.evaluate((element) => element === document.activeElement), `« ${text} » goes to the field`);
  }
  for (const [name, value] of Object.entries(typed)) {
    const field = page.locator(grid ? `[name="${name}"]` : `main form[action$="${form}"] [name="${name}"]`).first();
    if (/password/.test(name)) assert.equal(await field.inputValue(), '', 'a password is not sent back');
    else assert.equal(await field.inputValue(), value, `${name} is kept`);
  }
  const [scroll, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(scroll <= width, `${scroll} px wide in ${width}`);
}

const plain = (text) => text.replace(/[\u00a0\u202f\s]+/gu, ' ').replaceAll('’', "'").trim();
