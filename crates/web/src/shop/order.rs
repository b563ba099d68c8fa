//! The customer's own page of an order, under a link that cannot be guessed.

use axum::extract::Path;
use invoices::Seller;
use journal::OrderFile;
use journal::question::{BillingSettings, InvoiceByNumber, OrderByNumber, States};
use maud::{Markup, html};
use orders::{PaymentMethod, PaymentStatus, ProgressEntry, ProgressState};
use subtle::ConstantTimeEq;

use super::Customer;
use super::linked::linked;
use crate::desk::{invoice_document, language, method_word, payment_badge, progress_badge};
use crate::html::{Tone, definitions, moment, notice, page_header, print_button, shop_page, table_region};
use crate::i18n::{t, ta};
use crate::offer::delivery_cost;
use crate::page::PageError;

/// The address of an order's page.
pub(super) fn href(customer: &Customer, number: i64) -> String {
    customer.href(&format!("orders/{number}/{}", customer.app().secrets.order_link(customer.site.id, number)))
}

pub(super) async fn show(
    customer: Customer,
    Path((_, _, number, given)): Path<(String, String, String, String)>,
) -> Result<Markup, PageError> {
    let file = find(&customer, &number, &given).await?;
    let number = file.order.number;
    let states = customer.app().journal.ask(States(customer.site.id)).await?;
    let seller = customer.app().journal.ask(BillingSettings(customer.site.id)).await?.seller;
    let lang = customer.lang();
    let name = ta(lang, "order-title", &[("number", number.to_string().into())]);
    let thanks = customer.visitor.path.ends_with("?thanks=1");
    let title = if thanks { t(lang, "checkout-thanks-title") } else { name.clone() };
    let body = html! {
        (page_header(&title, None))
        @if thanks {
            (notice(lang, Tone::Success, &ta(lang, "checkout-number", &[("number", number.to_string().into())]), None))
            p { (t(lang, "checkout-keep-link")) }
            p { a href=(href(&customer, number)) { (t(lang, "checkout-follow")) } }
        }
        (how_to_pay(&customer, &file, &seller))
        (facts(&customer, &file, &states))
        (super::withdrawal::of_order(&customer, &file.order))
        (documents(&customer, &file))
        (shipments(&customer, &file))
        (entries(&customer, &file, &states))
        (lines(&customer, &file))
    };
    Ok(shop_page(&customer.shell(None), &title, &body))
}

/// The order of a link, if the link's key is its own.
async fn find(customer: &Customer, number: &str, given: &str) -> Result<OrderFile, PageError> {
    let number: i64 = number.parse().map_err(|_| PageError::not_found())?;
    let site = customer.site.id;
    let key = customer.app().secrets.order_link(site, number);
    if !bool::from(key.as_bytes().ct_eq(given.as_bytes())) {
        return Err(PageError::not_found());
    }
    customer.app().journal.ask(OrderByNumber { site, number }).await?.ok_or_else(PageError::not_found)
}

/// An invoice of the order, as it was issued.
pub(super) async fn invoice(
    customer: Customer,
    Path((_, _, number, given, invoice)): Path<(String, String, String, String, String)>,
) -> Result<Markup, PageError> {
    let file = find(&customer, &number, &given).await?;
    // An invoice names its buyer for ever; once they are forgotten, their link does not.
    if !file.order.invoices.contains(&invoice) || file.order.contact_erased {
        return Err(PageError::not_found());
    }
    let question = InvoiceByNumber { site: customer.site.id, number: invoice };
    let invoice = customer.app().journal.ask(question).await?.ok_or_else(PageError::not_found)?;
    let lang = customer.lang();
    let title = ta(lang, "invoice-title", &[("number", (&invoice.number).into())]);
    let body = html! {
        div.print-row.no-print {
            p { a href=(href(&customer, file.order.number)) { (t(lang, "order-follow-again")) } }
            (print_button(lang))
        }
        (invoice_document(&invoice))
    };
    Ok(shop_page(&customer.shell(None), &title, &body))
}

/// What the customer still has to do for the payment; nothing where it is paid, or not theirs to do.
fn how_to_pay(customer: &Customer, file: &OrderFile, seller: &Seller) -> Markup {
    let lang = customer.lang();
    let order = &file.order;
    let key = match order.payment_method {
        PaymentMethod::Cheque => "pay-cheque",
        PaymentMethod::Transfer if customer.offer.iban.is_empty() => "pay-transfer-ask",
        PaymentMethod::Transfer => "pay-transfer",
        PaymentMethod::CashOnDelivery => "pay-cash-on-delivery",
        PaymentMethod::Card | PaymentMethod::Paypal | PaymentMethod::Other => return html! {},
    };
    // Whoever has withdrawn from the contract owes nothing any more.
    if order.withdrawal.is_some() || order.payment_status() != PaymentStatus::Awaiting || order.due_cents() <= 0 {
        return html! {};
    }
    let args = [
        ("amount", customer.money(order.due_cents()).into()),
        ("number", order.number.to_string().into()),
        ("seller", (&seller.name).into()),
        ("contact", super::legal::contact(lang, seller).into()),
    ];
    html! {
        section.section aria-labelledby="pay" {
            h2 #pay { (t(lang, "pay-title")) }
            p { (linked(&ta(lang, key, &args))) }
            @if order.payment_method == PaymentMethod::Transfer {
                @for line in crate::mail::account(lang, &customer.offer) { p { (line) } }
            }
            @if order.payment_method == PaymentMethod::Cheque { (super::legal::address(lang, seller)) }
        }
    }
}

