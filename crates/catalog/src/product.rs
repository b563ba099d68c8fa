use money::{MAX_AMOUNT, VatRate};
use serde::{Deserialize, Serialize};

/// Something the shop sells, as the storefront lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// The shop's own reference, unique in the site, 1 to 100 characters.
    pub sku: String,
    /// The name shown to a French reader, 1 to 500 characters.
    pub title_fr: String,
    /// The name shown to an English reader, 1 to 500 characters.
    pub title_en: String,
    /// A sentence or two for a French reader; may be empty.
    pub description_fr: String,
    /// A sentence or two for an English reader; may be empty.
    pub description_en: String,
    /// Price of one unit in minor units of the site's currency, tax included.
    pub unit_price_cents: i64,
    /// The rate contained in the price.
    pub vat_rate: VatRate,
    /// Units left, or `None` when this product's stock is not followed. Sales channels that have
    /// already sold may take it below zero; the desk then shows it.
    pub stock: Option<i64>,
    /// Shown in the storefront.
    pub published: bool,
}

/// Why a product cannot be kept as given; the name is the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidProduct {
    /// The reference is empty, too long or holds control characters.
    #[error("sku")]
    Sku,
    /// A title is empty, too long or holds control characters.
    #[error("title")]
    Title,
    /// The price is negative or too large.
    #[error("unit_price")]
    UnitPrice,
}

impl Product {
    /// The product itself when every field is in its bounds.
    pub fn check(self) -> Result<Self, InvalidProduct> {
        let plain = |text: &str, most: usize| {
            let length = text.chars().count();
            (1..=most).contains(&length) && !text.chars().any(char::is_control)
        };
        if !plain(&self.sku, 100) {
            return Err(InvalidProduct::Sku);
        }
        if !plain(&self.title_fr, 500) || !plain(&self.title_en, 500) {
            return Err(InvalidProduct::Title);
        }
        if !(0..=MAX_AMOUNT).contains(&self.unit_price_cents) {
            return Err(InvalidProduct::UnitPrice);
        }
        Ok(self)
    }
}
