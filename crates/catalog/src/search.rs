//! What a customer types and what a product is called, compared as a reader would.

use crate::Product;

/// Characters of a search that are looked at; the rest is nothing anybody types.
pub const MAX_SEARCH: usize = 100;

/// The text without case, accents and ligatures, its words apart by single spaces: « Œuf  Dur » is
/// `oeuf dur`. Letters without a plain counterpart stay as they are.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(" ") if folded.is_empty() || folded.ends_with(' ') => {}
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The plain counterpart of a lower-case letter; a space for what separates words, nothing for an
/// accent that stands on its own.
const fn plain(letter: char) -> Option<&'static str> {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => Some("a"),
        'ç' => Some("c"),
        'è' | 'é' | 'ê' | 'ë' => Some("e"),
        'ì' | 'í' | 'î' | 'ï' => Some("i"),
        'ñ' => Some("n"),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => Some("o"),
        'ù' | 'ú' | 'û' | 'ü' => Some("u"),
        'ý' | 'ÿ' => Some("y"),
        'œ' => Some("oe"),
        'æ' => Some("ae"),
        'ß' => Some("ss"),
        '\u{300}'..='\u{36f}' => Some(""),
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | ',' | '.' => {
            Some(" ")
        }
        _ => None,
    }
}

/// What is looked for: every word must be in the product's reference, names or descriptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search(Vec<String>);

impl Search {
    /// The words of what was typed; none of them finds everything.
    pub fn of(typed: &str) -> Self {
        let start: String = typed.chars().take(MAX_SEARCH).collect();
        Search(fold(&start).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this product is what is looked for, in either language: a customer of the French pages
    /// may know the English name.
    pub fn finds(&self, product: &Product) -> bool {
        let Product { sku, title_fr, title_en, description_fr, description_en, .. } = product;
        let texts = fold(&[sku.as_str(), title_fr, title_en, description_fr, description_en].join(" "));
        self.0.iter().all(|word| texts.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use money::VatRate;

    use super::*;

    fn product(title_fr: &str, title_en: &str) -> Product {
        Product {
            sku: "OEUF-1".into(),
            title_fr: title_fr.into(),
            title_en: title_en.into(),
            description_fr: "Porcelaine, émaillée à la main.".into(),
            description_en: "Porcelain, glazed by hand.".into(),
            unit_price_cents: 1_200,
            vat_rate: VatRate::FRENCH_STANDARD,
            stock: None,
            published: true,
        }
    }

    #[test]
    fn accents_case_ligatures_and_spaces_do_not_matter() {
        let table = [
            ("Œuf  DUR", "oeuf dur"),
            ("l’Été", "l ete"),
            ("e\u{301}te\u{301}", "ete"),
            ("\u{a0}Garçon ", "garcon"),
            ("Æther ß", "aether ss"),
            ("日本", "日本"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_search_finds_what_has_all_its_words_in_any_order_and_language() {
        let cup = product("Coquetier à œuf", "Egg cup");
        for typed in ["oeuf", "ŒUF coquetier", "EMAILLEE", "porcelain egg", "oeuf-1", ""] {
            assert!(Search::of(typed).finds(&cup), "{typed}");
        }
        for typed in ["assiette", "oeuf assiette"] {
            assert!(!Search::of(typed).finds(&cup), "{typed}");
        }
        assert!(Search::of("  ").is_empty());
    }

    #[test]
    fn a_search_without_end_is_cut() {
        let typed = "a ".repeat(10_000);
        assert_eq!(Search::of(&typed).0.len(), MAX_SEARCH / 2);
    }
}
