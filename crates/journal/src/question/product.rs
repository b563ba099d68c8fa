use catalog::Product;

use crate::site::rate;
use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId};

/// The products of a site, in its order.
#[derive(Clone, Copy, Debug)]
pub struct Products {
    /// The site.
    pub site: SiteId,
    /// Those that are not published too.
    pub all: bool,
}

const COLUMNS: &str = "sku, title_fr, title_en, description_fr, description_en, unit_price_cents, vat_rate, stock,
     published";

fn read(row: &Row) -> Result<Product, Fault> {
    Ok(Product {
        sku: row.string(0)?,
        title_fr: row.string(1)?,
        title_en: row.string(2)?,
        description_fr: row.string(3)?,
        description_en: row.string(4)?,
        unit_price_cents: row.int(5)?,
        vat_rate: rate(row.int(6)?)?,
        stock: row.maybe_int(7)?,
        published: row.flag(8)?,
    })
}

impl Question for Products {
    type Answer = Vec<Product>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<Product>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM products WHERE site_id = $1 AND published >= $2 ORDER BY position, sku LIMIT 1000"
        );
        tx.query(&sql, params![self.site.0, !self.all]).await?.iter().map(read).collect()
    }
}

/// One product, published or not.
#[derive(Clone, Debug)]
pub struct ProductBySku {
    /// The site.
    pub site: SiteId,
    /// Its reference.
    pub sku: String,
}

impl Question for ProductBySku {
    type Answer = Option<Product>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Product>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM products WHERE site_id = $1 AND sku = $2");
        tx.first(&sql, params![self.site.0, &self.sku]).await?.as_ref().map(read).transpose()
    }
}

/// References of the products of which more was sold than there was, at most a thousand.
#[derive(Clone, Copy, Debug)]
pub struct SoldShort(pub SiteId);

impl Question for SoldShort {
    type Answer = Vec<String>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<String>, Fault> {
        let sql = "SELECT sku FROM products WHERE site_id = $1 AND stock < 0 LIMIT 1000";
        tx.query(sql, params![self.0.0]).await?.iter().map(|row| row.string(0)).collect()
    }
}
