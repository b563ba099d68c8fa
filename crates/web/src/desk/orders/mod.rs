//! « Suivi des commandes »: the grid.

mod bar;
pub(crate) mod cancellation;
mod chips;
mod conflict;
pub(crate) mod deletion;
pub(crate) mod erasure;
pub(crate) mod follow_up;
mod foot;
mod frame;
mod grammar;
mod history;
mod invoice_to_come;
pub(crate) mod live;
pub(crate) mod new;
pub(crate) mod payment;
pub(crate) mod progress;
pub(crate) mod properties;
mod query;
pub(crate) mod search;
pub(crate) mod selection;
mod table;
pub(crate) mod undo;
pub(crate) mod view;

use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{Grid, GridPage, GridSort, States};
use maud::{Markup, html};
use orders::ProgressState;

pub(crate) use grammar::{read_day, read_day_span};
pub(crate) use query::{Query, way_back};

use crate::form::Form;
use crate::html::{Flash, NavItem, Wrong, desk_page, empty_state, error_summary, flash, hidden, link_button};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// What the grid is drawn from.
struct Sheet<'a> {
    desk: &'a Desk,
    query: Query,
    page: GridPage,
    states: Vec<ProgressState>,
}

/// The grid as its address describes it.
pub(crate) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeOrders)?;
    let query = Query::read(&Form::of_query(&desk.visitor.path), &desk.site, desk.today());
    let grid = Grid {
        site: desk.site.id,
        filter: query.filter.clone(),
        sort: query.sort,
        position: query.position.clone(),
        last: query.last,
        limit: query.size,
    };
    let page = desk.app().journal.ask(grid).await?;
    if page.rows.is_empty() && page.total > 0 {
        // What stood on this page is gone, or never was: the list begins on its first.
        return Ok(Redirect::to(&query.at_page(None, false, 1)).into_response());
    }
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    let sheet = Sheet { desk: &desk, query, page, states };
    let title = t(desk.lang(), "orders-title");
    let mut shell = desk.shell(NavItem::Orders);
    shell.has_errors = !sheet.query.faults().is_empty();
    shell.status_inside = true;
    if let Some(done) = &mut shell.flash {
        done.act = undo::of_flag(&desk, done.code);
    }
    let body = html! { (sheet.header(&title, shell.flash.as_ref())) (sheet.body()) };
    Ok(desk_page(&shell, &title, &body).into_response())
}

impl Sheet<'_> {
    /// What was done is said beside the heading, where it moves no row.
    fn header(&self, title: &str, done: Option<&Flash>) -> Markup {
        let lang = self.desk.lang();
        html! {
            div.page-header.grid-header {
                h1 { (title) }
                (flash(lang, done))
                @if self.desk.has(Right::PlaceOrders) {
                    (link_button("primary", "/desk/orders/new", &t(lang, "new-order")))
                }
            }
        }
    }

    fn body(&self) -> Markup {
        html! {
            div #grid.grid-page.compact[self.query.compact] {
                (self.faults())
                (self.toolbar())
                (self.filter_form())
                (self.chips())
                (self.print_head())
                @if !self.page.rows.is_empty() { form #flags method="post" {} }
                (self.table())
                @if self.page.rows.is_empty() { (self.nothing()) }
                (self.foot())
                (self.selection_bar())
            }
        }
    }

    /// What the filters have that cannot be read; each is said at its field too.
    fn faults(&self) -> Markup {
        let lang = self.desk.lang();
        let faults = self.query.faults().iter();
        let wrong = |(name, key): &(&str, &str)| Wrong {
            field: (*name).to_owned(),
            label: t(lang, &format!("filtered-{}", name.replace('_', "-"))),
            text: t(lang, key),
        };
        let faults: Vec<Wrong> = faults.map(wrong).collect();
        error_summary(lang, &faults)
    }

    /// The form that the controls of the filter row belong to; it cannot lie in the table, which lies beside another.
    fn filter_form(&self) -> Markup {
        let query = &self.query;
        let kept = [
            ("search", query.typed("search").to_owned()),
            ("sort", if query.sort == GridSort::default() { String::new() } else { query.sort.code() }),
            ("size", if query.size == query::DEFAULT_SIZE { String::new() } else { query.size.to_string() }),
            ("density", if query.compact { "compact".to_owned() } else { String::new() }),
        ];
        html! {
            form #filters method="get" action="/desk/orders" {
                @for (name, value) in &kept { @if !value.is_empty() { (hidden(name, value)) } }
            }
        }
    }

    fn toolbar(&self) -> Markup {
        let lang = self.desk.lang();
        html! {
            div.toolbar {
                div.toolbar-tools role="group" aria-label=(t(lang, "toolbar")) {
                    details.menu {
                        summary.button.button-plain { (t(lang, "toolbar-date")) }
                        ul {
                            @for (href, text, shown) in self.query.periods(lang, self.desk.today()) {
                                li { a href=(href) aria-current=[shown.then_some("true")] { (text) } }
                            }
                        }
                    }
                    (link_button("plain", &self.query.here(), &t(lang, "toolbar-refresh")))
                    (link_button("plain", "/desk/settings/progress-states", &t(lang, "toolbar-progress-states")))
                    (link_button("plain", "/desk/settings/billing", &t(lang, "toolbar-billing")))
                    (link_button("plain", "/desk/statistics", &t(lang, "toolbar-statistics")))
                }
                (self.live_line())
            }
        }
    }

    /// No order at all, or none that matches: two different things to do.
    fn nothing(&self) -> Markup {
        let lang = self.desk.lang();
        let filters = self.filters_in_words();
        if filters.is_empty() {
            let shop = format!("/shop/{}/", self.desk.site.name);
            let act = link_button("plain", &shop, &t(lang, "orders-empty-act"));
            return empty_state(&t(lang, "orders-empty-title"), &t(lang, "orders-empty"), Some(&act));
        }
        let clear = link_button("plain", &self.query.cleared(), &t(lang, "filter-clear-hint"));
        let text = ta(lang, "orders-no-match-filters", &[("filters", filters.join(" · ").into())]);
        empty_state(&t(lang, "orders-no-match-title"), &text, Some(&clear))
    }
}
