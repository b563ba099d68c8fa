// Lighthouse on the pages that are opened most, as on a desktop, the median of three. It takes minutes and a quiet
// machine: in the long form of the tests only (`scripts/test --long`, which installs it into out/).

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { BROWSER_FLAGS, launchBrowser, newContext, press, ROOT, run, signIn, startDemo } from './support.mjs';
import { SHOP } from './words.mjs';

const LIGHTHOUSE = join(ROOT, 'out/lighthouse/node_modules/lighthouse/cli/index.js');
const RUNS = 3;
const LEAST = { accessibility: 1, 'best-practices': 1, performance: 0.95 };

const PAGES = {
  'the storefront’s home': ['customer', '/shop/demo/fr/'],
  'a product': ['customer', '/shop/demo/fr/products/TABLE-CHENE'],
  'the checkout': ['customer', '/shop/demo/fr/checkout'],
  'the grid': ['clerk', '/desk/orders'],
  'an order': ['clerk', '/desk/orders/7090564'],
};

describe('Lighthouse', { skip: !process.env.COMPTOIR_LONG && 'in the long form only' }, () => {
  let demo;
  let folder;
  const cookies = {};

  before(async () => {
    assert.ok(existsSync(LIGHTHOUSE), 'scripts/test --long installs Lighthouse');
    folder = await mkdtemp(join(tmpdir(), 'comptoir-lighthouse-'));
    demo = await startDemo();
    const browser = await launchBrowser();
    try {
      cookies.customer = await cookiesOf(browser, withABasket);
      cookies.clerk = await cookiesOf(browser, (page) => signIn(page, demo, 'clerk'));
    } finally {
      await browser.close();
    }
  });

  after(async () => {
    await demo?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  for (const [name, [who, path]] of Object.entries(PAGES)) {
    test(`U41 Lighthouse is content with ${name}`, { timeout: 600_000 }, async (t) => {
      const runs = [];
      for (let number = 0; number < RUNS; number += 1) runs.push(await scores(path, cookies[who]));
      for (const [category, least] of Object.entries(LEAST)) {
        const all = runs.map((run) => run[category]).sort((a, b) => a - b);
        t.diagnostic(`${name}: ${category} ${all.join(' ')}`);
        assert.ok(all[Math.floor(RUNS / 2)] >= least, `${category}: ${all.join(' ')}, less than ${least}; ${runs.at(-1).faults}`);
      }
    });
  }

  async function cookiesOf(browser, act) {
    const context = await newContext(browser, demo);
    await act(await context.newPage());
    return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  async function withABasket(page) {
    await page.goto(PAGES['a product'][1]);
    await press(page, page.getByRole('main').getByRole('button', { name: SHOP.fr.addToBasket }));
  }

  async function scores(path, cookie) {
    const report = join(folder, 'report.json');
    const { code, output } = await run(process.execPath, [
      LIGHTHOUSE, `${demo.origin}${path}`, '--quiet', '--no-enable-error-reporting', '--preset=desktop',
      `--only-categories=${Object.keys(LEAST)}`, '--output=json', `--output-path=${report}`,
      `--extra-headers=${JSON.stringify({ Cookie: cookie })}`, `--chrome-flags=--headless ${BROWSER_FLAGS.join(' ')}`,
    ], { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' } });
    assert.equal(code, 0, output);
    const { categories, audits, finalDisplayedUrl } = JSON.parse(await readFile(report, 'utf8'));
    assert.equal(new URL(finalDisplayedUrl).pathname, path, 'no other page was measured');
    const faults = Object.values(audits).filter(({ score }) => score !== null && score < 0.9).map(({ id }) => id);
    return { ...Object.fromEntries(Object.entries(categories).map(([category, { score }]) => [category, score])), faults };
  }
});