fn documents(customer: &Customer, file: &OrderFile) -> Markup {
    let lang = customer.lang();
    html! {
        @if !file.order.invoices.is_empty() && !file.order.contact_erased {
            section.section aria-labelledby="documents" {
                h2 #documents { (t(lang, "order-documents")) }
                ul.list {
                    @for number in &file.order.invoices {
                        @let page = format!("{}/invoices/{number}", href(customer, file.order.number));
                        li { a href=(page) { (ta(lang, "invoice-title", &[("number", number.into())])) } }
                    }
                }
            }
        }
    }
}

/// Only what is published is the customer's to see, unless it was taken back.
fn is_shown(entry: &ProgressEntry) -> bool {
    entry.published && !entry.undone
}

fn facts(customer: &Customer, file: &OrderFile, states: &[ProgressState]) -> Markup {
    let lang = customer.lang();
    let order = &file.order;
    let local = |at: jiff::Timestamp| at.to_zoned_datetime(customer.site.zone.clone());
    let published = order.progress.iter().rev().find(|entry| is_shown(entry)).map(|entry| entry.state.as_str());
    let mut rows = vec![
        (t(lang, "order-number"), html! { (order.number) }),
        (t(lang, "column-date"), moment(lang, &local(order.placed_at))),
        (t(lang, "order-total"), html! { (customer.money(order.total_cents)) }),
        (t(lang, "order-payment-method"), html! { (method_word(lang, order.payment_method)) }),
        (t(lang, "order-payment-status"), payment_badge(lang, order.payment_status())),
    ];
    let delivery =
        [("order-delivery-method", &order.delivery.method), ("order-pickup-point", &order.delivery.pickup_point)];
    // The link alone shows no address: it may have been handed on.
    if customer.ordered == Some(order.number) && !order.contact_erased {
        let name = &file.contact.delivery.name;
        let address = super::checkout::in_a_line(lang, &file.contact.delivery);
        rows.push((t(lang, "order-delivery-address"), html! { @if !name.is_empty() { (name) ", " } (address) }));
    }
    for (key, text) in delivery.into_iter().filter(|(_, text)| !text.is_empty()) {
        rows.push((t(lang, key), html! { (text) }));
    }
    if published.is_some() {
        rows.push((t(lang, "order-progress"), progress_badge(lang, published, states)));
    }
    definitions(&rows)
}

fn shipments(customer: &Customer, file: &OrderFile) -> Markup {
    let lang = customer.lang();
    html! {
        @if !file.order.shipments.is_empty() {
            section.section aria-labelledby="shipments" {
                h2 #shipments { (t(lang, "order-shipments")) }
                ul.list {
                    @for shipment in &file.order.shipments {
                        li {
                            (shipment.carrier)
                            @for parcel in &shipment.parcels { " · " (crate::parcel::tracking(lang, parcel)) }
                        }
                    }
                }
            }
        }
    }
}

fn entries(customer: &Customer, file: &OrderFile, states: &[ProgressState]) -> Markup {
    let lang = customer.lang();
    let published: Vec<_> = file.order.progress.iter().rev().filter(|entry| is_shown(entry)).collect();
    let message = |code: &str| {
        let state = states.iter().find(|state| state.code == code);
        state.map(|state| state.message.get(language(lang)).to_owned()).unwrap_or_default()
    };
    html! {
        @if !published.is_empty() {
            section.section aria-labelledby="progress" {
                h2 #progress { (t(lang, "order-progress")) }
                ol.history reversed {
                    @for entry in published {
                        li {
                            span.history-when { (moment(lang, &entry.at.to_zoned_datetime(customer.site.zone.clone()))) } " "
                            (progress_badge(lang, Some(&entry.state), states)) " "
                            span.history-what { (message(&entry.state)) @if !entry.comment.is_empty() { " " (entry.comment) } }
                        }
                    }
                }
            }
        }
    }
}

fn lines(customer: &Customer, file: &OrderFile) -> Markup {
    let lang = customer.lang();
    let order = &file.order;
    let table = html! {
        table {
            caption { (t(lang, "order-lines")) }
            thead { tr {
                th scope="col" { (t(lang, "line-product")) }
                th.numeric scope="col" { (t(lang, "line-quantity")) }
                th.numeric scope="col" { (t(lang, "line-total")) }
            } }
            tbody {
                @for line in &order.lines {
                    tr {
                        th scope="row" { (line.title) }
                        td.numeric { (line.quantity) }
                        td.numeric { (customer.money(line.total_cents())) }
                    }
                }
                @if order.delivery.price_cents != 0 || !order.delivery.method.is_empty() {
                    tr {
                        th scope="row" { @if order.delivery.method.is_empty() { (t(lang, "basket-delivery")) } @else { (order.delivery.method) } }
                        td.numeric {}
                        td.numeric { (delivery_cost(lang, order.delivery.price_cents, |cents| customer.money(cents))) }
                    }
                }
            }
            tfoot { tr {
                th scope="row" colspan="2" { (t(lang, "basket-total")) }
                td.numeric { strong { (customer.money(order.total_cents)) } }
            } }
        }
    };
    table_region(&t(lang, "order-lines"), &table)
}
