// Mails to customers and the right of withdrawal in a browser, with a mail server of the test's own.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { launchBrowser, newContext, press, signIn, startDemo } from './support.mjs';
import { placeOrder } from './steps.mjs';
import { exactly, say, SHOP } from './words.mjs';

let demo;
let browser;
let server;

before(async () => {
  server = await mailServer();
  demo = await startDemo(['--smtp', `smtp://127.0.0.1:${server.port}`, '--mail-from', 'commandes@maison-corbelle.example']);
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  server?.close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';

  test(`U32 a mail of a step can be stopped from the message after it, ${how}`, { timeout: 90_000 }, () =>
    visiting({ javaScriptEnabled }, async (page) => {
      await signIn(page, demo, 'clerk');
      await page.goto('/desk/orders/6800631/progress');
      const main = page.getByRole('main');
      await main.getByRole('combobox', { name: say("État d'avancement") }).selectOption({ label: 'Expédié' });
      await main.getByRole('checkbox', { name: say('Prévenir le client par courriel') }).check();
      await press(page, main.getByRole('button', { name: say('Enregistrer le nouvel état') }));
      const status = page.getByRole('status');
      await status.getByText(say('Un courriel part vers le client dans')).waitFor();
      await press(page, status.getByRole('button', { name: exactly('Ne pas envoyer') }));
      await status.getByText(say('Le courriel ne partira pas')).waitFor();
      await page.goto('/desk/orders/6800631');
      await press(page, main.getByRole('link', { name: say('non envoyé : arrêté') }).first());
      await main.getByText(say('clemence.dufour@example.org')).waitFor();
      assert.ok(!server.recipients().includes('clemence.dufour@example.org'), 'nothing left for the customer');
    }));

  test(`U53 a guest withdraws from the contract, ${how}`, { timeout: 120_000 }, async () => {
    const { number, address } = await visiting({ javaScriptEnabled }, (page) => placeOrder(page, SHOP.fr));
    await visiting({ javaScriptEnabled }, async (page) => {
      const main = page.getByRole('main');
      const link = (scope) => scope.getByRole('link', { name: exactly('Renoncer au contrat ici') });
      await page.goto('/shop/demo/fr/');
      await link(page.getByRole('contentinfo')).waitFor();
      await page.goto(address);
      await press(page, link(main));
      assert.equal(await main.getByLabel(say('Numéro de commande')).inputValue(), number);
      await main.getByLabel(exactly('Nom et prénom')).fill('Élise d’Été');
      await main.getByLabel(exactly('E-mail')).fill('quelqu.un@example.com');
      await press(page, main.getByRole('button', { name: exactly('Confirmer la rétractation') }));
      await main.getByText(say("Nous n'avons pas pu rattacher cette déclaration à une commande")).waitFor();
      await main.getByLabel(exactly('E-mail')).fill('elise@example.com');
      await press(page, main.getByRole('button', { name: exactly('Confirmer la rétractation') }));
      await main.getByRole('heading', { name: exactly('Votre rétractation est enregistrée') }).waitFor();
      await main.getByText(say(`ma rétractation du contrat portant sur la commande n° ${number}`)).waitFor();
      await page.goto(address);
      await main.getByText(say('Vous avez renoncé au contrat le')).waitFor();
    });
    await visiting({ javaScriptEnabled }, async (page) => {
      const main = page.getByRole('main');
      await signIn(page, demo, 'clerk');
      await page.goto(`/desk/orders/${number}`);
      await main.getByText(say('Le client a renoncé au contrat le')).waitFor();
      await page.goto('/desk/mails');
      await main.getByRole('link', { name: say(`Votre rétractation, commande n° ${number}`) }).waitFor();
    });
    await server.until((mail) => mail.includes('Message-ID') && mail.includes(`/orders/${number}/`) && mail.includes('tractation'));
  });
}

test('U53 the right and its place are told before the purchase', { timeout: 60_000 }, () =>
  visiting({}, async (page) => {
    let told;
    await placeOrder(page, SHOP.fr, async (name) => {
      if (name === 'recap') told = await page.getByRole('main').innerText();
    });
    assert.match(told, say('14 jours'));
    assert.match(told, say("Le lien « Renoncer au contrat ici » est au bas de chaque page de la boutique"));
  }));

async function visiting(options, act) {
  const context = await newContext(browser, demo, options);
  try {
    const answer = await act(await context.newPage());
    assert.deepEqual(context.faults, []);
    return answer;
  } finally {
    await context.close();
  }
}

/// A mail server that takes everything: what it has, and a promise of what is still to come.
async function mailServer() {
  const mails = [];
  const waiting = new Set();
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.write('220 test\r\n');
    let mail = { to: '', data: null };
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop();
      for (const line of lines) {
        if (mail.data !== null && line !== '.') {
          mail.data += `${line}\n`;
        } else if (line === '.') {
          mail.data = mail.data.replaceAll('=\n', '');
          mails.push(mail);
          mail = { to: '', data: null };
          for (const look of waiting) look();
          socket.write('250 taken\r\n');
        } else if (line === 'DATA') {
          mail.data = '';
          socket.write('354 go on\r\n');
        } else {
          mail.to = line.match(/^RCPT TO:<(.*)>/)?.[1] ?? mail.to;
          socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
        }
      }
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: server.address().port,
    recipients: () => mails.map(({ to }) => to),
    until: (matches) => new Promise((found) => {
      const look = () => {
        if (!mails.some(({ data }) => matches(data))) return;
        waiting.delete(look);
        found();
      };
      waiting.add(look);
      look();
    }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
