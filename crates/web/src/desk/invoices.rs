//! Invoices: the list, and the page of one, which prints on A4.

use axum::extract::Path;
use invoices::{Invoice, InvoiceLine, LineKind, Seller};
use journal::question::{InvoiceByNumber, InvoiceRow, Invoices};
use maud::{Markup, html};
use money::{Currency, VatRow, VatTable};
use orders::Address;

use super::words::{amount, method_word};
use crate::country;
use crate::format;
use crate::html::{NavItem, desk_page, empty_state, page_header, table_region};
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
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "invoices-title")) }
            thead { tr {
                th scope="col" { (t(lang, "invoice-number")) }
                th scope="col" { (t(lang, "invoice-issued-on")) }
                th.numeric scope="col" { (t(lang, "column-number")) }
                th scope="col" { (t(lang, "column-customer")) }
                th.numeric scope="col" { (t(lang, "total-gross")) }
            } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { a href={ "/desk/invoices/" (row.number) } { (row.number) } }
                        td { (format::date_grid(lang, row.date)) }
                        td.numeric {
                            @if desk.has(Right::SeeOrders) { a href={ "/desk/orders/" (row.order) } { (row.order) } }
                            @else { (row.order) }
                        }
                        td { (row.customer) }
                        td.numeric { (amount(lang, row.total_cents, desk.site.currency)) }
                    }
                }
            }
        }
    };
    table_region(&t(lang, "invoices-title"), &table)
}

/// One invoice, in its customer's language.
pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeInvoices)?;
    let question = InvoiceByNumber { site: desk.site.id, number };
    let invoice = desk.app().journal.ask(question).await?.ok_or_else(PageError::not_found)?;
    let title = ta(desk.lang(), "invoice-title", &[("number", (&invoice.number).into())]);
    let order = invoice.order.to_string();
    let body = html! {
        p.back-link.no-print {
            a href="/desk/invoices" { span aria-hidden="true" { "← " } (t(desk.lang(), "invoices-title")) }
            " · "
            a href={ "/desk/orders/" (order) } { (ta(desk.lang(), "order-title", &[("number", (&order).into())])) }
        }
        (document(&invoice))
    };
    Ok(desk_page(&desk.shell(NavItem::Invoices), &title, &body))
}

/// The document: everything on it was frozen when it was issued.
pub(crate) fn document(invoice: &Invoice) -> Markup {
    let lang = document_language(invoice.language);
    let money = |cents| amount(lang, cents, invoice.currency);
    html! {
        article.sheet tabindex="0" lang=(lang.code()) {
            header.sheet-head {
                (seller(lang, &invoice.seller))
                div {
                    h1 { (ta(lang, "invoice-title", &[("number", (&invoice.number).into())])) }
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
                (t(lang, "order-payment-method")) " " (method_word(lang, invoice.payment_method)) " · "
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
        LineKind::Delivery => format!("{} {}", t(lang, "order-delivery"), line.title),
    };
    html! {
        table {
            caption.visually-hidden { (t(lang, "order-lines")) }
            thead { tr {
                th scope="col" { (t(lang, "line-product")) }
                th.numeric scope="col" { (t(lang, "line-quantity")) }
                th.numeric scope="col" { (t(lang, "line-unit-price")) }
                th.numeric scope="col" { (t(lang, "line-vat")) }
                th.numeric scope="col" { (t(lang, "total-net")) }
                th.numeric scope="col" { (t(lang, "line-total")) }
            } }
            tbody {
                @for line in &invoice.lines {
                    tr {
                        th scope="row" { (title(line)) @if !line.sku.is_empty() { " " span.reference { (line.sku) } } }
                        td.numeric { (format::count(lang, line.quantity)) }
                        td.numeric { (money(line.unit_price_cents)) }
                        td.numeric { (format::percent(lang, i64::from(line.vat_rate.basis_points()))) }
                        td.numeric { (money(line.net_cents)) }
                        td.numeric { (money(line.gross_cents)) }
                    }
                }
            }
        }
    }
}

/// The tax within prices, rate by rate.
pub(crate) fn vat_by_rate(lang: Lang, vat: &VatTable, currency: Currency) -> Markup {
    let money = |cents| amount(lang, cents, currency);
    html! {
        table.totals {
            caption { (t(lang, "invoice-vat-table")) }
            thead { tr {
                th scope="col" { (t(lang, "line-vat")) }
                th.numeric scope="col" { (t(lang, "total-net")) }
                th.numeric scope="col" { (t(lang, "total-vat")) }
                th.numeric scope="col" { (t(lang, "total-gross")) }
            } }
            tbody {
                @for VatRow { rate, net_cents, vat_cents, gross_cents } in &vat.rows {
                    tr {
                        th scope="row" { (format::percent(lang, i64::from(rate.basis_points()))) }
                        td.numeric { (money(*net_cents)) }
                        td.numeric { (money(*vat_cents)) }
                        td.numeric { (money(*gross_cents)) }
                    }
                }
            }
            tfoot { tr {
                th scope="row" { (t(lang, "invoice-total")) }
                td.numeric { (money(vat.net_cents)) }
                td.numeric { (money(vat.vat_cents)) }
                td.numeric { strong { (money(vat.gross_cents)) } }
            } }
        }
    }
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
