// The steps of the procedure, by role and label: the storefront in either language, the desk in French, as its staff know it.
// `visit(name)` is called at every page on the way, so that the quality walk can look at pages no address leads to.

import assert from 'node:assert/strict';
import { activate, choose, fill, tick } from './hands.mjs';
import { control, press, signIn } from './support.mjs';
import { exactly, say } from './words.mjs';

export const COLUMNS = ['Src', 'Commande', 'Date', 'Heure', 'Montant', 'Facture', 'Langue', 'Client', 'Paiement', 'État', 'Avancement', 'À suivre'];

const nowhere = async () => {};

/// A customer orders the first product and pays by cheque. Answers `{number, address}`: the order's, and the customer's page of it.
export async function placeOrder(page, words, visit = nowhere) {
  const main = page.getByRole('main');
  const field = (name) => main.getByRole('textbox', { name });

  await page.goto(`/shop/demo/${words.language}/`);
  await visit('shop');
  await press(page, main.getByRole('listitem').or(main.getByRole('article')).getByRole('link').first());
  await visit('product');
  await press(page, main.getByRole('button', { name: words.addToBasket }));
  await press(page, page.getByRole('banner').getByRole('link', { name: words.basket }));
  await visit('basket');
  await press(page, control(main, words.checkout));

  await field(words.name).waitFor();
  await visit('address');
  await fill(page, field(words.name), 'Élise d’Été');
  await fill(page, field(words.email), 'elise@example.com');
  await fill(page, field(words.address), '3 rue de l’Œuvre');
  await fill(page, field(words.postalCode), '75011');
  await fill(page, field(words.city), 'Paris');
  // Delivery and payment are asked for on the same page or on the next one.
  const cheque = main.getByRole('radio', { name: words.cheque });
  if (!(await cheque.isVisible())) {
    await press(page, main.getByRole('button', { name: words.next }));
    await cheque.waitFor();
    await visit('delivery and payment');
  }
  await tick(page, main.getByRole('group', { name: words.delivery }).getByRole('radio').first());
  await tick(page, cheque);
  await press(page, main.getByRole('button', { name: words.next }));

  await main.getByRole('button', { name: words.pay }).waitFor();
  await visit('recap');
  await press(page, main.getByRole('button', { name: words.pay }));

  await main.getByRole('heading', { name: words.thanks }).waitFor();
  await visit('confirmation');
  const number = (await main.innerText()).match(/\b7\d{6}\b/)?.[0];
  assert.ok(number, 'the confirmation page gives the order number');
  // The confirmation is the order's own page, with thanks on top: its address is what the customer keeps.
  const address = page.url().split('?')[0];
  await page.goto(address);
  await main.getByText(number).first().waitFor();
  await visit('order page');
  return { number, address };
}

/// The way the staff know: menu « Commandes », then the sentence.
export async function openGrid(page) {
  const tracking = page.getByRole('link', { name: say("Gérez et organisez le suivi de vos commandes") }).first();
  const menu = page.getByRole('navigation').getByText(exactly('Commandes')).first();
  await tracking.or(menu).first().waitFor();
  if (!(await tracking.isVisible())) await activate(page, menu);
  await press(page, tracking);
  await grid(page).waitFor();
}

export const grid = (page) => page.getByRole('table', { name: /\(\d[\d\s]* éléments?\)/u });

export const gridOf = (page, count) => page.getByRole('table', { name: new RegExp(`\\(${count}\\s+éléments?\\)`, 'u') });

export const gridRow = (page, number) => grid(page).getByRole('row').filter({ has: page.getByRole('checkbox') }).filter({ hasText: number });

/// Every heading of the grid as a reader sees it: without the sort arrow, the box, and the heading of the row's two buttons.
export async function gridHeadings(page) {
  const headings = await grid(page).getByRole('row').first().getByRole('columnheader')
    .filter({ hasNot: page.getByRole('checkbox') }).allInnerTexts();
  return headings.map((heading) => heading.replace(/[↑↓▲▼]/gu, '').trim()).filter((heading) => heading !== '' && heading !== 'Actions');
}

export async function filterByNumber(page, number) {
  await fill(page, grid(page).getByRole('row').nth(1).getByLabel(say('Commande')).first(), number);
  await press(page, page.getByRole('button', { name: exactly('OK') }));
  await gridOf(page, 1).waitFor();
}

export async function clearFilters(page) {
  await press(page, control(page, /^\s*X\b/u));
  await grid(page).waitFor();
}

/// Step 1: the clerk has the cheque in hand.
export async function validateCheque(page, number, cheque, visit = nowhere) {
  const main = page.getByRole('main');
  await press(page, control(gridRow(page, number), say('Visualiser les propriétés de la commande')));
  await visit('order properties');
  await press(page, page.getByRole('link', { name: say('Valider la commande') }).first());
  await main.getByLabel(say('Numéro de chèque', 'Numéro du chèque')).waitFor();
  await visit('payment');
  await fill(page, main.getByLabel(say('Numéro de chèque', 'Numéro du chèque')), cheque);
  await press(page, main.getByRole('button', { name: say('Valider', 'Confirmer') }).first());
  await main.getByText(say('Paiement confirmé')).first().waitFor();
  await main.getByText(cheque).first().waitFor();
  await visit('payment confirmed');
}

