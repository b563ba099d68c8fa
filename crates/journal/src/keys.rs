//! Unique keys that arrive in no order, at a cost that does not grow.
//!
//! A B-tree on random keys writes one page per key once it is large: at a million orders that is
//! half the work of placing one. Here only a key's 64-bit hash is indexed, in generations of
//! 2^[`GENERATION_BITS`] keys, so that the pages of the current generation are written together with each
//! commit and older ones never again. Whether a key was ever seen is asked of a filter in memory
//! first, which says "no" for almost every new key; a "perhaps" is looked up in each generation, and
//! a hit is compared with the row itself, which is the only truth.

use sha2::{Digest, Sha256};

use crate::tx::{Tx, params};
use crate::{Fault, SiteId};

/// Keys per generation, as a power of two: about a hundred pages.
const GENERATION_BITS: u32 = 14;

/// Which keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// (source, source order id) → order number.
    Source = 1,
    /// (credential, request id) → request id of the site.
    Request = 2,
}

/// The hash that stands for a key of two parts.
pub(crate) fn hash_key(first: &str, second: &str) -> i64 {
    let mut hasher = Sha256::new();
    hasher.update((first.len() as u64).to_le_bytes());
    hasher.update(first);
    hasher.update(second);
    let digest = hasher.finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    i64::from_le_bytes(bytes)
}

/// The generation that the key of `target` belongs to.
pub(crate) fn generation(target: i64) -> i64 {
    target >> GENERATION_BITS
}

/// One site's keys of one kind, as far as memory knows them.
pub(crate) struct Keys {
    kind: KeyKind,
    filters: Vec<Filter>,
    first_generation: i64,
    last_generation: i64,
}

impl Keys {
    /// Reads the hashes there are, a generation at a time.
    pub(crate) async fn load<T: Tx>(tx: &mut T, site: SiteId, kind: KeyKind) -> Result<Self, Fault> {
        let bounds = "SELECT MIN(generation), MAX(generation) FROM keys WHERE site_id = $1 AND kind = $2";
        let row = tx.first(bounds, params![site.0, kind as i64]).await?;
        let bound = |column| row.as_ref().map_or(Ok(None), |row| row.maybe_int(column));
        let (first, last) = (bound(0)?.unwrap_or(0), bound(1)?.unwrap_or(-1));
        let mut keys =
            Keys { kind, filters: vec![Filter::new(1 << 16)], first_generation: first, last_generation: last };
        for generation in first..=last {
            let hashes = "SELECT hash FROM keys WHERE site_id = $1 AND kind = $2 AND generation = $3";
            for row in tx.query(hashes, params![site.0, kind as i64, generation]).await? {
                keys.remember(row.int(0)?);
            }
        }
        Ok(keys)
    }

    /// The targets of every key with this hash; almost always none.
    pub(crate) async fn find<T: Tx>(&self, tx: &mut T, site: SiteId, hash: i64) -> Result<Vec<i64>, Fault> {
        let mut targets = Vec::new();
        if !self.filters.iter().any(|filter| filter.may_hold(hash)) {
            return Ok(targets);
        }
        for generation in (self.first_generation..=self.last_generation).rev() {
            let rows = "SELECT target FROM keys WHERE site_id = $1 AND kind = $2 AND generation = $3 AND hash = $4";
            for row in tx.query(rows, params![site.0, self.kind as i64, generation, hash]).await? {
                targets.push(row.int(0)?);
            }
        }
        Ok(targets)
    }

    /// Adds a key. `target` ascends, and its high bits are the generation.
    pub(crate) async fn add<T: Tx>(&mut self, tx: &mut T, site: SiteId, hash: i64, target: i64) -> Result<(), Fault> {
        let generation = generation(target);
        let insert = "INSERT INTO keys (site_id, kind, generation, hash, target) VALUES ($1, $2, $3, $4, $5)";
        tx.execute(insert, params![site.0, self.kind as i64, generation, hash, target]).await?;
        if self.last_generation < self.first_generation {
            self.first_generation = generation;
        }
        self.last_generation = self.last_generation.max(generation);
        self.remember(hash);
        Ok(())
    }

    /// Drops whole generations below that of `target`.
    pub(crate) async fn forget_below<T: Tx>(&mut self, tx: &mut T, site: SiteId, target: i64) -> Result<(), Fault> {
        let generation = generation(target).min(self.last_generation);
        let delete = "DELETE FROM keys WHERE site_id = $1 AND kind = $2 AND generation < $3";
        tx.execute(delete, params![site.0, self.kind as i64, generation]).await?;
        self.first_generation = self.first_generation.max(generation);
        Ok(())
    }

    fn remember(&mut self, hash: i64) {
        if let Some(last) = self.filters.last_mut()
            && last.keys < last.capacity
        {
            last.add(hash);
            return;
        }
        let capacity = self.filters.last().map_or(1 << 16, |filter| filter.capacity * 2);
        let mut next = Filter::new(capacity);
        next.add(hash);
        self.filters.push(next);
    }
}

/// A Bloom filter with 16 bits a key and four probes: one wrong "perhaps" in four hundred.
struct Filter {
    bits: Vec<u64>,
    keys: usize,
    capacity: usize,
}

impl Filter {
    /// `capacity` is a power of two.
    fn new(capacity: usize) -> Self {
        Filter { bits: vec![0; capacity / 4], keys: 0, capacity }
    }

    fn add(&mut self, hash: i64) {
        let mask = self.bits.len() * 64 - 1;
        for probe in probes(hash, mask) {
            self.bits[probe / 64] |= 1 << (probe % 64);
        }
        self.keys += 1;
    }

    fn may_hold(&self, hash: i64) -> bool {
        let mask = self.bits.len() * 64 - 1;
        probes(hash, mask).into_iter().all(|probe| self.bits[probe / 64] & (1 << (probe % 64)) != 0)
    }
}

/// The hash is uniform: two halves of it make any number of probes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bits, not numbers")]
fn probes(hash: i64, mask: usize) -> [usize; 4] {
    let (base, step) = (hash as usize, ((hash as u64) >> 32 | 1) as usize);
    [0, 1, 2, 3].map(|probe| base.wrapping_add(step.wrapping_mul(probe)) & mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_never_denies_what_it_holds_and_seldom_claims_what_it_does_not() {
        let mut filter = Filter::new(1 << 12);
        let hash = |n: i64| hash_key("source", &n.to_string());
        (0..1 << 12).for_each(|n| filter.add(hash(n)));
        assert!((0..1 << 12).all(|n| filter.may_hold(hash(n))));
        let wrong = (10_000..20_000).filter(|n| filter.may_hold(hash(*n))).count();
        assert!(wrong < 100, "{wrong} of 10,000");
    }

    #[test]
    fn two_parts_never_run_into_each_other() {
        assert_ne!(hash_key("ab", "c"), hash_key("a", "bc"));
    }
}
