//! How the desk says a state: colour, sign and word.

use maud::Markup;
use money::Currency;
use orders::{HandoffState, PaymentMethod, PaymentStatus, ProgressKind, ProgressState, StateColour, fold};

use crate::format;
use crate::html::{Family, badge};
use crate::i18n::{Lang, t, ta};

/// An amount as the desk writes it.
pub(crate) fn amount(lang: Lang, cents: i64, currency: Currency) -> String {
    format::amount(lang, cents, currency.code(), currency.exponent())
}

/// Who an order is for, as far as it is still known.
pub(crate) fn customer_name(lang: Lang, name: &str) -> String {
    if name.is_empty() { t(lang, "customer-erased") } else { name.to_owned() }
}

/// Who did something, in words.
pub(crate) fn author(lang: Lang, actor: &str, name: Option<&str>) -> String {
    match (actor.split_once(':'), name) {
        (Some(("token", _)), Some(label)) => ta(lang, "actor-token-named", &[("label", label.into())]),
        (_, Some(name)) => name.to_owned(),
        (Some(("token", id)), None) => ta(lang, "actor-token", &[("id", id.into())]),
        (Some(_) | None, None) => t(lang, &format!("actor-{}", actor.split(':').next().unwrap_or("system"))),
    }
}

/// « État ».
pub(crate) fn payment_badge(lang: Lang, status: PaymentStatus) -> Markup {
    let family = match status {
        PaymentStatus::Awaiting => Family::Attention,
        PaymentStatus::Processing => Family::Info,
        PaymentStatus::Confirmed => Family::Success,
        PaymentStatus::Refused | PaymentStatus::Error => Family::Danger,
        PaymentStatus::Cancelled => Family::Closed,
    };
    badge(family, family.glyph(), &status_word(lang, status))
}

/// The six statuses in words.
pub(crate) fn status_word(lang: Lang, status: PaymentStatus) -> String {
    t(lang, &format!("payment-status-{}", status.code()))
}

/// The payment methods in words.
pub(crate) fn method_word(lang: Lang, method: PaymentMethod) -> String {
    t(lang, &format!("payment-method-{}", method.code().replace('_', "-")))
}

/// « Avancement ».
pub(crate) fn progress_badge(lang: Lang, code: Option<&str>, states: &[ProgressState]) -> Markup {
    let Some(code) = code else { return badge(Family::Neutral, "○", &t(lang, "progress-undefined")) };
    let Some(state) = states.iter().find(|state| state.code == code) else {
        return badge(Family::Neutral, "○", code);
    };
    let family = colour_family(state.colour);
    let glyph = if state.kind == ProgressKind::Shipped { "➜" } else { family.glyph() };
    badge(family, glyph, &state_word(lang, state))
}

/// A shop's own state in words.
pub(crate) fn state_word(lang: Lang, state: &ProgressState) -> String {
    state.label.get(language(lang)).to_owned()
}

/// The interface's language as the trade names it.
pub(crate) const fn language(lang: Lang) -> orders::Language {
    match lang {
        Lang::Fr => orders::Language::Fr,
        Lang::En => orders::Language::En,
    }
}

/// The interface's language for a customer's.
pub(crate) const fn lang_of(language: orders::Language) -> Lang {
    match language {
        orders::Language::Fr => Lang::Fr,
        orders::Language::En => Lang::En,
    }
}

/// The design's family for a shop's colour.
pub(crate) const fn colour_family(colour: StateColour) -> Family {
    match colour {
        StateColour::Neutral => Family::Neutral,
        StateColour::Info => Family::Info,
        StateColour::Attention => Family::Attention,
        StateColour::Success => Family::Success,
        StateColour::Danger => Family::Danger,
        StateColour::Closed => Family::Closed,
    }
}

/// Where an order stands with the logistician, by the state's code.
pub(crate) fn handoff_badge(lang: Lang, code: &str) -> Markup {
    let known = [
        (HandoffState::Submitted, Family::Neutral),
        (HandoffState::Acknowledged, Family::Info),
        (HandoffState::Shipped, Family::Success),
        (HandoffState::Refused, Family::Danger),
        (HandoffState::CancelRequested, Family::Attention),
        (HandoffState::CancelAccepted, Family::Closed),
        (HandoffState::CancelRefused, Family::Info),
    ];
    let family = known.iter().find(|(state, _)| state.code() == code).map_or(Family::Neutral, |(_, family)| *family);
    badge(family, family.glyph(), &t(lang, &format!("handoff-state-{}", code.replace('_', "-"))))
}

/// The channels of our own forms, and the keys of what they are called.
const OWN_SOURCES: [(&str, &str); 2] = [("storefront", "source-storefront"), ("desk", "source-desk")];

/// The channel in words where it is one of ours, else as it named itself.
pub(crate) fn source_word(lang: Lang, source: &str) -> String {
    let own = OWN_SOURCES.iter().find(|(code, _)| *code == source);
    own.map_or_else(|| source.to_owned(), |(_, key)| t(lang, key))
}

/// The channels of ours whose word contains `text`, in whichever language it is read.
pub(crate) fn sources_called(text: &str) -> Vec<&'static str> {
    let text = fold(text);
    let is_called = |key: &str| Lang::ALL.into_iter().any(|lang| fold(&t(lang, key)).contains(&text));
    OWN_SOURCES.into_iter().filter(|(_, key)| is_called(key)).map(|(code, _)| code).collect()
}

/// Whether an order of this source has a reference that says something to people. That of our own forms is drawn by lot.
pub(crate) fn has_reference(source: &str) -> bool {
    OWN_SOURCES.iter().all(|(code, _)| *code != source)
}