/// Step 2: state and invoice in one go. Answers the invoice's number.
export async function prepareAndInvoice(page, number, visit = nowhere) {
  const main = page.getByRole('main');
  await press(page, control(gridRow(page, number), say("Gestion des historiques des états d'avancement")));
  const state = main.getByRole('combobox', { name: say("État d'avancement") });
  await state.waitFor();
  await visit('progress');
  await choose(page, state, 'Commande en préparation');
  await tick(page, main.getByRole('checkbox', { name: say('Générer une facture') }));
  await press(page, main.getByRole('button', { name: say('Enregistrer le nouvel état') }));

  // An act that cannot be taken back may ask once more, on a page whose button repeats the act.
  const invoice = main.getByText(/\d{4}-\d{2}-\d{9}/).first();
  const again = main.getByRole('button', { name: say('Émettre') });
  await invoice.or(again).first().waitFor();
  if (await again.isVisible()) await press(page, again);
  await main.getByRole('row').filter({ hasText: 'Commande en préparation' }).first().waitFor();
  await visit('progress saved');
  return (await invoice.innerText()).match(/\d{4}-\d{2}-\d{9}/)[0];
}

/// Step 3: the ticked order goes to the logistician. Answers the batch's number.
export async function handOver(page, number, visit = nowhere) {
  const main = page.getByRole('main');
  await tick(page, gridRow(page, number).getByRole('checkbox'));
  await choose(page, page.getByRole('combobox', { name: say('Action sur la sélection') }), 'Mettre les commandes à disposition du logisticien');
  await press(page, page.getByRole('button', { name: exactly('Exécuter') }));

  const confirm = main.getByRole('button', { name: exactly('Mettre à disposition') });
  await confirm.waitFor();
  await visit('hand-off to confirm');
  await press(page, confirm);
  await main.getByRole('link', { name: number }).waitFor();
  await visit('hand-off result');
  const batch = await main.getByRole('heading', { name: say('Lot n°') }).innerText();
  return batch.match(/\d+/)[0];
}

/// The logistician takes the batch, packs and ships.
export async function ship(page, demo, { batch, number, carrier, tracking }, visit = nowhere) {
  const main = page.getByRole('main');
  await signIn(page, demo, 'logistician');
  await visit('batches');
  await press(page, main.getByRole('link', { name: exactly(batch) }));
  await visit('batch');
  await press(page, main.getByRole('button', { name: say('Accuser réception') }));

  if (visit !== nowhere) await visitPapers(page, `/logistics/batches/${batch}`, number, visit);

  const order = main.getByRole('region', { name: number });
  await fill(page, order.getByLabel(say('Transporteur')), carrier);
  await fill(page, order.getByLabel(say('Numéro de suivi')), tracking);
  await press(page, order.getByRole('button', { name: say("Enregistrer l'expédition") }));
  await order.getByText(tracking).waitFor();
  await visit('shipped');
}

/// What a batch leads to besides: its papers, and the order's own page with a parcel typed.
async function visitPapers(page, batch, number, visit) {
  const pages = { slip: 'slip', 'packing slips': 'packing-slips', 'order to pack': `orders/${number}?carrier=DPD&tracking-0=6A1&weight-0=2&more=1&had=0` };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`${batch}/${path}`);
    await visit(name);
  }
  await page.goto(batch);
}

/// The customer's way from their page of an order to its invoice.
export async function openInvoice(page, { address }, visit = nowhere) {
  const main = page.getByRole('main');
  await page.goto(address);
  await visit('order page, shipped');
  await press(page, main.getByRole('link', { name: /\d{4}-\d{2}-\d{9}/ }));
  await main.getByRole('heading', { name: /\d{4}-\d{2}-\d{9}/ }).waitFor();
  await visit('the customer’s invoice');
}

/// The customer of `placeOrder` withdraws from the contract.
export async function withdraw(page, { address, number }, visit = nowhere) {
  const main = page.getByRole('main');
  await page.goto(address);
  await press(page, main.getByRole('link', { name: say('Renoncer au contrat ici') }));
  assert.equal(await main.getByRole('textbox', { name: say('Numéro de commande') }).inputValue(), number);
  await fill(page, main.getByRole('textbox', { name: say('Nom') }).first(), 'Élise d’Été');
  await fill(page, main.getByRole('textbox', { name: say('E-mail') }), 'elise@example.com');
  await press(page, main.getByRole('button', { name: say('Confirmer la rétractation') }));
  await main.getByRole('heading', { name: say('Votre rétractation') }).first().waitFor();
  await visit('withdrawal received');
  await page.goto(address);
  await visit('order page, withdrawn');
}
