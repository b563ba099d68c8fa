//! The choices of the checkout's second step: how the order travels, how it is paid, and what it comes to so far.

use maud::{Markup, html};
use orders::{DeliveryMethod, Offer};

use super::Customer;
use super::checkout::label;
use crate::desk::{language, method_word};
use crate::form::Form;
use crate::html::{Choice, definitions, radio_group, radio_group_with};
use crate::i18n::{t, ta};
use crate::offer::{ask_point, delivery_price, delivery_word};
use crate::trouble::{self, Trouble};

/// Every way to deliver with what it costs for goods worth so much, in words.
pub(super) fn delivery_prices(customer: &Customer, goods_cents: i64) -> Vec<(String, String)> {
    let methods = customer.offer.deliveries.iter();
    methods.map(|method| (delivery_word(customer.lang(), method), price(customer, method, goods_cents))).collect()
}

fn price(customer: &Customer, method: &DeliveryMethod, goods_cents: i64) -> String {
    delivery_price(customer.lang(), method, goods_cents, |cents| customer.money(cents))
}

/// The ways to deliver and to pay, as radio buttons.
pub(super) fn choices_of_form(customer: &Customer, form: &Form, goods_cents: i64, trouble: Option<&Trouble>) -> Markup {
    let lang = customer.lang();
    let choice = |value: &str, text: String| Choice { value: value.to_owned(), text };
    let Offer { deliveries, payments, .. } = &customer.offer;
    let first = [
        deliveries.first().map(|method| method.code.as_str()).unwrap_or_default(),
        payments.first().map(|method| method.code()).unwrap_or_default(),
    ];
    let delivery = |method: &DeliveryMethod| {
        let note = method.note.get(language(lang));
        let said = if note.is_empty() { String::new() } else { format!(" – {note}") };
        (
            choice(&method.code, delivery_word(customer.lang(), method) + &said),
            Some(price(customer, method, goods_cents)),
        )
    };
    let deliveries: Vec<_> = deliveries.iter().map(delivery).collect();
    let payments: Vec<_> =
        payments.iter().map(|method| (choice(method.code(), method_word(lang, *method)), None)).collect();
    let wrong = ["delivery", "payment"].map(|name| trouble::at(trouble, name));
    // The first answer is chosen already, but not for whoever is told to choose.
    let chosen = |name: &str, first: &str, wrong: &Option<String>| match form.get(name) {
        "" if wrong.is_none() => first.to_owned(),
        value => value.to_owned(),
    };
    let [delivery, payment] = [chosen("delivery", first[0], &wrong[0]), chosen("payment", first[1], &wrong[1])];
    let point = |code: &str| ask_point(lang, &customer.offer, code, form, trouble);
    html! {
        (radio_group_with(&label(lang, "delivery"), "delivery", &deliveries, &delivery, wrong[0].as_deref(), point))
        (radio_group(&label(lang, "payment"), "payment", &payments, &payment, wrong[1].as_deref()))
    }
}

/// What the goods come to, and with the delivery that was chosen. It is named: without a script the page does not follow
/// another choice.
pub(super) fn so_far(customer: &Customer, form: &Form, goods_cents: i64) -> Markup {
    let lang = customer.lang();
    let mut rows = vec![(t(lang, "checkout-goods-total"), customer.money(goods_cents))];
    if let Some(method) = customer.offer.delivery(form.get("delivery")) {
        let total = goods_cents.saturating_add(method.price_for(goods_cents));
        let args = [("delivery", delivery_word(lang, method).into())];
        rows.push((ta(lang, "checkout-total-with", &args), customer.money(total)));
    }
    definitions(&rows)
}
