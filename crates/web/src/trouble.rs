//! A form that was not carried out is shown again, with what was typed and what is wrong.

use axum::http::StatusCode;
use journal::Stop;
use maud::{Markup, html};
use orders::Invalid;

use crate::html::{Tone, Wrong, error_summary, notice};
use crate::i18n::Lang;
use crate::page::PageError;
use crate::sentence;

/// Why a form is shown again.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub status: StatusCode,
    lang: Lang,
    sentence: Option<String>,
    faults: Vec<Wrong>,
    more: Option<Markup>,
}

impl Trouble {
    /// What the form's own page can show; anything else has a page of its own. `label` is what stands above a
    /// field.
    pub(crate) fn of(lang: Lang, stop: Stop, label: impl Fn(&str) -> String) -> Result<Self, PageError> {
        let said = |status, code: &str, facts| Trouble::said(lang, status, sentence::problem(lang, code, &facts));
        match stop {
            Stop::Invalid(faults) => Ok(Trouble::invalid(lang, faults, label)),
            Stop::Refused(refusal) => Ok(said(StatusCode::CONFLICT, refusal.code(), refusal.facts())),
            Stop::Stale { .. } => Ok(said(StatusCode::CONFLICT, "stale_version", Vec::new())),
            Stop::NothingToHandOff(_) => Ok(said(StatusCode::CONFLICT, "nothing_to_hand_off", Vec::new())),
            Stop::NotScanned(why) => Ok(said(StatusCode::UNPROCESSABLE_ENTITY, why.code(), why.facts())),
            Stop::Taken(code) => Ok(said(StatusCode::CONFLICT, code, Vec::new())),
            Stop::Missing(_) | Stop::KeyReused | Stop::Busy | Stop::Fault(_) => Err(PageError::from(stop)),
        }
    }

    /// Something that is wrong with the whole, in a sentence.
    pub(crate) fn said(lang: Lang, status: StatusCode, sentence: String) -> Self {
        Trouble { status, lang, sentence: Some(sentence), faults: Vec::new(), more: None }
    }

    /// Fields that do not hold; `label` is what stands above each.
    pub(crate) fn invalid(lang: Lang, faults: Vec<Invalid>, label: impl Fn(&str) -> String) -> Self {
        let wrong = |Invalid { field, code }: Invalid| {
            let (label, text) = (label(&field), sentence::invalid(lang, code));
            Wrong { field, label, text }
        };
        Trouble::wrong(lang, StatusCode::UNPROCESSABLE_ENTITY, faults.into_iter().map(wrong).collect())
    }

    /// Fields that do not hold, each with its own words.
    pub(crate) fn wrong(lang: Lang, status: StatusCode, faults: Vec<Wrong>) -> Self {
        Trouble { status, lang, sentence: None, faults, more: None }
    }

    /// With more than a sentence to it.
    pub(crate) fn explained(self, more: Markup) -> Self {
        Trouble { more: Some(more), ..self }
    }

    /// What is said at a field; the first thing that is wrong with it.
    pub(crate) fn at(&self, field: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone())
    }

    /// What is said above the form.
    pub(crate) fn summary(&self) -> Markup {
        html! {
            @if let Some(sentence) = &self.sentence {
                div role="alert" tabindex="-1" autofocus[self.faults.is_empty()] { (notice(self.lang, Tone::Danger, sentence, None)) }
            }
            (error_summary(self.lang, &self.faults))
            @if let Some(more) = &self.more { (more) }
        }
    }
}

/// The status of a page, and what stands above its form.
pub(crate) fn status(trouble: Option<&Trouble>) -> StatusCode {
    trouble.map_or(StatusCode::OK, |trouble| trouble.status)
}

/// What is said at a field, where anything is wrong at all.
pub(crate) fn at(trouble: Option<&Trouble>, field: &str) -> Option<String> {
    trouble.and_then(|trouble| trouble.at(field))
}

/// What is said above the form, where anything is wrong at all.
pub(crate) fn summary(trouble: Option<&Trouble>) -> Markup {
    trouble.map_or_else(|| html! {}, Trouble::summary)
}
