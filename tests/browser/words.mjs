// The words that tests look for. The French ones are those of the shop staff's own procedure; the pages may write them with
// either apostrophe and with no-break spaces.

/// Matches a name that contains these words; several are alternatives.
export const say = (...words) => new RegExp(words.map(tolerant).join('|'), 'iu');

/// Matches a name that is these words and nothing else; several are alternatives.
export const exactly = (...words) => new RegExp(`^\\s*(?:${words.map(tolerant).join('|')})\\s*$`, 'u');

function tolerant(words) {
  return words
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/['’]/g, '[\\u0027’]') // a bare straight one would end a string in Playwright's own selectors
    .replace(/\s+/g, '\\s+');
}

/// The storefront in the two languages of the demo site.
export const SHOP = {
  fr: {
    language: 'fr',
    addToBasket: exactly('Ajouter au panier'),
    basket: say('Panier'),
    checkout: exactly('Passer commande'),
    next: exactly('Continuer'),
    name: exactly('Nom et prénom'),
    email: exactly('E-mail'),
    address: exactly('Adresse'),
    postalCode: exactly('Code postal'),
    city: exactly('Ville'),
    delivery: say('Livraison'),
    cheque: say('Chèque'),
    pay: exactly('Commander avec obligation de paiement'),
    thanks: say('votre commande est enregistrée'),
  },
  en: {
    language: 'en',
    addToBasket: exactly('Add to basket'),
    basket: say('Basket'),
    checkout: exactly('Check out'),
    next: exactly('Continue'),
    name: exactly('Full name'),
    email: exactly('E-mail'),
    address: exactly('Address'),
    postalCode: exactly('Postcode'),
    city: exactly('Town'),
    delivery: say('Delivery'),
    cheque: say('Cheque'),
    pay: exactly('Order with obligation to pay'),
    thanks: say('your order is placed'),
  },
};
