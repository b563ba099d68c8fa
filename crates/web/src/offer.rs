//! What the storefront and the desk have in common when they sell: names, lines and prices.

use catalog::Product;
use money::vat_table;
use orders::{DeliveryMethod, Offer, Placement, RawLine};

use crate::country;
use crate::desk::language;
use crate::html::{Choice, choices};
use crate::i18n::{Lang, t, ta};

/// A product's name for a reader.
pub(crate) fn title(lang: Lang, product: &Product) -> String {
    match lang {
        Lang::Fr => product.title_fr.clone(),
        Lang::En => product.title_en.clone(),
    }
}

/// Some units of a product as a line of an order, at the catalogue's price of this moment.
pub(crate) fn line(lang: Lang, product: &Product, units: i64) -> RawLine {
    RawLine {
        sku: product.sku.clone(),
        title: title(lang, product),
        quantity: units,
        unit_price_cents: product.unit_price_cents,
        vat_rate: i64::from(product.vat_rate.basis_points()),
    }
}

/// A way to deliver in words.
pub(crate) fn delivery_word(lang: Lang, method: &DeliveryMethod) -> String {
    method.label.get(language(lang)).to_owned()
}

/// What a delivery costs, or that it costs nothing, and from when on that would be so. `money` writes an amount.
pub(crate) fn delivery_price(
    lang: Lang,
    method: &DeliveryMethod,
    goods_cents: i64,
    money: impl Fn(i64) -> String,
) -> String {
    match (method.price_for(goods_cents), method.free_from_cents) {
        (0, _) => t(lang, "price-free"),
        (cents, None) => money(cents),
        (cents, Some(free_from)) => {
            let args = [("price", money(cents).into()), ("amount", money(free_from).into())];
            ta(lang, "price-free-from", &args)
        }
    }
}

/// The countries to choose from.
pub(crate) fn countries(lang: Lang, offer: &Offer) -> Vec<Choice> {
    choices(offer.countries.iter().map(|code| (code.as_str(), country::name(lang, code))))
}

/// Whether the shop takes the means of payment of a code.
pub(crate) fn takes(offer: &Offer, code: &str) -> bool {
    offer.payments.iter().any(|method| method.code() == code)
}

/// Whether the shop delivers to a country.
pub(crate) fn serves(offer: &Offer, code: &str) -> bool {
    offer.countries.iter().any(|known| known == code)
}

/// The total without the tax, as the invoice will have it.
pub(crate) fn net_cents(placement: &Placement) -> i64 {
    let lines = placement.lines.iter().map(|line| (line.total_cents(), line.vat_rate));
    let delivery = (placement.delivery.price_cents, placement.delivery.vat_rate);
    vat_table(&lines.chain([delivery]).collect::<Vec<_>>()).net_cents
}
