use maud::{Markup, html};

use super::forms::field_id;
use crate::i18n::{Lang, t, ta};

/// How a message is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// It worked.
    Success,
    /// Worth knowing.
    Info,
    /// Worth a thought before going on.
    Attention,
    /// It did not work.
    Danger,
}

/// What happened, shown once on the page that follows a post.
#[derive(Clone, Debug)]
pub struct Flash {
    /// What happened, as the address says it.
    pub code: &'static str,
    /// How it is meant.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
    /// An act that goes with it, such as undo: its form or its link.
    pub act: Option<Markup>,
}

/// The page's one status region. It is in every page from the start, so that later messages are spoken too.
pub fn flash(lang: Lang, message: Option<&Flash>) -> Markup {
    html! {
        div.status #status role="status" {
            @if let Some(message) = message { (notice(lang, message.tone, &message.text, message.act.as_ref())) }
        }
    }
}

/// A sentence that stays where it is placed, with an act beside it if there is one.
pub fn notice(lang: Lang, tone: Tone, text: &str, act: Option<&Markup>) -> Markup {
    let (class, glyph, word) = match tone {
        Tone::Success => ("success", "✓", t(lang, "status-success")),
        Tone::Info => ("info", "i", t(lang, "status-info")),
        Tone::Attention => ("attention", "!", t(lang, "status-attention")),
        Tone::Danger => ("danger", "✕", t(lang, "status-danger")),
    };
    html! {
        div class={ "notice notice-" (class) } {
            span.notice-glyph aria-hidden="true" { (glyph) }
            p { span.visually-hidden { (word) " – " } (text) }
            @if let Some(act) = act { div.notice-act { (act) } }
        }
    }
}

/// A field that needs correction: what the summary above the form says of it, and leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// The name it is sent by, or the id it was given instead.
    pub field: String,
    /// What stands above it.
    pub label: String,
    /// What is wrong, in words and with the remedy.
    pub text: String,
}

/// What a form needs corrected, each as a link that names its field. Empty renders nothing. It takes the focus.
pub fn error_summary(lang: Lang, errors: &[Wrong]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.error-summary #error-summary role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title" {
                h2 #error-summary-title { (ta(lang, "error-summary-title", &[("count", errors.len().into())])) }
                ul {
                    @for Wrong { field, label, text } in errors {
                        @let args = [("label", label.into()), ("text", after_colon(text).into())];
                        li { a href={ "#" (field_id(field)) } { (ta(lang, "error-at-field", &args)) } }
                    }
                }
            }
        }
    }
}

/// A sentence as it goes on behind a colon: small, unless it begins with an abbreviation.
fn after_colon(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A place where nothing is: why, and the next step if there is one.
pub fn empty_state(title: &str, text: &str, act: Option<&Markup>) -> Markup {
    html! {
        div.empty-state {
            h2 { (title) }
            p { (text) }
            @if let Some(act) = act { p { (act) } }
        }
    }
}
