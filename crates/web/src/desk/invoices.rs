//! Invoices: the list, and the page of one, which prints on A4.

use axum::extract::Path;
use invoices::{Invoice, InvoiceLine, LineKind, Seller};
use journal::question::{InvoiceByNumber, InvoiceRow, Invoices};
use maud::{Markup, Render, html};
use money::{Currency, VatRow, VatTable};
use orders::{Address, fold};

use super::words::{amount, method_word};
use crate::country;
use crate::format;
use crate::html::{NavItem, Records, column, desk_page, empty_state, numeric_column, page_header, print_button};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Invoices on the list.
const LISTED: i64 = 200;

/// The invoices, newest first.
pub(crate) async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeInvoices)?;
    let rows = desk.app().journal.ask(Invoices { site: desk.site.id, below: None, limit: LISTED }).await?;
    let lang = desk.lang();
    let title = t(lang, "invoices-title");
    let body = html! {
        (page_header(&title, None))
        @if rows.is_empty() { (empty_state(&t(lang, "invoices-empty-title"), &t(lang, "invoices-empty"), None)) }
        @else { (table(&desk, &rows)) }
    };
    Ok(desk_page(&desk.shell(NavItem::Invoices), &title, &body))
}

fn table(desk: &Desk, rows: &[InvoiceRow]) -> Markup {
    let lang = desk.lang();
    let columns = [
        column(t(lang, "invoice-number")),
        column(t(lang, "invoice-issued-on")),
        numeric_column(t(lang, "column-number")),
        column(t(lang, "column-customer")),
        numeric_column(t(lang, "total-gross")),
    ];
    let order = |number: i64| {
        html! {
            @if desk.has(Right::SeeOrders) { a href={ "/desk/orders/" (number) } { (number) } } @else { (number) }
        }
    };
    let rows = rows.iter().map(|row| {
        [
            html! { a href={ "/desk/invoices/" (row.number) } { (row.number) } },
            html! { (format::date_grid(lang, row.date)) },
            order(row.order),
            html! { (row.customer) },
            html! { (amount(lang, row.total_cents, desk.site.currency)) },
        ]
    });
    Records::new(&t(lang, "invoices-title"), columns, rows).in_region()
}

/// One invoice, in its customer's language.
pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeInvoices)?;
    let question = InvoiceByNumber { site: desk.site.id, number };
    let invoice = desk.app().journal.ask(question).await?.ok_or_else(PageError::not_found)?;
    let title = ta(desk.lang(), "invoice-title", &[("number", (&invoice.number).into())]);
    let order = invoice.order.to_string();
    let body = html! {
        div.print-row.no-print {
            p.back-link {
                a href="/desk/invoices" { span aria-hidden="true" { "← " } (t(desk.lang(), "invoices-title")) }
                " · "
                a href={ "/desk/orders/" (order) } { (ta(desk.lang(), "order-title", &[("number", (&order).into())])) }
            }
            (print_button(desk.lang()))
        }
        (document(&invoice))
    };
    Ok(desk_page(&desk.shell(NavItem::Invoices), &title, &body))
}

/// The document: everything on it was frozen when it was issued.
pub(crate) fn document(invoice: &Invoice) -> Markup {
    let lang = document_language(invoice.language);
    let money = |cents| amount(lang, cents, invoice.currency);
    // A line breaks around the number and not at its hyphens.
    let title = ta(lang, "invoice-title", &[("number", (&invoice.number).into())]);
    let title = title.split_once(&invoice.number).unwrap_or((&title, ""));
    html! {
        article.sheet tabindex="0" lang=(lang.code()) {
            header.sheet-head {
                (seller(lang, &invoice.seller))
                div {
                    h1 { (title.0) span.nowrap { (invoice.number) } (title.1) }
                    p { (t(lang, "invoice-issued-on")) " " (format::date_grid(lang, invoice.date)) }
                    p {
                        (ta(lang, "order-title", &[("number", invoice.order.to_string().into())])) ", "
                        (format::date_grid(lang, invoice.order_date))
                    }
                }
            }
            div.sheet-head {
                (party(lang, &t(lang, "order-billing-address"), invoice, &invoice.buyer.billing))
                (party(lang, &t(lang, "order-delivery-address"), invoice, &invoice.buyer.delivery))
            }
            (lines(lang, invoice))
            (vat_by_rate(lang, &invoice.vat, invoice.currency))
            p {
                (ta(lang, "invoice-payment-method", &[("method", method_word(lang, invoice.payment_method).into())])) " · "
                (ta(lang, "invoice-due", &[("amount", money((invoice.vat.gross_cents - invoice.received_cents).max(0)).into())]))
            }
            (texts(&invoice.seller))
        }
    }
}

const fn document_language(language: orders::Language) -> Lang {
    match language {
        orders::Language::Fr => Lang::Fr,
        orders::Language::En => Lang::En,
    }
}

