use jiff::ZonedDateTime;
use maud::{Markup, Render, html};

use crate::format;
use crate::i18n::Lang;

/// A list of keys and values.
pub fn definitions<K: Render, V: Render>(rows: &[(K, V)]) -> Markup {
    html! {
        dl.definitions {
            @for (key, value) in rows { div { dt { (key) } dd { (value) } } }
        }
    }
}

/// The day of a moment, for the machine too.
pub fn date_cell(lang: Lang, at: &ZonedDateTime) -> Markup {
    html! { time datetime=(format::datetime_attr(at)) { (format::date_grid(lang, at)) } }
}

/// The time of day of a moment, for the machine too.
pub fn time_cell(lang: Lang, at: &ZonedDateTime) -> Markup {
    html! { time datetime=(format::datetime_attr(at)) { (format::time(lang, at)) } }
}

/// The time of day to the second of what a script keeps up to date.
pub fn time_of_day(at: &ZonedDateTime) -> Markup {
    html! { time data-live-time datetime=(format::datetime_attr(at)) { (format::clock(at)) } }
}

/// Day and time of a moment: `1 mars 2013 à 09:49`.
pub fn moment(lang: Lang, at: &ZonedDateTime) -> Markup {
    html! { time datetime=(format::datetime_attr(at)) { (format::moment_text(lang, at)) } }
}

/// An e-mail address, which a narrow line breaks before its host rather than anywhere.
pub fn email(address: &str) -> Markup {
    let (name, host) = address.split_at(address.find('@').unwrap_or(address.len()));
    html! { span.email { (name) wbr; (host) } }
}

/// A text in a language that may differ from the page's, which assistive technology must hear about.
pub fn phrase(page: Lang, of: Lang, text: &str) -> Markup {
    html! { span lang=[(page != of).then(|| of.code())] { (text) } }
}
