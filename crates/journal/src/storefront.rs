use orders::{Language, Text};
use serde::{Deserialize, Serialize};

/// How a shop presents itself to its customers. Texts left empty are the program's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Storefront {
    /// What stands above the products.
    pub welcome: Text,
    /// The colour of links and buttons on light ground, `#rrggbb`; empty for the program's blue.
    pub accent: String,
    /// The languages it can be read in; at least one.
    pub languages: Vec<Language>,
    /// The pages that the law asks for.
    pub legal: LegalTexts,
}

/// The shop's own words on the pages that the law asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LegalTexts {
    /// « Mentions légales », below the seller's identity.
    pub notice: Text,
    /// « Conditions générales de vente ».
    pub terms: Text,
    /// « Données personnelles ».
    pub privacy: Text,
    /// « Accessibilité ».
    pub accessibility: Text,
}

impl Default for Storefront {
    fn default() -> Self {
        Storefront {
            welcome: Text::default(),
            accent: String::new(),
            languages: Language::ALL.to_vec(),
            legal: LegalTexts::default(),
        }
    }
}

impl LegalTexts {
    /// The text of a page, by the last part of its address.
    pub fn of(&self, page: &str) -> Option<&Text> {
        match page {
            "notice" => Some(&self.notice),
            "terms" => Some(&self.terms),
            "privacy" => Some(&self.privacy),
            "accessibility" => Some(&self.accessibility),
            _ => None,
        }
    }
}

/// What an owner says of the site itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteProfile {
    /// What customers read.
    pub title: String,
    /// Its first language.
    pub language: Language,
    /// An IANA zone.
    pub zone: String,
    /// The rate of delivery prices, in basis points.
    pub vat_rate: u32,
}
