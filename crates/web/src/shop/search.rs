//! What a customer types and what a product is called, compared as a reader would.

use catalog::Product;
use orders::fold;

/// Characters of a search that are looked at; the rest is nothing anybody types.
pub(super) const MAX_SEARCH: usize = 100;

/// What is looked for: every word must be in the product's reference, names or descriptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Search(Vec<String>);

impl Search {
    /// The words of what was typed; none of them finds everything.
    pub(crate) fn of(typed: &str) -> Self {
        let start: String = typed.chars().take(MAX_SEARCH).collect();
        Search(fold(&start).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Whether nothing is looked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this product is what is looked for, in either language: a customer of the French pages
    /// may know the English name.
    pub(super) fn finds(&self, product: &Product) -> bool {
        let Product { sku, title_fr, title_en, description_fr, description_en, .. } = product;
        self.all_in(&[sku, title_fr, title_en, description_fr, description_en])
    }

    /// Whether this product is called so: its reference or its name, in either language.
    pub(crate) fn names(&self, product: &Product) -> bool {
        self.all_in(&[&product.sku, &product.title_fr, &product.title_en])
    }

    fn all_in(&self, texts: &[&String]) -> bool {
        let texts = fold(&texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(" "));
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
    fn a_product_is_not_called_what_its_description_says() {
        let cup = product("Coquetier à œuf", "Egg cup");
        assert!(Search::of("cup oeuf").names(&cup) && Search::of("OEUF-1").names(&cup));
        assert!(!Search::of("porcelaine").names(&cup));
    }

    #[test]
    fn a_search_without_end_is_cut() {
        let typed = "a ".repeat(10_000);
        assert_eq!(Search::of(&typed).0.len(), MAX_SEARCH / 2);
    }
}
