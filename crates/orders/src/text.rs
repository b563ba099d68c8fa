use serde::{Deserialize, Serialize};

/// A language that customers are written to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, the first language.
    Fr,
    /// English.
    En,
}

impl Language {
    /// Both, in the order in which they are offered.
    pub const ALL: [Language; 2] = [Language::Fr, Language::En];

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// The language of a code such as `fr`.
    pub fn parse(code: &str) -> Option<Self> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// For French readers.
    pub fr: String,
    /// For English readers.
    pub en: String,
}

impl Text {
    /// The same thing said twice.
    pub fn new(fr: &str, en: &str) -> Self {
        Text { fr: fr.into(), en: en.into() }
    }

    /// What a reader of `language` sees.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// Whether `text` is printable and at most `most` characters: no control characters but line
/// breaks and tabs, and so no NUL, which databases and files handle each in its own way.
pub fn plain_text(text: &str, most: usize) -> bool {
    text.chars().take(most + 1).count() <= most
        && !text.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}
