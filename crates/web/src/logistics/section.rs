//! What an order of a batch is: for whom, what to pack, whether it is checked, what has left.

use journal::OrderFile;
use journal::question::{Check, PackingOrder};
use maud::{Markup, html};

use crate::country;
use crate::desk::handoff_badge;
use crate::format;
use crate::i18n::{Lang, t, ta};
use crate::visitor::Desk;

/// Its state in the batch and its check. The script puts a fresh check in the place of this one.
pub(super) fn standing(desk: &Desk, order: &PackingOrder) -> Markup {
    html! {
        (handoff_badge(desk.lang(), &order.state)) " "
        (check_place(order.number, order.check.as_ref().map(|check| checked(desk, check)).as_deref()))
    }
}

/// Where the check of an order stands.
pub(super) fn check_place(number: i64, said: Option<&str>) -> Markup {
    html! {
        span.check-mark id={ "check-" (number) } {
            @if let Some(said) = said { span.check-glyph aria-hidden="true" { "✓" } " " (said) }
        }
    }
}

/// « Contrôlée », when and by whom.
pub(super) fn checked(desk: &Desk, check: &Check) -> String {
    let lang = desk.lang();
    let at = format::moment_text(lang, &desk.local(check.at));
    match &check.by {
        Some(name) => ta(lang, "check-by", &[("at", at.into()), ("name", name.into())]),
        None => ta(lang, "check-at", &[("at", at.into())]),
    }
}

/// For whom it is and where it goes, a line each.
pub(super) fn address(lang: Lang, file: &OrderFile) -> Markup {
    let (customer, to) = (&file.contact.customer, &file.contact.delivery);
    let name = if to.name.is_empty() { &customer.name } else { &to.name };
    let (town, country) = (format!("{} {}", to.postal_code, to.city), country::name(lang, &to.country));
    let lines = [name, &customer.company, &to.line1, &to.line2, town.trim(), &country, &customer.phone];
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    html! {
        address { @for (place, line) in lines.iter().enumerate() { @if place > 0 { br; } (line) } }
    }
}

/// How it travels.
pub(super) fn delivery(file: &OrderFile) -> Markup {
    let delivery = &file.order.delivery;
    html! { (delivery.method) @if !delivery.pickup_point.is_empty() { " – " (delivery.pickup_point) } }
}

/// Everything one needs to pack it.
pub(super) fn contents(lang: Lang, file: &OrderFile) -> Markup {
    let order = &file.order;
    html! {
        div.packing-facts {
            div { (address(lang, file)) p.packing-delivery { (delivery(file)) } }
            ul.list {
                @for (line, left) in order.lines.iter().zip(order.remaining()) {
                    li {
                        (format::count(lang, if left == 0 { line.quantity } else { left })) " × " (line.title)
                        @if !line.sku.is_empty() { " " span.muted { (line.sku) } }
                        @if left == 0 { " " (t(lang, "line-shipped")) }
                        @else if left < line.quantity {
                            " " (ta(lang, "line-of", &[("quantity", line.quantity.into())]))
                        }
                    }
                }
            }
        }
        @for shipment in &order.shipments {
            p { (shipment.carrier) @for parcel in &shipment.parcels { " · " (crate::parcel::tracking(lang, parcel)) } }
        }
    }
}
