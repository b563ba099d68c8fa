//! The batches of step 3, « Mettre les commandes à disposition du logisticien ».

mod confirm;
pub(crate) mod result;

use axum::extract::Path;
use journal::question::{BatchByNumber, BatchOrder, BatchRow, Batches, BatchesOfOrders};
use maud::{Markup, html};

pub(crate) use confirm::hand_off;
pub(super) use confirm::{Chosen, confirm_page};

use super::words::handoff_badge;
use crate::form::Form;
use crate::format;
use crate::html::{
    Crumb, Family, NavItem, Records, Tone, back_link, badge, column, definitions, desk_page, empty_cell, empty_state,
    link_button, moment, notice, numeric_column, page_header, pager,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Batches on a page of the list.
const LISTED: i64 = 50;

/// The batches, newest first.
pub(crate) async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let batches = BatchList::ask(&desk).await?;
    let lang = desk.lang();
    let title = t(lang, "handoffs-title");
    let body = html! {
        (page_header(&title, None))
        @if batches.is_empty() {
            (empty_state(&t(lang, "handoff-empty-title"), &t(lang, "handoff-empty"),
                Some(&link_button("plain", "/desk/orders", &t(lang, "order-back")))))
        } @else { (batches.table(&desk, "/desk/handoffs", "/desk/handoffs")) }
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

/// A page of the list of batches.
pub(crate) struct BatchList {
    rows: Vec<BatchRow>,
    /// The number of the newest batch: they ascend by one from 1.
    newest: i64,
    /// The page's batches have smaller numbers.
    below: i64,
}

impl BatchList {
    /// The page that the address names.
    pub(crate) async fn ask(desk: &Desk) -> Result<Self, PageError> {
        let (site, journal) = (desk.site.id, &desk.app().journal);
        let newest = journal.ask(Batches { site, below: None, limit: 1 }).await?.first().map_or(0, |row| row.number);
        let asked = Form::of_query(&desk.visitor.path).get("below").parse::<i64>();
        let below = asked.ok().filter(|below| (2..=newest).contains(below)).unwrap_or(newest + 1);
        let rows = journal.ask(Batches { site, below: Some(below), limit: LISTED }).await?;
        Ok(BatchList { rows, newest, below })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The batches, whose pages lie under `base`, and the other pages of the list at `list`.
    pub(crate) fn table(&self, desk: &Desk, base: &str, list: &str) -> Markup {
        let (page, pages) = ((self.newest - self.below) / LISTED + 1, (self.newest - 1) / LISTED + 1);
        let page = if self.below > self.newest { 1 } else { page + 1 };
        let none = Crumb::default();
        let at = |below: i64| {
            let first = below > self.newest;
            Crumb { href: Some(if first { list.to_owned() } else { format!("{list}?below={below}") }) }
        };
        let end = self.rows.last().map_or(1, |row| row.number);
        let (first, previous) =
            if page > 1 { (at(i64::MAX), at(self.below + LISTED)) } else { (none.clone(), none.clone()) };
        let (next, last) = if end > 1 { (at(end), at((self.newest - 1) % LISTED + 2)) } else { (none.clone(), none) };
        html! {
            (batch_table(desk, base, &self.rows))
            @if pages > 1 { (pager(desk.lang(), page, pages, &first, &previous, &next, &last)) }
        }
    }
}

fn batch_table(desk: &Desk, base: &str, batches: &[BatchRow]) -> Markup {
    let lang = desk.lang();
    let columns = [
        numeric_column(t(lang, "handoff-number")),
        column(t(lang, "batch-state")),
        column(t(lang, "handoff-made-at")),
        numeric_column(t(lang, "handoff-orders")),
        numeric_column(t(lang, "check-column")),
        numeric_column(t(lang, "handoff-shipped")),
        column(t(lang, "handoff-acknowledged-at")),
    ];
    let rows = batches.iter().map(|batch| {
        [
            html! { a href={ (base) "/" (batch.number) } { (batch.number) } },
            standing(lang, batch),
            moment(lang, &desk.local(batch.made_at)),
            html! {
                (format::count(lang, batch.inside()))
                @if batch.left_it() > 0 { div.muted { (ta(lang, "batch-left-it", &[("count", batch.left_it().into())])) } }
            },
            html! { (format::count(lang, batch.scanned)) },
            html! { (format::count(lang, batch.shipped)) },
            acknowledged(desk, batch),
        ]
    });
    Records::new(&t(lang, "handoffs-title"), columns, rows).in_region()
}

/// Where a batch stands: nobody has it yet, the logistician has, some of it has left, or nothing of it is there any more.
fn batch_badge(lang: Lang, batch: &BatchRow) -> Markup {
    let (family, text) = match batch {
        BatchRow { held: 0, shipped: 0, .. } => (Family::Closed, t(lang, "batch-state-given-back")),
        BatchRow { held: 0, .. } => (Family::Success, t(lang, "batch-state-shipped")),
        BatchRow { shipped: 1.., .. } => {
            let counts = [("shipped", batch.shipped.into()), ("count", (batch.shipped + batch.held).into())];
            (Family::Info, ta(lang, "batch-state-partly", &counts))
        }
        BatchRow { acknowledged_at: Some(_), .. } => (Family::Info, t(lang, "batch-state-acknowledged")),
        BatchRow { .. } => (Family::Neutral, t(lang, "batch-state-waiting")),
    };
    badge(family, family.glyph(), &text)
}

/// The same, and whether the shop waits for an answer.
fn standing(lang: Lang, batch: &BatchRow) -> Markup {
    let asked = || ta(lang, "batch-stops-asked", &[("count", batch.stops_asked.into())]);
    html! {
        (batch_badge(lang, batch))
        @if batch.stops_asked > 0 { " " (badge(Family::Attention, Family::Attention.glyph(), &asked())) }
    }
}

/// When the logistician said that they have it. Nobody waits for that once nothing of it is there.
fn acknowledged(desk: &Desk, batch: &BatchRow) -> Markup {
    let lang = desk.lang();
    match batch.acknowledged_at {
        Some(at) => moment(lang, &desk.local(at)),
        None if batch.held > 0 => html! { (t(lang, "handoff-not-acknowledged")) },
        None => empty_cell(&t(lang, "handoff-never-acknowledged")),
    }
}

/// That orders of a batch are in it no longer, where there are any.
pub(crate) fn left_it(lang: Lang, batch: &BatchRow) -> Option<String> {
    (batch.left_it() > 0).then(|| ta(lang, "slip-back", &[("count", batch.left_it().into())]))
}

/// What is known of a batch itself.
pub(crate) fn batch_facts(desk: &Desk, batch: &BatchRow) -> Markup {
    let lang = desk.lang();
    let mut rows = vec![
        (t(lang, "batch-state"), standing(lang, batch)),
        (t(lang, "handoff-made-at"), moment(lang, &desk.local(batch.made_at))),
    ];
    if let Some(at) = batch.release_at {
        rows.push((t(lang, "handoff-release"), moment(lang, &desk.local(at))));
    }
    if !batch.instructions.is_empty() {
        rows.push((t(lang, "handoff-instructions"), html! { span.instructions { (batch.instructions) } }));
    }
    rows.push((t(lang, "handoff-acknowledged-at"), acknowledged(desk, batch)));
    html! {
        div.batch-facts {
            (definitions(&rows))
            details { summary { (t(lang, "handoff-sha256")) } p.reference { (batch.sha256) } }
        }
    }
}

/// One batch: its orders, and those that stayed behind.
pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let number = number.parse().map_err(|_| PageError::not_found())?;
    let site = desk.site.id;
    let found = desk.app().journal.ask(BatchByNumber { site, number }).await?;
    let (batch, orders) = found.ok_or_else(PageError::not_found)?;
    let refused = result::stayed_behind(&desk, number).await?;
    let question = BatchesOfOrders { site, numbers: refused.iter().map(|(number, _)| *number).collect() };
    let mut since = desk.app().journal.ask(question).await?;
    // What was in the logistician's hands before is why some stayed.
    since.retain(|(_, batch)| *batch > number);
    let still: Vec<_> = refused.into_iter().filter(|(order, _)| !since.iter().any(|(gone, _)| gone == order)).collect();
    let lang = desk.lang();
    let title = ta(lang, "handoff-title", &[("number", number.to_string().into())]);
    let body = html! {
        (back_link("/desk/handoffs", &t(lang, "handoffs-title")))
        (page_header(&title, None))
        (batch_facts(&desk, &batch))
        @if !still.is_empty() { (stayed(&desk, &still)) }
        @if !since.is_empty() { (went_later(lang, &since)) }
        section.section aria-labelledby="orders" {
            h2 #orders { (ta(lang, "handoff-order-count", &[("count", batch.inside().into())])) }
            @if let Some(words) = left_it(lang, &batch) { p { (words) } }
            (orders_table(lang, &orders))
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

fn orders_table(lang: Lang, orders: &[BatchOrder]) -> Markup {
    let columns = ["column-number", "batch-state"].map(|key| column(t(lang, key)));
    let rows = orders.iter().map(|order| {
        [html! { a href={ "/desk/orders/" (order.number) } { (order.number) } }, handoff_badge(lang, &order.state)]
    });
    Records::new(&t(lang, "handoff-orders"), columns, rows).in_region()
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

/// Orders that stayed behind then and have been handed over since, each with its batch.
fn went_later(lang: Lang, since: &[(i64, i64)]) -> Markup {
    html! {
        section.section aria-labelledby="since" {
            h2 #since { (ta(lang, "handoff-since-count", &[("count", since.len().into())])) }
            ul.list {
                @for (number, batch) in since {
                    li {
                        a href={ "/desk/orders/" (number) } { (number) } " – "
                        a href={ "/desk/handoffs/" (batch) } { (ta(lang, "handoff-title", &[("number", batch.to_string().into())])) }
                    }
                }
            }
        }
    }
}
