//! What a batch has on paper: the slip that changes hands with it, and a packing slip for each order.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use journal::OrderFile;
use journal::question::{BatchRow, OrdersByNumbers, PackingPage, SlipRow, SlipRows};
use maud::{Markup, html};
use orders::{Step, permit};

use super::barcode::barcode;
use super::batch::is_in;
use super::section::{address, delivery, due_on_delivery};
use crate::desk::{amount, left_it};
use crate::form::Form;
use crate::format;
use crate::html::{
    NavItem, Records, back_link, column, empty_cell, link_button, logistics_page, numeric_column, page_header,
    print_button,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Packing slips printed together; what follows has a page of its own.
const PRINTED: i64 = 500;

/// « Bordereau »: which orders changed hands, with room for signatures.
pub(super) async fn slip(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let (site, batch) = (desk.site.id, number.parse().map_err(|_| PageError::not_found())?);
    let page = PackingPage { site, batch, after: 0, limit: 1 };
    let found = desk.app().journal.ask(page).await?.ok_or_else(PageError::not_found)?;
    let rows = desk.app().journal.ask(SlipRows { site, batch }).await?;
    let lang = desk.lang();
    let title = ta(lang, "slip-title", &[("number", (&number).into())]);
    let body = html! {
        div.no-print.print-tools { (back(&desk, batch)) (to_print(lang)) }
        article.sheet.paper { (slip_sheet(&desk, &found.batch, &title, &rows)) }
    };
    Ok(logistics_page(&desk.shell(NavItem::Batches), &title, &body).into_response())
}

fn slip_sheet(desk: &Desk, batch: &BatchRow, title: &str, rows: &[SlipRow]) -> Markup {
    let lang = desk.lang();
    let made = format::moment_text(lang, &desk.local(batch.made_at));
    let signatures = [t(lang, "slip-handed-by"), t(lang, "slip-received-by")];
    html! {
        h1 { (title) }
        p { (desk.site.title) " – " (t(lang, "handoff-made-at")) " " (made) }
        p.slip-count { (ta(lang, "handoff-order-count", &[("count", rows.len().into())])) }
        (went_back(lang, batch))
        (slip_table(desk, rows))
        div.signatures {
            @for who in &signatures {
                div {
                    p { strong { (who) } }
                    p.line-to-fill { (t(lang, "slip-name")) }
                    p.line-to-fill { (t(lang, "slip-date")) }
                    p.line-to-fill { (t(lang, "slip-signature")) }
                }
            }
        }
    }
}

/// Orders of the batch that are no longer in it, where there are any.
fn went_back(lang: Lang, batch: &BatchRow) -> Markup {
    html! { @if let Some(words) = left_it(lang, batch) { p { (words) } } }
}

/// A line for each order. The column of what is to be collected is there where something is.
fn slip_table(desk: &Desk, rows: &[SlipRow]) -> Markup {
    let lang = desk.lang();
    let caption = t(lang, "handoff-orders");
    let [order, recipient] = ["slip-order", "slip-for"].map(|key| column(t(lang, key)));
    let [collect, parcels] = ["to-collect", "logistics-parcels"].map(|key| numeric_column(t(lang, key)));
    if rows.iter().all(|row| row.due_on_delivery_cents == 0) {
        let rows = rows.iter().map(|row| [html! { (row.number) }, slip_recipient(row), slip_parcels(lang, row)]);
        return Records::new(&caption, [order, recipient, parcels], rows).in_region();
    }
    let rows = rows.iter().map(|row| {
        let collect = match row.due_on_delivery_cents {
            0 => empty_cell(&t(lang, "to-collect-nothing")),
            due => html! { (amount(lang, due, row.currency)) },
        };
        [html! { (row.number) }, slip_recipient(row), collect, slip_parcels(lang, row)]
    });
    Records::new(&caption, [order, recipient, collect, parcels], rows).in_region()
}

fn slip_recipient(row: &SlipRow) -> Markup {
    html! { (row.name) @if !row.town.is_empty() { ", " (row.town) } }
}

/// How many parcels have left, or a line to write it on.
fn slip_parcels(lang: Lang, row: &SlipRow) -> Markup {
    html! { @if row.parcels > 0 { (row.parcels) } @else { span.to-fill role="img" aria-label=(t(lang, "slip-to-fill")) {} } }
}

/// « Bons de préparation »: an order a page, with its number to scan and a box for each line.
pub(super) async fn packing_slips(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let (site, batch) = (desk.site.id, number.parse().map_err(|_| PageError::not_found())?);
    let after = Form::of_query(&desk.visitor.path).get("after").parse().unwrap_or(0);
    let question = PackingPage { site, batch, after, limit: PRINTED };
    let packing = desk.app().journal.ask(question).await?.ok_or_else(PageError::not_found)?;
    let more = packing.orders.last().filter(|_| packing.before + PRINTED < packing.total).map(|order| order.number);
    let numbers = packing.orders.iter().map(|order| order.number).collect();
    let files = desk.app().journal.ask(OrdersByNumbers { site, numbers }).await?;
    // What went back or has left is not packed any more.
    let files: Vec<&OrderFile> = files.iter().filter(|file| is_in(&file.order, batch)).collect();
    let lang = desk.lang();
    let title = ta(lang, "packing-slips-title", &[("number", (&number).into())]);
    let body = html! {
        div.no-print.print-tools {
            (back(&desk, batch))
            (page_header(&title, None))
            @if files.is_empty() { p { (t(lang, "packing-slips-none")) } } @else { (to_print(lang)) }
            (left_out(lang, &packing.batch))
            @if let Some(after) = more { (next_slips(lang, batch, after)) }
        }
        @for file in files { (packing_slip(&desk, &packing.batch, file)) }
    };
    Ok(logistics_page(&desk.shell(NavItem::Batches), &title, &body).into_response())
}

fn packing_slip(desk: &Desk, batch: &BatchRow, file: &OrderFile) -> Markup {
    let lang = desk.lang();
    let order = &file.order;
    let id = format!("slip-{}", order.number);
    let batch_title = ta(lang, "handoff-title", &[("number", batch.number.to_string().into())]);
    html! {
        article.sheet.paper.packing-slip aria-labelledby=(id) {
            div.sheet-head {
                div {
                    h2.slip-number id=(id) { (ta(lang, "order-title", &[("number", order.number.to_string().into())])) }
                    p { (desk.site.title) " – " (batch_title) }
                }
                (barcode(lang, order.number))
            }
            div.slip-to { (address(lang, file)) (delivery(lang, order)) }
            @if permit(Step::AnswerCancellation, order).is_ok() { p.slip-stop { strong { (t(lang, "slip-stop")) } } }
            @if let Some(due) = due_on_delivery(lang, order) { p.slip-collect { strong { (due) } } }
            @if let Some(at) = batch.release_at {
                p.slip-note { strong { (t(lang, "handoff-release")) } " " (format::moment_text(lang, &desk.local(at))) }
            }
            @if !batch.instructions.is_empty() { p.slip-note { strong { (t(lang, "handoff-instructions")) } " – " span.instructions { (batch.instructions) } } }
            ul.slip-lines {
                @for (line, left) in order.lines.iter().zip(order.remaining()).filter(|(_, left)| *left > 0) {
                    li {
                        span.slip-box aria-hidden="true" {}
                        span.slip-units { (format::count(lang, left)) " ×" }
                        span { (line.title) @if !line.sku.is_empty() { " " span.muted { (line.sku) } } }
                    }
                }
            }
        }
    }
}

/// What the batch holds and these slips do not: whoever packs counts them.
fn left_out(lang: Lang, batch: &BatchRow) -> Markup {
    html! {
        @if batch.shipped > 0 { p { (ta(lang, "packing-slips-shipped", &[("count", batch.shipped.into())])) } }
        (went_back(lang, batch))
    }
}

/// On to what did not fit.
fn next_slips(lang: Lang, batch: i64, after: i64) -> Markup {
    let next = format!("/logistics/batches/{batch}/packing-slips?after={after}");
    html! {
        p { (ta(lang, "packing-slips-bound", &[("count", PRINTED.into())])) " "
            (link_button("plain", &next, &t(lang, "packing-slips-next"))) }
    }
}

/// How these pages come to paper, with and without scripts.
fn to_print(lang: Lang) -> Markup {
    html! { div.print-row { (print_button(lang)) p.hint { (t(lang, "print-hint")) } } }
}

fn back(desk: &Desk, batch: i64) -> Markup {
    let text = ta(desk.lang(), "batch-back", &[("number", batch.to_string().into())]);
    back_link(&format!("/logistics/batches/{batch}"), &text)
}
