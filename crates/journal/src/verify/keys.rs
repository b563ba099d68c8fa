//! Keys: every request and source reference is found again, and none is taken twice.

use super::{Audit, PAGE};
use crate::Fault;
use crate::carry_out::load_order_as_of;
use crate::keys::{KeyKind, generation, hash_key};
use crate::tx::{Tx, params};

/// About how many hashes are compared at a time.
const HASHES_AT_ONCE: i64 = 65_536;

impl<T: Tx> Audit<'_, T> {
    /// The keys of sources, then those of requests.
    pub(super) async fn keys(&mut self) -> Result<(), Fault> {
        let keys = self.number("SELECT COUNT(*) FROM keys WHERE site_id = $1 AND kind = 1").await?;
        let sql = "SELECT COUNT(*) FROM events WHERE site_id = $1 AND subject = 'order' AND version = 1";
        let placed = self.number(sql).await?;
        if keys != placed {
            self.fault(format_args!("{keys} source references are kept, and {placed} orders were ever placed"));
        }
        self.found_once(keys).await?;
        self.requests().await
    }

    /// No source reference was taken by two orders. Equal references have equal hashes, and hashes
    /// are compared a slice of their range at a time.
    async fn found_once(&mut self, keys: i64) -> Result<(), Fault> {
        let slices = i128::from(keys / HASHES_AT_ONCE + 1);
        let width = (1_i128 << 64) / slices;
        let bound = |slice: i128| i64::try_from(i128::from(i64::MIN) + slice * width).unwrap_or(i64::MAX);
        for slice in 0..slices {
            let (low, high) = (bound(slice), if slice + 1 == slices { i64::MAX } else { bound(slice + 1) - 1 });
            let sql = "SELECT hash FROM keys WHERE site_id = $1 AND kind = 1 AND hash >= $2 AND hash <= $3
                 GROUP BY hash HAVING COUNT(*) > 1";
            for row in self.tx.query(sql, params![self.site.id.0, low, high]).await? {
                self.same_hash(row.int(0)?).await?;
            }
        }
        Ok(())
    }

    async fn same_hash(&mut self, hash: i64) -> Result<(), Fault> {
        let sql = "SELECT target FROM keys WHERE site_id = $1 AND kind = 1 AND hash = $2 ORDER BY target";
        let mut seen: Vec<(String, String, i64)> = Vec::new();
        for row in self.tx.query(sql, params![self.site.id.0, hash]).await? {
            let number = row.int(0)?;
            let Ok(Some(order)) = load_order_as_of(self.tx, self.site.id, number, 1).await else { continue };
            let (source, id) = (order.source, order.source_order_id);
            if let Some((_, _, first)) = seen.iter().find(|known| known.0 == source && known.1 == id) {
                self.fault(format_args!("order {number}: {source} {id} is already order {first}"));
            }
            seen.push((source, id, number));
        }
        Ok(())
    }

    /// Requests are forgotten from the oldest on: those that are kept have no gap, and their keys.
    async fn requests(&mut self) -> Result<(), Fault> {
        let (mut last, mut first) = (None, None);
        loop {
            let sql = "SELECT id, credential, key FROM requests WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3";
            let low = last.unwrap_or(i64::MIN);
            let rows = self.tx.query(sql, params![self.site.id.0, low, PAGE]).await?;
            self.count("requests", rows.len());
            for row in &rows {
                let id = row.int(0)?;
                first = first.or(Some(id));
                if let Some(last) = last.filter(|last| id != last + 1) {
                    self.fault(format_args!("request {id} follows request {last}"));
                }
                last = Some(id);
                let hash = hash_key(row.text(1)?, row.text(2)?);
                let sql = "SELECT 1 FROM keys WHERE site_id = $1 AND kind = $2 AND generation = $3 AND hash = $4
                     AND target = $5";
                let key = params![self.site.id.0, KeyKind::Request as i64, generation(id), hash, id];
                if self.tx.first(sql, key).await?.is_none() {
                    self.fault(format_args!("request {id}: it is not found by its key"));
                }
            }
            if rows.is_empty() {
                break;
            }
        }
        let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
        let stands = self.number("SELECT last_request FROM counters WHERE site_id = $1").await?;
        if stands != last {
            self.fault(format_args!("the counter last_request stands at {stands}, and the last request is {last}"));
        }
        let sql = "SELECT COUNT(*) FROM keys WHERE site_id = $1 AND kind = 2 AND target >= $2";
        let keys = self.tx.first(sql, params![self.site.id.0, first]).await?.map_or(Ok(0), |row| row.int(0))?;
        if keys != last - first + 1 {
            self.fault(format_args!("{keys} request keys are kept for {} requests", last - first + 1));
        }
        Ok(())
    }
}
