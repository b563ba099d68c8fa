// What every browser test stands on: the program's demo on a free port, a browser, a signed-in page, axe.
// A test waits for what it will see, by locator, never for a length of time; everything started here is ended here.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { activate, fill } from './hands.mjs';
import { exactly, say } from './words.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');

const PROGRAM = process.env.COMPTOIR_BIN ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'release/comptoir');
const START_SECONDS = 60;
const STOP_SECONDS = 15; // the program itself gives what is in flight ten
const STEP_SECONDS = 15;

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];

// Chromium asks nobody for updates and starts in a container, where it cannot make its own sandbox.
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/// Starts `comptoir demo` with a data folder of its own and further `words`. Answers what it printed:
/// `{origin, shop, desk, token, signIns: {ROLE: {site, email, password}}, stop()}`.
export async function startDemo(words = []) {
  const data = await mkdtemp(join(tmpdir(), 'comptoir-'));
  const child = spawn(PROGRAM, ['demo', '--listen', '127.0.0.1:0', '--data', data, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const exited = new Promise((done) => child.once('close', (code) => done(code)));

  async function stop() {
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
    child.kill('SIGTERM');
    const code = await exited;
    clearTimeout(late);
    process.removeListener('exit', endWithUs);
    await rm(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program did not end well on SIGTERM: exit ${code}`);
  }

  try {
    return { ...(await announced(child)), stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

// Reads the program's announcement up to `listening on`, then leaves its output running, so that it never blocks on a full pipe.
function announced(child) {
  return new Promise((found, failed) => {
    const demo = { signIns: {} };
    const complaints = [];
    const fail = (why) => failed(new Error([`${PROGRAM} demo: ${why}`, ...complaints].join('\n')));
    const late = setTimeout(() => fail(`not listening after ${START_SECONDS} s`), START_SECONDS * 1000);

    child.once('error', (error) => fail(`${error.message}; build it first: cargo build --release`));
    child.once('close', (code) => fail(`ended with exit ${code}`));
    createInterface({ input: child.stderr }).on('line', (line) => {
      complaints.push(line);
      complaints.splice(0, complaints.length - 30);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      read(line, demo);
      if (!demo.origin) return;
      clearTimeout(late);
      found(demo);
    });
  });
}

function read(line, demo) {
  const signIn = line.match(/^sign-in (\w+): (\S+) (\S+) (.+)$/);
  if (signIn) demo.signIns[signIn[1]] = { site: signIn[2], email: signIn[3], password: signIn[4] };
  demo.token ??= line.match(/^token: (\S+)/)?.[1];
  demo.shop ??= line.match(/http:\/\/\S+\/shop\/\S+/)?.[0];
  demo.desk ??= line.match(/http:\/\/\S+\/desk\/?/)?.[0];
  demo.origin ??= line.match(/^listening on (http:\/\/[^\s/]+)/)?.[1];
}

export function launchBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: BROWSER_FLAGS });
}

/// A visitor of their own: cookies, language, scripts on or off. `faults` fills with what no page may ever do.
export async function newContext(browser, demo, options = {}) {
  const context = await browser.newContext({
    baseURL: demo.origin,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(STEP_SECONDS * 1000);
  context.faults = [];
  context.on('weberror', (fault) => context.faults.push(`script: ${fault.error().message}`));
  context.on('console', (said) => {
    if (said.text().includes('Content Security Policy')) context.faults.push(said.text());
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${demo.origin}/`) && !/^(data|blob|about):/.test(url)) context.faults.push(`asked another host: ${url}`);
  });
  return context;
}

/// Signs a person in on the French form, coming from the page they wanted; ends where the form sends them.
export async function signIn(page, demo, role) {
  const { site, email, password } = demo.signIns[role];
  await page.goto(role === 'logistician' ? '/logistics/' : '/desk/');
  await fill(page, page.getByLabel(say('Nom du site')), site);
  await fill(page, page.getByLabel(say('E-mail')), email);
  await fill(page, page.getByLabel(say('Mot de passe')), password);
  await press(page, page.getByRole('button', { name: exactly('Se connecter') }));
  await page.getByLabel(say('Mot de passe')).waitFor({ state: 'detached' });
}

/// Presses a button or a link and waits for the server's last answer, be it a page or a fragment that a script puts in.
export async function press(page, control) {
  const answer = page.waitForResponse((response) => {
    const redirect = response.status() >= 300 && response.status() < 400;
    return !redirect && ['document', 'fetch', 'xhr'].includes(response.request().resourceType());
  });
  // A control that cannot be pressed says more than the answer that then never comes.
  await Promise.all([activate(page, control), answer]);
  await (await answer).finished();
  await page.waitForLoadState();
}

/// A button or a link of that name: which of the two is the page's affair.
export function control(scope, name) {
  return scope.getByRole('button', { name }).or(scope.getByRole('link', { name })).first();
}

/// What axe finds on the page as it is now, a sentence each. What it cannot decide is named by rule and reason
/// (`color-contrast bgOverlap`); a person decides it once, see REVIEWED where it is used. Axe needs scripts: no page without.
export async function axe(page) {
  // Legacy mode only spares a second page: ours have no frames.
  const { violations, incomplete } = await new AxeBuilder({ page }).withTags(AXE_TAGS).setLegacyMode().analyze();
  const places = (nodes) => `${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' · ')} (${nodes.length})`;
  const undecided = incomplete.flatMap(({ id, nodes }) => {
    const reason = (node) => [...node.any, ...node.all, ...node.none].map(({ data }) => data?.messageKey).find(Boolean);
    const groups = groupBy(nodes, (node) => [id, reason(node)].filter(Boolean).join(' '));
    return [...groups].map(([key, group]) => ({ key, text: `undecided: ${key}: ${places(group)}` }));
  });
  return { violations: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${places(nodes)}`), undecided };
}

/// Runs a program to its end, however that is: `{code, output}`.
export function run(program, words, options) {
  return new Promise((done) => {
    execFile(program, words, { maxBuffer: 64 << 20, ...options }, (error, stdout, stderr) =>
      done({ code: error ? (error.code ?? error.signal) : 0, output: `${stdout}${stderr}` || error?.message }));
  });
}

/// Node 20 has no `Map.groupBy`.
export function groupBy(all, key) {
  const groups = new Map();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}
