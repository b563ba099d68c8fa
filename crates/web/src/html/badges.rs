use maud::{Markup, html};

use super::icons::{Icon, icon};
use crate::i18n::{Lang, t, ta};

/// The seven families of states. A family has a colour and a usual glyph; the word beside it carries the meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// Nothing has happened yet: received, waiting.
    Neutral,
    /// Under way: in preparation, shipped.
    Info,
    /// Somebody should look: to be validated, partial.
    Attention,
    /// Done well: paid, delivered.
    Success,
    /// Gone wrong: refused, failed.
    Danger,
    /// Closed for good: cancelled, refunded.
    Closed,
    /// Marked for follow-up.
    Flag,
}

impl Family {
    /// The family's usual glyph; a page may pass another to [`badge`], such as `➜` for shipped.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Neutral => "○",
            Self::Info => "◐",
            Self::Attention => "!",
            Self::Success => "✓",
            Self::Danger => "✕",
            Self::Closed => "–",
            Self::Flag => "⚑",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Attention => "attention",
            Self::Success => "success",
            Self::Danger => "danger",
            Self::Closed => "closed",
            Self::Flag => "flag",
        }
    }
}

/// A state: colour, glyph and word. The word may wrap; the glyph is hidden from assistive technology.
pub fn badge(family: Family, glyph: &str, text: &str) -> Markup {
    html! {
        span class={ "badge badge-" (family.class()) } {
            span.badge-glyph aria-hidden="true" { (glyph) }
            span.badge-text { (text) }
        }
    }
}

/// The one-click follow-up flag of a grid row: a submit button of the form `form`, which posts to `action` instead.
pub fn follow_up_flag(lang: Lang, form: &str, action: &str, number: &str, on: bool) -> Markup {
    let key_args = [("number", number.into())];
    let name = if on { ta(lang, "flag-unset", &key_args) } else { ta(lang, "flag-set", &key_args) };
    html! {
        button.flag-button.is-on[on] type="submit" form=(form) formaction=(action) name="follow-up" value=(!on) aria-label=(name)
            title=(name) {
            (icon(Icon::Flag))
            @if on { span.icon-word aria-hidden="true" { (t(lang, "column-follow-up")) } }
        }
    }
}
