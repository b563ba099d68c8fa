//! The two languages of the interface, and the texts in them.
//!
//! Texts live in `locales/{fr,en}/*.ftl`, one file per area. French is written first; both languages have the same keys, and a
//! test holds that. Formatting of amounts and dates is not done here but in [`crate::format`].

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

use crate::format;

static FRENCH: LanguageIdentifier = langid!("fr");
static ENGLISH: LanguageIdentifier = langid!("en");

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| {
            // Isolation marks would end up in labels, titles and copied text; both languages run left to right.
            bundle.set_use_isolating(false);
            let english = bundle.locales.first().is_some_and(|locale| *locale == ENGLISH);
            bundle.set_formatter(Some(if english { grouped_english } else { grouped_french }));
        },
    };
}

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Lang {
    /// French, the first language: the default wherever nothing else is known.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both languages, French first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The two-letter code, as in `lang="fr"` and in the storefront's addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language with exactly this code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The other of the two, which a switch offers.
    pub const fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// The language's own name for itself, for a switch: `Français`, `English`.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// The language an `Accept-Language` header prefers. Anything else, malformed headers included, is French.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::Fr, 0.0_f32);
        for range in header.split(',') {
            let Some((lang, quality)) = accepted(range) else { continue };
            if quality > best.1 {
                best = (lang, quality);
            }
        }
        best.0
    }
}

/// A value placed into a text. Numbers choose the plural and are written with the language's groups.
#[derive(Clone, PartialEq, Debug)]
pub enum Arg<'a> {
    /// Text, placed as it is.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(i64),
}

/// The text under `key`. A missing key shows itself instead of failing the page; a test holds that none is missing.
pub fn t(lang: Lang, key: &str) -> String {
    LOCALES.try_lookup(identifier(lang), key).unwrap_or_else(|| missing(key))
}

/// The text under `key` with values in it: `ta(lang, "grid-count", &[("count", 10.into())])`.
pub fn ta(lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
    let mut values: HashMap<Cow<'static, str>, FluentValue> = HashMap::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Text(text) => FluentValue::from(text.clone().into_owned()),
            Arg::Count(number) => FluentValue::from(*number),
        };
        values.insert(Cow::Owned((*name).to_owned()), value);
    }
    let millions = (lang == Lang::Fr && args.iter().any(|(_, arg)| is_round_millions(arg)))
        .then(|| LOCALES.try_lookup_with_args(identifier(lang), &format!("{key}.many"), &values))
        .flatten();
    millions.or_else(|| LOCALES.try_lookup_with_args(identifier(lang), key, &values)).unwrap_or_else(|| missing(key))
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Count(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Count(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Count(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Count(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Count(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// One range of an `Accept-Language` header, with its quality, when it is a language we have.
fn accepted(range: &str) -> Option<(Lang, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let primary = parts.next()?.split('-').next()?;
    let lang = Lang::from_code(&primary.to_ascii_lowercase())?;
    let quality = match parts.next() {
        None => 1.0,
        Some(parameter) => parameter.strip_prefix("q=")?.parse().ok()?,
    };
    Some((lang, quality))
}

fn identifier(lang: Lang) -> &'static LanguageIdentifier {
    match lang {
        Lang::Fr => &FRENCH,
        Lang::En => &ENGLISH,
    }
}

/// « 1 000 000 d’éléments »: the plural category `many` of French. The rules beneath fluent do not know it yet, therefore a text
/// that needs it carries it as an attribute, `.many`.
fn is_round_millions(arg: &Arg) -> bool {
    matches!(arg, Arg::Count(number) if *number != 0 && number % 1_000_000 == 0)
}

fn missing(key: &str) -> String {
    tracing::error!(key, "a text is missing");
    format!("[{key}]")
}

/// The number formatter of a bundle: fluent's own writes `1248`.
fn grouped_french<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(Lang::Fr, value)
}

fn grouped_english<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(Lang::En, value)
}

// Values come only from `Arg::Count`, which is whole.
#[allow(clippy::cast_possible_truncation)]
fn grouped(lang: Lang, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::count(lang, number.value as i64)),
        FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}

#[cfg(test)]
#[path = "i18n_tests.rs"]
mod tests;
