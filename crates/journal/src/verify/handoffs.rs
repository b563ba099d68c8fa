//! Hand-off batches: what was given to the logistician is what is kept, and no order is held twice.

use std::collections::{BTreeMap, BTreeSet};

use logistics::{BatchMade, Event};
use sha2::{Digest, Sha256};

use super::{Audit, PAGE, hex};
use crate::codec::Stored;
use crate::tx::{Param, Row, Tx, params};
use crate::{Fault, millis};

impl<T: Tx> Audit<'_, T> {
    /// Every batch, with its file and its orders.
    pub(super) async fn handoffs(&mut self) -> Result<(), Fault> {
        let (mut last, mut low, mut orders) = (0, i64::MIN, 0_i64);
        loop {
            let sql = "SELECT number FROM handoff_batches WHERE site_id = $1 AND number > $2 ORDER BY number LIMIT $3";
            let rows = self.tx.query(sql, params![self.site.id.0, low, PAGE]).await?;
            self.count("hand-off batches", rows.len());
            for row in &rows {
                let number = row.int(0)?;
                if number != last + 1 {
                    self.fault(format_args!("hand-off batch {number} follows batch {last}"));
                }
                (low, last) = (number, number);
                orders += self.batch(number).await?;
            }
            if rows.is_empty() {
                break;
            }
        }
        let stands = self.number("SELECT last_batch FROM counters WHERE site_id = $1").await?;
        if stands != last {
            self.fault(format_args!("the counter last_batch stands at {stands}, and the last batch is {last}"));
        }
        let rows = self.number("SELECT COUNT(*) FROM handoff_orders WHERE site_id = $1").await?;
        if rows != orders {
            self.fault(format_args!("{} orders are in a hand-off batch that does not exist", rows - orders));
        }
        self.held_once().await
    }

    /// One batch at a time: its file may be large. Returns the number of its orders' rows.
    async fn batch(&mut self, number: i64) -> Result<i64, Fault> {
        let at = format!("hand-off batch {number}");
        let sql = "SELECT content, sha256, instructions, release_at, orders, made_at, acknowledged_at
             FROM handoff_batches WHERE site_id = $1 AND number = $2";
        let Some(row) = self.tx.first(sql, params![self.site.id.0, number]).await? else { return Ok(0) };
        let sql = "SELECT kind, data, at, actor FROM events WHERE site_id = $1 AND subject = 'handoff' AND number = $2
             ORDER BY version";
        let events = self.tx.query(sql, params![self.site.id.0, number]).await?;
        let sql = "SELECT number, scanned_at, scanned_by FROM handoff_orders WHERE site_id = $1 AND batch = $2
             ORDER BY number";
        let orders = self.tx.query(sql, params![self.site.id.0, number]).await?;
        let held = orders.iter().map(|row| row.int(0)).collect::<Result<BTreeSet<_>, _>>()?;
        let rows = i64::try_from(held.len()).unwrap_or(i64::MAX);
        match tell(&events) {
            Ok(Some(told)) => {
                self.batch_row(&at, &row, &told);
                self.batch_scans(&at, &told, &orders)?;
                self.batch_orders(&at, &told.made, held).await?;
            }
            Ok(None) => self.fault(format_args!("{at}: no event made this row")),
            Err(fault) => self.fault(format_args!("{at}: its history cannot be read: {fault}")),
        }
        Ok(rows)
    }

    fn batch_row(&mut self, at: &str, row: &Row, told: &Told) {
        let made = &told.made;
        let content = row.blob(0).map(|content| hex(&Sha256::digest(content)));
        if content.ok().as_deref() != row.text(1).ok() {
            self.fault(format_args!("{at}: its file is not the one that was made"));
        }
        let expected = [
            Param::from(&told.sha256),
            Param::from(&made.instructions),
            Param::from(made.release_at.map(millis)),
            Param::Int(i64::try_from(made.orders.len()).unwrap_or(i64::MAX)),
            Param::Int(told.made_at),
            Param::from(told.acknowledged_at),
        ];
        let columns = "sha256, instructions, release_at, orders, made_at, acknowledged_at";
        self.compare(at, columns, row, 1, &expected);
    }

    /// The batch's orders are those it was made of, but for orders that were deleted since.
    async fn batch_orders(&mut self, at: &str, made: &BatchMade, mut held: BTreeSet<i64>) -> Result<(), Fault> {
        for order in &made.orders {
            if held.remove(order) {
                continue;
            }
            let sql = "SELECT 1 FROM orders WHERE site_id = $1 AND number = $2";
            if self.tx.first(sql, params![self.site.id.0, *order]).await?.is_some() {
                self.fault(format_args!("{at}: it was made with order {order}, and does not hold it"));
            }
        }
        for order in held {
            self.fault(format_args!("{at}: it holds order {order}, and was made without it"));
        }
        Ok(())
    }

    /// An order is checked where its code was read, and nowhere else.
    fn batch_scans(&mut self, at: &str, told: &Told, orders: &[Row]) -> Result<(), Fault> {
        for row in orders {
            let scan = told.scans.get(&row.int(0)?);
            let expected = [Param::from(scan.map(|scan| scan.0)), Param::from(scan.map(|scan| scan.1.as_str()))];
            let at = format!("{at}, order {}", row.int(0)?);
            self.compare(&at, "scanned_at, scanned_by", row, 1, &expected);
        }
        Ok(())
    }

    async fn held_once(&mut self) -> Result<(), Fault> {
        let sql = "SELECT number, COUNT(*) FROM handoff_orders WHERE site_id = $1 AND held = 1
             GROUP BY number HAVING COUNT(*) > 1 ORDER BY number LIMIT $2";
        for row in self.tx.query(sql, params![self.site.id.0, PAGE]).await? {
            let (number, batches) = (row.int(0)?, row.int(1)?);
            self.fault(format_args!("order {number}: {batches} open hand-off batches hold it"));
        }
        Ok(())
    }
}

/// A batch as its history makes it.
struct Told {
    made: BatchMade,
    /// Of its file as it stands now.
    sha256: String,
    made_at: i64,
    acknowledged_at: Option<i64>,
    /// The checked orders: when, and by whom.
    scans: BTreeMap<i64, (i64, String)>,
}

fn tell(events: &[Row]) -> Result<Option<Told>, Fault> {
    let Some(first) = events.first() else { return Ok(None) };
    let Event::BatchMade(made) = Event::read(first.text(0)?, first.text(1)?)? else { return Ok(None) };
    let mut sha256 = made.sha256.clone();
    let mut acknowledged_at = None;
    let mut scans = BTreeMap::new();
    for row in &events[1..] {
        match Event::read(row.text(0)?, row.text(1)?)? {
            Event::BatchAcknowledged(_) => acknowledged_at = Some(row.int(2)?),
            Event::BatchContactErased(erased) => sha256 = erased.sha256,
            Event::OrderScanned(scanned) => {
                if scans.insert(scanned.order, (row.int(2)?, row.string(3)?)).is_some() {
                    return Err(Fault::new(format_args!("order {} was checked twice", scanned.order)));
                }
            }
            Event::BatchMade(_) | Event::ReturnRecorded(_) => {
                return Err(Fault::new("a batch is made once, and then acknowledged"));
            }
        }
    }
    Ok(Some(Told { made, sha256, made_at: first.int(2)?, acknowledged_at, scans }))
}
