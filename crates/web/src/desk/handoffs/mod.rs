//! The batches of step 3, « Mettre les commandes à disposition du logisticien ».

mod confirm;
pub(crate) mod result;

use axum::extract::Path;
use journal::question::{BatchByNumber, BatchRow, Batches};
use maud::{Markup, html};

pub(crate) use confirm::hand_off;
pub(super) use confirm::{Chosen, confirm_page};

use super::words::handoff_badge;
use crate::html::{
    NavItem, Tone, definitions, desk_page, empty_state, link_button, moment, notice, page_header, table_region,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Batches on the list.
const LISTED: i64 = 200;

/// The batches, newest first.
pub(crate) async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let batches = desk.app().journal.ask(Batches { site: desk.site.id, below: None, limit: LISTED }).await?;
    let lang = desk.lang();
    let title = t(lang, "handoffs-title");
    let body = html! {
        (page_header(&title, None))
        @if batches.is_empty() {
            (empty_state(&t(lang, "handoff-empty-title"), &t(lang, "handoff-empty"),
                Some(&link_button("plain", "/desk/orders", &t(lang, "order-back")))))
        } @else { (batch_table(&desk, "/desk/handoffs", &batches)) }
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

/// A list of batches whose pages lie under `base`.
pub(crate) fn batch_table(desk: &Desk, base: &str, batches: &[BatchRow]) -> Markup {
    let lang = desk.lang();
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "handoffs-title")) }
            thead { tr {
                th.numeric scope="col" { (t(lang, "handoff-number")) }
                th scope="col" { (t(lang, "handoff-made-at")) }
                th.numeric scope="col" { (t(lang, "handoff-orders")) }
                th.numeric scope="col" { (t(lang, "handoff-shipped")) }
                th scope="col" { (t(lang, "handoff-acknowledged-at")) }
            } }
            tbody {
                @for batch in batches {
                    tr {
                        th.numeric scope="row" { a href={ (base) "/" (batch.number) } { (batch.number) } }
                        td { (moment(lang, &desk.local(batch.made_at))) }
                        td.numeric { (batch.orders) }
                        td.numeric { (batch.shipped) }
                        td {
                            @match batch.acknowledged_at {
                                Some(at) => (moment(lang, &desk.local(at))),
                                None => (t(lang, "handoff-not-acknowledged")),
                            }
                        }
                    }
                }
            }
        }
    };
    table_region(&t(lang, "handoffs-title"), &table)
}

/// What is known of a batch itself.
pub(crate) fn batch_facts(desk: &Desk, batch: &BatchRow) -> Markup {
    let lang = desk.lang();
    let mut rows = vec![(t(lang, "handoff-made-at"), moment(lang, &desk.local(batch.made_at)))];
    if let Some(at) = batch.release_at {
        rows.push((t(lang, "handoff-release"), moment(lang, &desk.local(at))));
    }
    if !batch.instructions.is_empty() {
        rows.push((t(lang, "handoff-instructions"), html! { (batch.instructions) }));
    }
    let acknowledged = match batch.acknowledged_at {
        Some(at) => moment(lang, &desk.local(at)),
        None => html! { (t(lang, "handoff-not-acknowledged")) },
    };
    rows.push((t(lang, "handoff-acknowledged-at"), acknowledged));
    rows.push((t(lang, "handoff-sha256"), html! { span.reference { (batch.sha256) } }));
    definitions(&rows)
}

/// One batch: its orders, and those that stayed behind.
pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let number = number.parse().map_err(|_| PageError::not_found())?;
    let site = desk.site.id;
    let found = desk.app().journal.ask(BatchByNumber { site, number }).await?;
    let (batch, orders) = found.ok_or_else(PageError::not_found)?;
    let refused = result::stayed_behind(&desk, number).await?;
    let lang = desk.lang();
    let title = ta(lang, "handoff-title", &[("number", number.to_string().into())]);
    let body = html! {
        (page_header(&title, None))
        (batch_facts(&desk, &batch))
        @if !refused.is_empty() { (stayed(&desk, &refused)) }
        section.section aria-labelledby="orders" {
            h2 #orders { (ta(lang, "handoff-order-count", &[("count", orders.len().into())])) }
            ul.list {
                @for order in &orders {
                    li { a href={ "/desk/orders/" (order.number) } { (order.number) } " " (handoff_badge(lang, &order.state)) }
                }
            }
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

fn stayed(desk: &Desk, refused: &[(i64, String)]) -> Markup {
    let lang = desk.lang();
    html! {
        section.section aria-labelledby="refused" {
            h2 #refused { (ta(lang, "handoff-refused-count", &[("count", refused.len().into())])) }
            (notice(lang, Tone::Attention, &t(lang, "handoff-refused-text"), None))
            ul.list {
                @for (number, code) in refused {
                    li { a href={ "/desk/orders/" (number) } { (number) } " – " (result::reason(lang, code)) }
                }
            }
        }
    }
}
