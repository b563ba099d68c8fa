use orders::plain_text;
use serde::{Deserialize, Serialize};

/// The seller's identity and texts, as « Propriétés de facturation » keeps them and each invoice
/// freezes them. Empty strings mean "not given".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seller {
    /// The firm's name.
    pub name: String,
    /// SAS, SARL, EI …
    pub legal_form: String,
    /// Street and number.
    pub line1: String,
    /// Building, hamlet.
    pub line2: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// ISO 3166 code.
    pub country: String,
    /// Nine digits.
    pub siren: String,
    /// The intra-community VAT number.
    pub vat_id: String,
    /// Town of the trade register.
    pub rcs: String,
    /// Share capital, as written.
    pub capital: String,
    /// For questions about the invoice.
    pub email: String,
    /// For questions about the invoice.
    pub phone: String,
    /// Conditions of payment.
    pub payment_terms: String,
    /// Penalties for late payment.
    pub penalties: String,
    /// A line at the foot.
    pub footer: String,
}

/// A field of the seller's identity that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidSeller {
    /// The field.
    pub field: &'static str,
    /// The stable code of the reason.
    pub code: &'static str,
}

impl Seller {
    /// The seller itself when every field is in its bounds, or everything that is not.
    pub fn check(self) -> Result<Self, Vec<InvalidSeller>> {
        let mut faults = Vec::new();
        let mut add = |field, code| faults.push(InvalidSeller { field, code });
        if self.name.trim().is_empty() {
            add("name", "required");
        }
        for (field, text) in self.texts() {
            let most = if matches!(field, "payment_terms" | "penalties" | "footer") { 1_000 } else { 200 };
            if !plain_text(text, most) {
                add(field, "too_long");
            }
        }
        if !self.siren.is_empty() && !valid_siren(&self.siren) {
            add("siren", "not_a_siren");
        }
        let two_capitals = self.country.len() == 2 && self.country.bytes().all(|byte| byte.is_ascii_uppercase());
        if !self.country.is_empty() && !two_capitals {
            add("country", "not_a_country");
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// The fields that French law asks for and that are still empty; the pages warn about them.
    pub fn missing(&self) -> Vec<&'static str> {
        let asked = ["name", "line1", "postal_code", "city", "siren"];
        self.texts()
            .into_iter()
            .filter(|(field, text)| asked.contains(field) && text.is_empty())
            .map(|(f, _)| f)
            .collect()
    }

    /// Every field with its name, in the order of the form.
    pub fn texts(&self) -> [(&'static str, &str); 16] {
        [
            ("name", &self.name),
            ("legal_form", &self.legal_form),
            ("line1", &self.line1),
            ("line2", &self.line2),
            ("postal_code", &self.postal_code),
            ("city", &self.city),
            ("country", &self.country),
            ("siren", &self.siren),
            ("vat_id", &self.vat_id),
            ("rcs", &self.rcs),
            ("capital", &self.capital),
            ("email", &self.email),
            ("phone", &self.phone),
            ("payment_terms", &self.payment_terms),
            ("penalties", &self.penalties),
            ("footer", &self.footer),
        ]
    }
}

/// A SIREN is nine digits whose Luhn sum is a multiple of ten.
fn valid_siren(siren: &str) -> bool {
    let digits: Option<Vec<u32>> = siren.chars().map(|digit| digit.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 9) else { return false };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siren_carries_its_own_check() {
        assert!(valid_siren("732829320"));
        assert!(!valid_siren("732829321"));
        assert!(!valid_siren("73282932"));
    }

    #[test]
    fn what_the_law_asks_for_and_is_empty_is_named() {
        let seller = Seller { name: "Boutique".into(), siren: "732829320".into(), ..Seller::default() };
        assert_eq!(seller.missing(), ["line1", "postal_code", "city"]);
    }
}
