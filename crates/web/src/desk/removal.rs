//! A section of its own for what takes something away.

use maud::{Markup, html};

use crate::html::{button_danger, request_id};
use crate::i18n::{Lang, t};

/// What `action` takes away, in the words of a stem: `state-remove` and `state-remove-hint`.
pub(super) fn section(lang: Lang, stem: &str, action: &str) -> Markup {
    let text = t(lang, &format!("{stem}-remove-hint"));
    said(lang, stem, &text, action)
}

/// The same where what happens is said in a sentence of its own.
pub(super) fn said(lang: Lang, stem: &str, text: &str, action: &str) -> Markup {
    let title = t(lang, &format!("{stem}-remove"));
    html! {
        section.section.ruled aria-labelledby="removal" {
            h2 #removal { (title) }
            p { (text) }
            form method="post" action=(action) {
                (request_id(&crate::token::new()))
                (button_danger(&title))
            }
        }
    }
}
