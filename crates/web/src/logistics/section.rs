//! What an order of a batch is: for whom, what to pack, whether it is checked, what has left.

use journal::OrderFile;
use journal::question::{Check, PackingOrder};
use maud::{Markup, html};
use orders::{HandoffState, Order};

use crate::country;
use crate::desk::{amount, handoff_badge};
use crate::format;
use crate::html::{Family, badge};
use crate::i18n::{Lang, t, ta};
use crate::visitor::Desk;

/// Its state in the batch, its check, and what is to be collected for it. The script puts a fresh check in the place of
/// this one.
pub(super) fn standing(desk: &Desk, order: &PackingOrder, file: &OrderFile) -> Markup {
    html! {
        (handoff_badge(desk.lang(), &order.state)) " "
        (check_place(desk, order))
        @if let Some(due) = due_on_delivery(desk.lang(), &file.order).filter(|_| !went_back(&order.state)) { " " (badge(Family::Attention, "!", &due)) }
    }
}

/// Whether an order in this state is the shop's again.
fn went_back(state: &str) -> bool {
    [HandoffState::Refused, HandoffState::CancelAccepted].map(HandoffState::code).contains(&state)
}

/// Where the check of an order stands. Of one that went back nothing is to be checked.
pub(super) fn check_place(desk: &Desk, order: &PackingOrder) -> Markup {
    html! {
        span.check-mark id={ "check-" (order.number) } {
            @match &order.check {
                Some(check) => { span.check-glyph aria-hidden="true" { "✓" } " " (checked(desk, check)) },
                None if went_back(&order.state) => {},
                None => { span.check-glyph.is-missing aria-hidden="true" { "!" } " " (t(desk.lang(), "check-none")) },
            }
        }
    }
}

/// « À encaisser : 45,00 € », where something is due on delivery: the one amount that a logistician sees.
pub(super) fn due_on_delivery(lang: Lang, order: &Order) -> Option<String> {
    let due = order.due_on_delivery_cents();
    (due > 0).then(|| ta(lang, "to-collect-amount", &[("amount", amount(lang, due, order.currency).into())]))
}

/// « Contrôlée », when and by whom.
fn checked(desk: &Desk, check: &Check) -> String {
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

/// How it travels, and the pick-up point that it goes to instead of the address.
pub(super) fn delivery(lang: Lang, order: &Order) -> Markup {
    let delivery = &order.delivery;
    html! {
        @if !delivery.method.is_empty() { p.packing-delivery { (delivery.method) } }
        @if !delivery.pickup_point.is_empty() {
            p.pickup-point { (t(lang, "pickup-point")) " " strong { (delivery.pickup_point) } }
        }
    }
}

/// Everything one needs to pack it.
pub(super) fn contents(lang: Lang, file: &OrderFile) -> Markup {
    let order = &file.order;
    html! {
        div.packing-facts {
            div { (address(lang, file)) (delivery(lang, order)) }
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
            p.packing-sent {
                (ta(lang, "parcels-sent", &[("carrier", (&shipment.carrier).into())]))
                @for (place, parcel) in shipment.parcels.iter().enumerate() {
                    @if place > 0 { "," } " " (crate::parcel::tracking(lang, parcel))
                }
            }
        }
    }
}
