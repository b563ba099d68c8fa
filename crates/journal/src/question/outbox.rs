use jiff::Timestamp;

use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId, millis};

/// Something owed to the world outside.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The site.
    pub site: SiteId,
    /// Its id: the key that makes paying it twice harmless.
    pub id: i64,
    /// What it is.
    pub kind: String,
    /// What it needs to know.
    pub data: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// The sites that owe effects which are due.
#[derive(Clone, Copy, Debug)]
pub struct DueEffects {
    /// Now.
    pub now: Timestamp,
}

impl Question for DueEffects {
    type Answer = Vec<SiteId>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<SiteId>, Fault> {
        let sql = "SELECT DISTINCT site_id FROM outbox WHERE done_at IS NULL AND due_at <= $1 AND leased_until <= $1";
        tx.query(sql, params![millis(self.now)]).await?.iter().map(|row| Ok(SiteId(row.int(0)?))).collect()
    }
}

/// The effects of a site that are still owed.
#[derive(Clone, Copy, Debug)]
pub struct Leftovers {
    /// The site.
    pub site: SiteId,
}

impl Question for Leftovers {
    type Answer = Vec<Effect>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<Effect>, Fault> {
        let sql = "SELECT id, kind, data, attempts FROM outbox WHERE site_id = $1 AND done_at IS NULL
             ORDER BY due_at, id LIMIT 1000";
        let read = |row: &Row| {
            let (id, attempts) = (row.int(0)?, row.int(3)?);
            Ok(Effect { site: self.site, id, kind: row.string(1)?, data: row.string(2)?, attempts })
        };
        tx.query(sql, params![self.site.0]).await?.iter().map(read).collect()
    }
}
