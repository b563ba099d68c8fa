use orders::{Contact, Event, Order, Recorded};

use super::Desk;
use crate::codec::Stored;
use crate::tx::{Tx, params};
use crate::{Fault, OrderFile, SiteId, crash, millis};

/// An event as it was read, with its circumstances.
struct Kept {
    event: Event,
    at: jiff::Timestamp,
    actor: String,
}

/// The order that its history amounts to, with its contact; `None` when there is none or it was
/// deleted.
pub(crate) async fn load_order<T: Tx>(tx: &mut T, site: SiteId, number: i64) -> Result<Option<OrderFile>, Fault> {
    let sql = "SELECT contact FROM orders WHERE site_id = $1 AND number = $2";
    let Some(row) = tx.first(sql, params![site.0, number]).await? else { return Ok(None) };
    let contact: Contact = serde_json::from_str(row.text(0)?)?;
    let order = load_order_as_of(tx, site, number, i64::MAX).await?;
    Ok(order.map(|order| OrderFile { order, contact }))
}

/// The order as it was after its event `version`, deleted or not; `None` when it never was.
pub(crate) async fn load_order_as_of<T: Tx>(
    tx: &mut T,
    site: SiteId,
    number: i64,
    version: i64,
) -> Result<Option<Order>, Fault> {
    let sql = "SELECT kind, data, at, actor FROM events
         WHERE site_id = $1 AND subject = 'order' AND number = $2 AND version <= $3 ORDER BY version";
    let rows = tx.query(sql, params![site.0, number, version]).await?;
    let mut history = Vec::with_capacity(rows.len());
    for row in &rows {
        let event = Event::read(row.text(0)?, row.text(1)?)?;
        history.push(Kept { event, at: row.time(2)?, actor: row.string(3)? });
    }
    let recorded = history.iter().map(|kept| Recorded { event: &kept.event, at: kept.at, actor: &kept.actor });
    Ok(Order::fold(number, recorded))
}

impl<T: Tx> Desk<'_, T> {
    /// Writes one event into the site's history and returns its revision.
    pub(super) async fn record<E: Stored>(
        &mut self,
        subject: &'static str,
        number: i64,
        version: i64,
        event: &E,
    ) -> Result<i64, Fault> {
        self.book.counters.rev += 1;
        let rev = self.book.counters.rev;
        let data = event.write()?;
        let sql = "INSERT INTO events (site_id, rev, subject, number, version, kind, data, actor, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let at = millis(self.at);
        let site = self.book.site.id.0;
        self.tx
            .execute(sql, params![site, rev, subject, number, version, event.kind(), &data, &self.actor, at])
            .await?;
        crash::point();
        Ok(rev)
    }

    /// The next version of a subject other than an order, whose version its state knows.
    pub(super) async fn next_version(&mut self, subject: &str, number: i64) -> Result<i64, Fault> {
        let sql = "SELECT MAX(version) FROM events WHERE site_id = $1 AND subject = $2 AND number = $3";
        let row = self.tx.first(sql, params![self.book.site.id.0, subject, number]).await?;
        Ok(row.map_or(Ok(None), |row| row.maybe_int(0))?.unwrap_or(0) + 1)
    }

    /// Owes an effect: paid by the worker after the commit, its row id the key that makes it
    /// harmless twice.
    pub(super) async fn owe(&mut self, kind: &str, data: &str) -> Result<(), Fault> {
        self.book.counters.effect += 1;
        let sql = "INSERT INTO outbox (site_id, id, kind, data, attempts, due_at, leased_until)
             VALUES ($1, $2, $3, $4, 0, $5, 0)";
        let (site, id, at) = (self.book.site.id.0, self.book.counters.effect, millis(self.at));
        self.tx.execute(sql, params![site, id, kind, data, at]).await?;
        crash::point();
        Ok(())
    }
}
