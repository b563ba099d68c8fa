use maud::{Markup, html};

use super::icons::{Icon, icon};
use crate::i18n::{Lang, t};

/// The page's main act: one per form.
pub fn button_primary(text: &str) -> Markup {
    button("primary", None, text)
}

/// Any other act.
pub fn button_plain(text: &str) -> Markup {
    button("plain", None, text)
}

/// An act that cannot be undone. It leads to a page that asks, or is on that page.
pub fn button_danger(text: &str) -> Markup {
    button("danger", None, text)
}

/// A submit button that looks like a link: sign out, undo.
pub fn button_link(text: &str) -> Markup {
    button("link", None, text)
}

/// A submit button of a `style` (`primary`, `plain`, `danger`, `link`), which can send a name and a value.
pub fn button(style: &str, sends: Option<(&str, &str)>, text: &str) -> Markup {
    let (name, value) = sends.unzip();
    html! {
        button class={ "button button-" (style) } type="submit" name=[name] value=[value] { (text) }
    }
}

/// Opens the browser's print dialog. It comes unseen: a script shows it, without which it could do nothing.
pub fn print_button(lang: Lang) -> Markup {
    html! { button.button.button-plain.no-print type="button" hidden data-print { (t(lang, "print")) } }
}

/// A link that looks like a button of `style`: for what only leads somewhere.
pub fn link_button(style: &str, href: &str, text: &str) -> Markup {
    html! { a class={ "button button-" (style) } href=(href) { (text) } }
}

/// A link shown as a drawing, for the rows of a grid. `key` is that of its accessible name and tooltip; where there is
/// room, the word `{key}-word` stands beside the drawing.
pub fn icon_link(lang: Lang, drawing: Icon, href: &str, key: &str) -> Markup {
    let name = t(lang, key);
    html! {
        a.icon-link href=(href) title=(name) {
            (icon(drawing))
            span.icon-word aria-hidden="true" { (t(lang, &format!("{key}-word"))) }
            span.visually-hidden { (name) }
        }
    }
}
