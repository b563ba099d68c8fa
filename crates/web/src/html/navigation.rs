use maud::{Markup, html};

use crate::i18n::{Lang, t, ta};

/// A page among its siblings.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub text: String,
    /// A figure beside the name.
    pub count: Option<String>,
    /// Whether it is the page being shown.
    pub current: bool,
}

/// A page of a numbered list, or an end of it that cannot be passed.
#[derive(Clone, Debug, Default)]
pub struct Crumb {
    /// Where it leads; nothing where there is no such page.
    pub href: Option<String>,
}

/// The way back to the page above this one.
pub fn back_link(href: &str, text: &str) -> Markup {
    html! { p.back-link { a href=(href) { span aria-hidden="true" { "← " } (text) } } }
}

/// Sibling pages as links; not ARIA tabs, since each is a page of its own.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul { @for tab in tabs { li { (tab_link(tab)) } } }
        }
    }
}

/// The second line of the main menu: the pages of the current area.
pub fn sub_nav(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.sub-nav aria-label=(label) {
            ul { @for tab in tabs { li { (tab_link(tab)) } } }
        }
    }
}

/// The steps of a task, of which `current` (from 0) is under way. Steps behind lead back when they have an address.
pub fn steps(label: &str, steps: &[(&str, Option<&str>)], current: usize) -> Markup {
    html! {
        nav.steps aria-label=(label) {
            ol {
                @for (place, (text, href)) in steps.iter().enumerate() {
                    @let is_current = (place == current).then_some("step");
                    li aria-current=[is_current] {
                        @if let Some(href) = href.filter(|_| place < current) { a href=(href) { (text) } } @else { (text) }
                    }
                }
            }
        }
    }
}

/// First, previous, next and last page, and the position. An end that is reached keeps its place without being a link.
pub fn pager(lang: Lang, page: i64, pages: i64, first: &Crumb, previous: &Crumb, next: &Crumb, last: &Crumb) -> Markup {
    let position = ta(lang, "pager-position", &[("page", page.into()), ("pages", pages.into())]);
    html! {
        nav.pager aria-label=(t(lang, "pager")) {
            (pager_link(first, "⇤", &t(lang, "pager-first"), None))
            (pager_link(previous, "←", &t(lang, "pager-previous"), Some("prev")))
            span.pager-position { (position) }
            (pager_link(next, "→", &t(lang, "pager-next"), Some("next")))
            (pager_link(last, "⇥", &t(lang, "pager-last"), None))
        }
    }
}

/// The neighbours of a thing within the list one came from, each with its text. An end that is reached keeps its place
/// without being a link.
pub fn previous_next(label: &str, previous: (Option<&str>, &str), next: (Option<&str>, &str)) -> Markup {
    let (before, after) = (html! { span aria-hidden="true" { "← " } }, html! { span aria-hidden="true" { " →" } });
    html! {
        nav.previous-next aria-label=(label) {
            @match previous {
                (Some(href), text) => a rel="prev" href=(href) { (before) (text) },
                (None, text) => span aria-hidden="true" { (before) (text) },
            }
            @match next {
                (Some(href), text) => a rel="next" href=(href) { (text) (after) },
                (None, text) => span aria-hidden="true" { (text) (after) },
            }
        }
    }
}

/// The heading of a page that follows a post, which takes the focus so that reading starts there.
pub fn skip_target_heading(text: &str) -> Markup {
    html! { h1 tabindex="-1" autofocus { (text) } }
}

fn tab_link(tab: &Tab) -> Markup {
    html! {
        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
            (tab.text)
            @if let Some(count) = &tab.count { " " span.tab-count { (count) } }
        }
    }
}

fn pager_link(crumb: &Crumb, glyph: &str, name: &str, rel: Option<&str>) -> Markup {
    html! {
        @if let Some(href) = &crumb.href {
            a.pager-link href=(href) rel=[rel] title=(name) {
                span aria-hidden="true" { (glyph) } span.visually-hidden { (name) }
            }
        } @else {
            span.pager-link aria-hidden="true" { (glyph) }
        }
    }
}
