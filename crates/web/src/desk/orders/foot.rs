//! Below the table: pages, rows of a page, density.

use journal::question::GridPage;
use maud::{Markup, html};

use super::Sheet;
use super::query::{DEFAULT_SIZE, SIZES};
use crate::html::{Crumb, pager};
use crate::i18n::t;

impl Sheet<'_> {
    /// The page's number and how many there are; both at least 1.
    pub(super) fn page_of(&self) -> (i64, i64) {
        let pages = ((self.page.total + self.query.size - 1) / self.query.size).max(1);
        // Without anything before it a page is the first, whatever its address says.
        let number = if self.page.more_before { self.query.page } else { 1 };
        (number.clamp(1, pages), pages)
    }

    pub(super) fn foot(&self) -> Markup {
        let lang = self.desk.lang();
        let sizes = SIZES.map(|size| {
            let value = if size == DEFAULT_SIZE { String::new() } else { size.to_string() };
            (self.query.shown("size", &value), size.to_string(), size == self.query.size)
        });
        let densities = [("", "density-normal", false), ("compact", "density-compact", true)]
            .map(|(value, key, is)| (self.query.shown("density", value), t(lang, key), is == self.query.compact));
        html! {
            div.grid-foot {
                @if !self.page.rows.is_empty() { (self.pager()) }
                (choice(&t(lang, "page-size"), &sizes))
                (choice(&t(lang, "density"), &densities))
            }
        }
    }

    fn pager(&self) -> Markup {
        let (GridPage { rows, .. }, query) = (&self.page, &self.query);
        let (number, pages) = self.page_of();
        let crumb = |there: bool, href: String| Crumb { href: there.then_some(href) };
        let first = crumb(self.page.more_before, query.at_page(None, false, 1));
        let last = crumb(self.page.more_after, query.at_page(None, true, pages));
        let before = rows.first().map(|row| row.position(query.sort, true));
        let after = rows.last().map(|row| row.position(query.sort, false));
        let previous = crumb(self.page.more_before, query.at_page(before.as_ref(), false, (number - 1).max(1)));
        let next = crumb(self.page.more_after, query.at_page(after.as_ref(), false, (number + 1).min(pages)));
        pager(self.desk.lang(), number, pages, &first, &previous, &next, &last)
    }
}

/// A few ways to show the list, of which one holds.
fn choice(label: &str, ways: &[(String, String, bool)]) -> Markup {
    html! {
        div.choice role="group" aria-label=(label) {
            span aria-hidden="true" { (label) }
            @for (href, text, holds) in ways { a href=(href) aria-current=[holds.then_some("true")] { (text) } }
        }
    }
}
