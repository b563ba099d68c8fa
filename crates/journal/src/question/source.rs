use std::collections::HashSet;

use crate::carry_out::load_order_as_of;
use crate::keys::{KeyKind, hash_key};
use crate::tx::{Question, Tx, params};
use crate::{Fault, SiteId};

/// Which of a source's references the site knows already, as an order (a deleted one too) or as a
/// return: what placing or recording them again would find repeated.
#[derive(Clone, Debug)]
pub struct KnownReferences {
    /// The site.
    pub site: SiteId,
    /// References with their sources.
    pub references: Vec<(String, String)>,
}

impl Question for KnownReferences {
    /// Those of the references that are known.
    type Answer = HashSet<(String, String)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let bounds = "SELECT MIN(generation), MAX(generation) FROM keys WHERE site_id = $1 AND kind = $2";
        let row = tx.first(bounds, params![self.site.0, KeyKind::Source as i64]).await?;
        let bound = |column| row.as_ref().map_or(Ok(None), |row| row.maybe_int(column));
        let generations = bound(0)?.unwrap_or(0)..=bound(1)?.unwrap_or(-1);
        let mut known = HashSet::new();
        for (source, reference) in self.references {
            let mut found = returned(tx, self.site, &source, &reference).await?;
            for generation in generations.clone() {
                found = found || placed(tx, self.site, generation, &source, &reference).await?;
            }
            if found {
                known.insert((source, reference));
            }
        }
        Ok(known)
    }
}

async fn placed<T: Tx>(
    tx: &mut T,
    site: SiteId,
    generation: i64,
    source: &str,
    reference: &str,
) -> Result<bool, Fault> {
    let sql = "SELECT target FROM keys WHERE site_id = $1 AND kind = $2 AND generation = $3 AND hash = $4";
    let key = params![site.0, KeyKind::Source as i64, generation, hash_key(source, reference)];
    for row in tx.query(sql, key).await? {
        let order = load_order_as_of(tx, site, row.int(0)?, 1).await?;
        if order.is_some_and(|order| order.source == source && order.source_order_id == reference) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn returned<T: Tx>(tx: &mut T, site: SiteId, source: &str, reference: &str) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM returns WHERE site_id = $1 AND source = $2 AND source_number = $3";
    Ok(tx.first(sql, params![site.0, source, reference]).await?.is_some())
}
