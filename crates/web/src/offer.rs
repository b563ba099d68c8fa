//! What the storefront and the desk have in common when they sell: names, lines and prices.

use catalog::Product;
use maud::{Markup, html};
use money::vat_table;
use orders::{DeliveryMethod, Invalid, Offer, Placement, RawLine};

use crate::country;
use crate::desk::language;
use crate::form::Form;
use crate::html::{Choice, Field, choices};
use crate::i18n::{Lang, t, ta};
use crate::trouble::{self, Trouble};

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

/// What a delivery costs, or that it costs nothing. `money` writes an amount.
pub(crate) fn delivery_cost(lang: Lang, cents: i64, money: impl Fn(i64) -> String) -> String {
    if cents == 0 { t(lang, "price-free") } else { money(cents) }
}

/// What a delivery costs, or that it costs nothing, and from when on that would be so. `money` writes an amount.
pub(crate) fn delivery_price(
    lang: Lang,
    method: &DeliveryMethod,
    goods_cents: i64,
    money: impl Fn(i64) -> String,
) -> String {
    match (method.price_for(goods_cents), method.free_from_cents) {
        (cents @ 0, _) | (cents, None) => delivery_cost(lang, cents, money),
        (cents, Some(free_from)) => {
            let args = [("price", money(cents).into()), ("amount", money(free_from).into())];
            ta(lang, "price-free-from", &args)
        }
    }
}

/// The name of the field for the pick-up point of a way to deliver: each has its own, under its own choice.
pub(crate) fn point_field(code: &str) -> String {
    format!("pickup_point-{code}")
}

/// The fields for pick-up points that the offer has.
pub(crate) fn point_fields(offer: &Offer) -> impl Iterator<Item = String> {
    offer.deliveries.iter().filter(|method| method.asks_pickup_point()).map(|method| point_field(&method.code))
}

/// The field for the pick-up point of a way to deliver, where it has one.
pub(crate) fn ask_point(
    lang: Lang,
    offer: &Offer,
    code: &str,
    form: &Form,
    trouble: Option<&Trouble>,
) -> Option<Markup> {
    offer.delivery(code).filter(|method| method.asks_pickup_point())?;
    let name = point_field(code);
    let (label, hint) = (t(lang, "checkout-pickup-point"), t(lang, "checkout-pickup-point-hint"));
    let wrong = trouble::at(trouble, &name);
    let field = Field::new(lang, &name, &label).value(form.get(&name)).hint(&hint).error(wrong.as_deref());
    Some(html! { (field.autocomplete("off").conditional()) })
}

/// The chosen way to deliver and its pick-up point, or what is wrong with them.
pub(crate) fn chosen_delivery<'a>(offer: &'a Offer, form: &Form) -> Result<(&'a DeliveryMethod, String), Invalid> {
    let code = form.get("delivery");
    let Some(method) = offer.delivery(code) else {
        return Err(Invalid { field: "delivery".to_owned(), code: "choice" });
    };
    // What was typed under another choice, before this one, does not count.
    let field = point_field(code);
    match form.text(&field) {
        _ if !method.asks_pickup_point() => Ok((method, String::new())),
        point if point.is_empty() => Err(Invalid { field, code: "pickup_point_required" }),
        point => Ok((method, point)),
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
