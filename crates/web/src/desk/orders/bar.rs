//! The bar at the window's lower edge: what can be done with the selection.

use maud::{Markup, html};

use super::Sheet;
use crate::html::{button, hidden, selection_count};
use crate::i18n::{t, ta};
use crate::rights::Right;

impl Sheet<'_> {
    /// Acts on the ticked rows, or on everything that matches. It keeps room of its own and covers no row. What is sent
    /// is what was seen: the rows' versions, or the filter with its count and the revision it was counted at.
    pub(super) fn selection_bar(&self) -> Markup {
        let lang = self.desk.lang();
        if !self.desk.has(Right::HandOver) {
            return html! {};
        }
        let total = self.page.total;
        let count = [("count", total.into())];
        let scope = if self.query.all { "filter" } else { "page" };
        html! {
            form.action-bar #selection method="post" action="/desk/orders/selection" aria-label=(t(lang, "selection-bar")) {
                (hidden("filter", &self.query.filter_text()))
                (hidden("count", &total.to_string()))
                (hidden("as_of", &self.page.rev.to_string()))
                (hidden("view", &self.query.view()))
                label.visually-hidden for="selection-action" { (t(lang, "selection-action")) }
                select #selection-action name="action" {
                    option value="handoff" { (t(lang, "action-handoff")) }
                }
                (button("primary", Some(("scope", scope)), &t(lang, "execute")))
                @if self.query.all {
                    span.selection-count { (ta(lang, "selection-filter", &count)) }
                    a href=(self.query.with_all(false)) { (t(lang, "selection-page-only")) }
                } @else {
                    (selection_count(lang))
                    @if total > 0 { a href=(self.query.with_all(true)) data-select-filter { (ta(lang, "selection-all-filter", &count)) } }
                }
            }
        }
    }
}
