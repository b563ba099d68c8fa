use jiff::Timestamp;

use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId};

/// The site's hand-off batches, newest first.
#[derive(Clone, Copy, Debug)]
pub struct Batches {
    /// The site.
    pub site: SiteId,
    /// Batches with a smaller number; all where `None`.
    pub below: Option<i64>,
    /// At most this many.
    pub limit: i64,
}

/// One batch as lists show it.
#[derive(Clone, Debug)]
pub struct BatchRow {
    /// Its number.
    pub number: i64,
    /// For the logistician.
    pub instructions: String,
    /// Not to be worked on before.
    pub release_at: Option<Timestamp>,
    /// Orders it was made of.
    pub orders: i64,
    /// Orders of it that the logistician still holds.
    pub held: i64,
    /// Orders of it that have left completely.
    pub shipped: i64,
    /// Orders that are in it and checked.
    pub scanned: i64,
    /// Orders of it that the shop asks to stop, and nobody has answered.
    pub stops_asked: i64,
    /// SHA-256 of its file.
    pub sha256: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When the logistician said they have it.
    pub acknowledged_at: Option<Timestamp>,
}

impl BatchRow {
    /// Orders that are in it: held by the logistician, or gone with it.
    pub const fn inside(&self) -> i64 {
        self.held + self.shipped
    }

    /// Orders it was made of that are in it no longer: given back, stopped or deleted.
    pub const fn left_it(&self) -> i64 {
        self.orders - self.inside()
    }
}

const COLUMNS: &str = "number, instructions, release_at, orders, sha256, made_at, acknowledged_at,
     (SELECT COUNT(*) FROM handoff_orders WHERE handoff_orders.site_id = handoff_batches.site_id
     AND handoff_orders.batch = handoff_batches.number AND handoff_orders.state = 'shipped'),
     (SELECT COUNT(scanned_at) FROM handoff_orders WHERE handoff_orders.site_id = handoff_batches.site_id
     AND handoff_orders.batch = handoff_batches.number
     AND (handoff_orders.held = 1 OR handoff_orders.state = 'shipped')),
     (SELECT COUNT(*) FROM handoff_orders WHERE handoff_orders.site_id = handoff_batches.site_id
     AND handoff_orders.batch = handoff_batches.number AND handoff_orders.state = 'cancel_requested'),
     (SELECT COUNT(*) FROM handoff_orders WHERE handoff_orders.site_id = handoff_batches.site_id
     AND handoff_orders.batch = handoff_batches.number AND handoff_orders.held = 1)";

fn read(row: &Row) -> Result<BatchRow, Fault> {
    Ok(BatchRow {
        number: row.int(0)?,
        instructions: row.string(1)?,
        release_at: row.maybe_int(2)?.map(crate::time_of).transpose()?,
        orders: row.int(3)?,
        sha256: row.string(4)?,
        made_at: row.time(5)?,
        acknowledged_at: row.maybe_int(6)?.map(crate::time_of).transpose()?,
        shipped: row.int(7)?,
        scanned: row.int(8)?,
        stops_asked: row.int(9)?,
        held: row.int(10)?,
    })
}

/// The batch of a number, where there is one.
pub(super) async fn batch_row<T: Tx>(tx: &mut T, site: SiteId, number: i64) -> Result<Option<BatchRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM handoff_batches WHERE site_id = $1 AND number = $2");
    tx.first(&sql, params![site.0, number]).await?.as_ref().map(read).transpose()
}

impl Question for Batches {
    type Answer = Vec<BatchRow>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<BatchRow>, Fault> {
        let below = self.below.unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT {COLUMNS} FROM handoff_batches WHERE site_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3"
        );
        tx.query(&sql, params![self.site.0, below, self.limit]).await?.iter().map(read).collect()
    }
}

/// One batch with its orders.
#[derive(Clone, Copy, Debug)]
pub struct BatchByNumber {
    /// The site.
    pub site: SiteId,
    /// Its number.
    pub number: i64,
}

/// An order of a batch and where it stands there.
#[derive(Clone, Debug)]
pub struct BatchOrder {
    /// The order.
    pub number: i64,
    /// The hand-off state's code.
    pub state: String,
}

impl Question for BatchByNumber {
    type Answer = Option<(BatchRow, Vec<BatchOrder>)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let Some(batch) = batch_row(tx, self.site, self.number).await? else { return Ok(None) };
        let sql = "SELECT number, state FROM handoff_orders WHERE site_id = $1 AND batch = $2 ORDER BY number";
        let rows = tx.query(sql, params![self.site.0, self.number]).await?;
        let order = |row: &Row| Ok(BatchOrder { number: row.int(0)?, state: row.string(1)? });
        Ok(Some((batch, rows.iter().map(order).collect::<Result<_, Fault>>()?)))
    }
}

/// The batches that some orders are in now, or were in last.
#[derive(Clone, Debug)]
pub struct BatchesOfOrders {
    /// The site.
    pub site: SiteId,
    /// The orders' numbers.
    pub numbers: Vec<i64>,
}

impl Question for BatchesOfOrders {
    /// Order and batch, where it has one, in the order asked.
    type Answer = Vec<(i64, i64)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT handoff_batch FROM orders WHERE site_id = $1 AND number = $2";
        let mut found = Vec::new();
        for number in self.numbers {
            let row = tx.first(sql, params![self.site.0, number]).await?;
            let batch = row.map(|row| row.maybe_int(0)).transpose()?.flatten();
            found.extend(batch.map(|batch| (number, batch)));
        }
        Ok(found)
    }
}

/// The file of a batch, byte for byte as it was made.
#[derive(Clone, Copy, Debug)]
pub struct BatchFile {
    /// The site.
    pub site: SiteId,
    /// The batch's number.
    pub number: i64,
}

impl Question for BatchFile {
    type Answer = Option<Vec<u8>>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Vec<u8>>, Fault> {
        let sql = "SELECT content FROM handoff_batches WHERE site_id = $1 AND number = $2";
        let row = tx.first(sql, params![self.site.0, self.number]).await?;
        row.map(|row| row.blob(0).map(<[u8]>::to_owned)).transpose()
    }
}
