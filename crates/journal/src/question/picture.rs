use std::collections::HashMap;

use orders::Text;

use crate::tx::{Question, Tx, params};
use crate::{Fault, Picture, PictureSize, SiteId};

/// The pictures that a site's products show, by the products' references.
#[derive(Clone, Copy, Debug)]
pub struct ProductPictures(pub SiteId);

impl Question for ProductPictures {
    type Answer = HashMap<String, Picture>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT sku, hash, alt_fr, alt_en FROM product_pictures WHERE site_id = $1";
        let rows = tx.query(sql, params![self.0.0]).await?;
        let read = |row: &crate::tx::Row| {
            Ok((row.string(0)?, Picture { hash: row.string(1)?, alt: Text::new(row.text(2)?, row.text(3)?) }))
        };
        rows.iter().map(read).collect()
    }
}

/// A picture's file in one of its sizes.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// The site.
    pub site: SiteId,
    /// Its name.
    pub hash: String,
    /// Which size.
    pub size: PictureSize,
}

impl Question for PictureFile {
    type Answer = Option<Vec<u8>>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT content FROM pictures WHERE site_id = $1 AND hash = $2 AND size = $3";
        let row = tx.first(sql, params![self.site.0, &self.hash, self.size.code()]).await?;
        row.map(|row| row.blob(0).map(<[u8]>::to_vec)).transpose()
    }
}
