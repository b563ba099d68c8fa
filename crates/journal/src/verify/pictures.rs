//! Pictures: each file is the one that was kept, and each that is shown is there.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Audit, Table, hex};
use crate::tx::{Param, Row, Tx, params};
use crate::{Fault, Picture, PictureSize};

impl<T: Tx> Audit<'_, T> {
    /// Compares what products and logo show with the history, and every file with its own hash.
    pub(super) async fn pictures(
        &mut self,
        shown: &BTreeMap<String, Picture>,
        logo: Option<&str>,
    ) -> Result<(), Fault> {
        let sql = "SELECT sku, hash, alt_fr, alt_en FROM product_pictures WHERE site_id = $1";
        let rows = self.tx.query(sql, params![self.site.id.0]).await?;
        let expected: Vec<_> = shown.iter().map(|(sku, picture)| picture_row(sku, picture)).collect();
        let table = Table { at: "the pictures shown", columns: "sku, hash, alt_fr, alt_en", keys: 1, first: 0 };
        self.compare_all(&table, &rows.iter().collect::<Vec<&Row>>(), &expected);

        let mut wanted: Vec<(&str, PictureSize)> = Vec::new();
        for picture in shown.values() {
            wanted.extend([(picture.hash.as_str(), PictureSize::Large), (&picture.hash, PictureSize::Small)]);
        }
        wanted.extend(logo.map(|hash| (hash, PictureSize::Logo)));
        let sql = "SELECT hash, size, sha256, content FROM pictures WHERE site_id = $1";
        let files = self.tx.query(sql, params![self.site.id.0]).await?;
        let mut kept = Vec::with_capacity(files.len());
        for row in &files {
            let (hash, size) = (row.text(0)?, row.text(1)?);
            let own = Sha256::digest(row.blob(3)?);
            let named = size == PictureSize::Small.code() || hex(&own) == hash;
            if own.as_slice() != row.blob(2)? || !named {
                self.fault(format_args!("picture {hash}, {size}: the file is not the one that was kept"));
            }
            kept.push((hash, size));
        }
        for (hash, size) in wanted {
            if !kept.contains(&(hash, size.code())) {
                self.fault(format_args!("picture {hash}, {}: the file is missing", size.code()));
            }
        }
        self.count("pictures", kept.len());
        Ok(())
    }
}

fn picture_row<'a>(sku: &'a String, picture: &'a Picture) -> Vec<Param<'a>> {
    vec![Param::from(sku), Param::from(&picture.hash), Param::from(&picture.alt.fr), Param::from(&picture.alt.en)]
}