fn seller(lang: Lang, seller: &Seller) -> Markup {
    let town = format!("{} {}", seller.postal_code, seller.city);
    let given = |key: &str, value: &str| {
        let args = [("value", value.to_owned().into())];
        (!value.is_empty()).then(|| ta(lang, key, &args))
    };
    let marks = [
        given("seller-siren", &seller.siren),
        given("seller-rcs", &seller.rcs),
        given("seller-vat", &seller.vat_id),
        given("seller-capital", &seller.capital),
        given("seller-phone", &seller.phone),
        given("seller-email", &seller.email),
    ];
    html! {
        address.lines {
            strong { (seller.name) } @if !seller.legal_form.is_empty() { " " (seller.legal_form) } br;
            @for line in [seller.line1.as_str(), &seller.line2, town.trim(), &country::name(lang, &seller.country)] {
                @if !line.is_empty() { (line) br; }
            }
            @for mark in marks.into_iter().flatten() { (mark) br; }
        }
    }
}

fn party(lang: Lang, title: &str, invoice: &Invoice, address: &Address) -> Markup {
    let customer = &invoice.buyer.customer;
    let name = if address.name.is_empty() { &customer.name } else { &address.name };
    let town = format!("{} {}", address.postal_code, address.city);
    let lines = [
        customer.company.as_str(),
        name,
        &address.line1,
        &address.line2,
        town.trim(),
        &country::name(lang, &address.country),
        &customer.vat_id,
    ];
    html! {
        section {
            h2 { (title) }
            address { @for line in lines { @if !line.is_empty() { (line) br; } } }
        }
    }
}

fn lines(lang: Lang, invoice: &Invoice) -> Markup {
    let money = |cents| amount(lang, cents, invoice.currency);
    let title = |line: &InvoiceLine| match line.kind {
        LineKind::Goods => line.title.clone(),
        LineKind::Delivery => delivery_title(lang, &line.title),
    };
    let columns = [
        column(t(lang, "line-product")),
        numeric_column(t(lang, "line-quantity")),
        numeric_column(t(lang, "line-unit-price")),
        numeric_column(t(lang, "line-vat")),
        numeric_column(t(lang, "total-net")),
        numeric_column(t(lang, "line-total")),
    ];
    let rows = invoice.lines.iter().map(|line| {
        [
            html! { (title(line)) @if !line.sku.is_empty() { " " span.reference { (line.sku) } } },
            html! { (format::count(lang, line.quantity)) },
            html! { (money(line.unit_price_cents)) },
            html! { (format::percent(lang, i64::from(line.vat_rate.basis_points()))) },
            html! { (money(line.net_cents)) },
            html! { (money(line.gross_cents)) },
        ]
    });
    Records::new(&t(lang, "order-lines"), columns, rows).render()
}

/// What a delivery is called on its line: that it is one, and how. « Livraison à domicile » says both.
fn delivery_title(lang: Lang, method: &str) -> String {
    let word = t(lang, "order-delivery");
    if method.is_empty() {
        word
    } else if fold(method).contains(&fold(&word)) {
        method.to_owned()
    } else {
        ta(lang, "invoice-delivery", &[("method", method.into())])
    }
}

/// The tax within prices, rate by rate.
pub(crate) fn vat_by_rate(lang: Lang, vat: &VatTable, currency: Currency) -> Markup {
    let money = |cents| amount(lang, cents, currency);
    let columns = [
        column(t(lang, "line-vat")),
        numeric_column(t(lang, "total-net")),
        numeric_column(t(lang, "total-vat")),
        numeric_column(t(lang, "total-gross")),
    ];
    let rows = vat.rows.iter().map(|VatRow { rate, net_cents, vat_cents, gross_cents }| {
        [
            html! { (format::percent(lang, i64::from(rate.basis_points()))) },
            html! { (money(*net_cents)) },
            html! { (money(*vat_cents)) },
            html! { (money(*gross_cents)) },
        ]
    });
    let total = [
        html! { (t(lang, "invoice-total")) },
        html! { (money(vat.net_cents)) },
        html! { (money(vat.vat_cents)) },
        html! { (money(vat.gross_cents)) },
    ];
    Records::new(&t(lang, "invoice-vat-table"), columns, rows).total(total).shown_caption().class("totals").render()
}

fn texts(seller: &Seller) -> Markup {
    html! {
        footer.mentions {
            @for text in [&seller.payment_terms, &seller.penalties, &seller.footer] {
                @if !text.is_empty() { p { (text) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_said_to_be_one_once() {
        let table = [
            (Lang::Fr, "Livraison à domicile", "Livraison à domicile"),
            (Lang::Fr, "Point relais", "Livraison\u{a0}: Point relais"),
            (Lang::Fr, "", "Livraison"),
            (Lang::En, "Home delivery", "Home delivery"),
            (Lang::En, "Pick-up point", "Delivery: Pick-up point"),
        ];
        for (lang, method, said) in table {
            assert_eq!(delivery_title(lang, method), said);
        }
    }
}
