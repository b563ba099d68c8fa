//! « Suivi des commandes »: the grid.

pub(crate) mod cancellation;
mod conflict;
pub(crate) mod deletion;
pub(crate) mod erasure;
pub(crate) mod follow_up;
mod frame;
mod history;
pub(crate) mod payment;
pub(crate) mod progress;
pub(crate) mod properties;
mod query;
pub(super) use query::read_day;
pub(crate) mod selection;
mod table;

use axum::response::{IntoResponse, Response};
use journal::question::{Grid, GridPage, States};
use maud::{Markup, html};
use orders::ProgressState;

pub(crate) use query::Query;

use crate::form::Form;
use crate::html::{
    Crumb, NavItem, Tone, button, desk_page, empty_state, link_button, notice, page_header, pager, selection_count,
};
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
    let query = Query::read(&Form::of_query(&desk.visitor.path), &desk.site);
    let grid = Grid {
        site: desk.site.id,
        filter: query.filter.clone(),
        sort: query.sort,
        position: query.position.clone(),
        last: query.last,
        limit: query.size,
    };
    let page = desk.app().journal.ask(grid).await?;
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    let sheet = Sheet { desk: &desk, query, page, states };
    let title = t(desk.lang(), "orders-title");
    Ok(desk_page(&desk.shell(NavItem::Orders), &title, &sheet.body()).into_response())
}

impl Sheet<'_> {
    fn body(&self) -> Markup {
        let lang = self.desk.lang();
        html! {
            (page_header(&t(lang, "orders-title"), None))
            (self.toolbar())
            @for error in self.query.errors() { (notice(lang, Tone::Danger, &t(lang, error), None)) }
            form #filters method="get" action="/desk/orders" {
                @if self.query.sort != journal::question::GridSort::default() {
                    (crate::html::hidden("sort", &self.query.sort.code()))
                }
                @if self.query.size != query::DEFAULT_SIZE { (crate::html::hidden("size", &self.query.size.to_string())) }
            }
            @if !self.page.rows.is_empty() { form #flags method="post" {} }
            (self.table())
            @if self.page.rows.is_empty() { (self.nothing()) } @else { (self.pager()) }
            (self.selection_bar())
        }
    }

    fn toolbar(&self) -> Markup {
        let lang = self.desk.lang();
        html! {
            div.toolbar role="group" aria-label=(t(lang, "toolbar")) {
                details.menu {
                    summary.button.button-plain { (t(lang, "toolbar-date")) }
                    ul {
                        @for (href, text) in self.query.periods(lang, self.desk.local(self.desk.visitor.now).date()) {
                            li { a href=(href) { (text) } }
                        }
                    }
                }
                (link_button("plain", &self.query.here(), &t(lang, "toolbar-refresh")))
                (link_button("plain", "/desk/settings/progress-states", &t(lang, "toolbar-progress-states")))
                (link_button("plain", "/desk/settings/billing", &t(lang, "toolbar-billing")))
                (link_button("plain", "/desk/statistics", &t(lang, "toolbar-statistics")))
            }
        }
    }

    /// No order at all, or none that matches: two different things to do.
    fn nothing(&self) -> Markup {
        let lang = self.desk.lang();
        if self.query.is_filtered() {
            let clear = link_button("plain", &self.query.cleared(), &t(lang, "filter-clear-hint"));
            return empty_state(&t(lang, "orders-no-match-title"), &t(lang, "orders-no-match"), Some(&clear));
        }
        empty_state(&t(lang, "orders-empty-title"), &t(lang, "orders-empty"), None)
    }

    fn pager(&self) -> Markup {
        let (GridPage { rows, total, .. }, query) = (&self.page, &self.query);
        let pages = ((total + query.size - 1) / query.size).max(1);
        let number = query.page.clamp(1, pages);
        let crumb = |there: bool, href: String| Crumb { href: there.then_some(href) };
        let first = crumb(self.page.more_before, query.at_page(None, false, 1));
        let last = crumb(self.page.more_after, query.at_page(None, true, pages));
        let before = rows.first().map(|row| row.position(query.sort, true));
        let after = rows.last().map(|row| row.position(query.sort, false));
        let previous = crumb(self.page.more_before, query.at_page(before.as_ref(), false, (number - 1).max(1)));
        let next = crumb(self.page.more_after, query.at_page(after.as_ref(), false, (number + 1).min(pages)));
        pager(self.desk.lang(), number, pages, &first, &previous, &next, &last)
    }

    /// What can be done with the ticked rows, or with everything that matches. It keeps room of its
    /// own at the window's lower edge.
    fn selection_bar(&self) -> Markup {
        let lang = self.desk.lang();
        if !self.desk.has(Right::HandOver) {
            return html! {};
        }
        let total = self.page.total;
        let count = [("count", total.into())];
        html! {
            form.action-bar #selection method="post" action="/desk/orders/selection" aria-label=(t(lang, "selection-bar")) {
                (crate::html::hidden("filter", &self.query.filter_text()))
                (crate::html::hidden("back", &self.query.here()))
                label.visually-hidden for="selection-action" { (t(lang, "selection-action")) }
                select #selection-action name="action" {
                    option value="handoff" { (t(lang, "action-handoff")) }
                }
                (button("primary", Some(("scope", if self.query.all { "filter" } else { "page" })), &t(lang, "execute")))
                @if self.query.all {
                    span.selection-count { (ta(lang, "selection-filter", &count)) }
                    a href=(self.query.with_all(false)) { (t(lang, "selection-page-only")) }
                } @else {
                    (selection_count(lang))
                    @if total > 0 { a href=(self.query.with_all(true)) { (ta(lang, "selection-all-filter", &count)) } }
                }
            }
        }
    }
}
