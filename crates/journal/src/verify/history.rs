//! The history itself: no revision is missing, no version of anything is, and every event reads.

use super::ledger::Ledger;
use super::{Audit, PAGE};
use crate::Fault;
use crate::codec::{SiteEvent, Stored};
use crate::tx::{Row, Tx, params};

/// One event as it was read, whatever it happened to.
pub(super) enum Any {
    Order(::orders::Event),
    Handoff(logistics::Event),
    Site(SiteEvent),
}

/// An event with what it happened to.
pub(super) struct Kept {
    pub number: i64,
    pub version: i64,
    pub event: Any,
}

impl Kept {
    /// Reads the columns `subject, number, version, kind, data`, from the first on.
    fn read(row: &Row, first: usize) -> Result<Self, Fault> {
        let (kind, data) = (row.text(first + 3)?, row.text(first + 4)?);
        let event = match row.text(first)? {
            "order" => Any::Order(::orders::Event::read(kind, data)?),
            "handoff" | "return" => Any::Handoff(logistics::Event::read(kind, data)?),
            "site" => Any::Site(SiteEvent::read(kind, data)?),
            other => return Err(Fault::new(format_args!("nothing is called {other}"))),
        };
        Ok(Kept { number: row.int(first + 1)?, version: row.int(first + 2)?, event })
    }
}

impl<T: Tx> Audit<'_, T> {
    /// Reads every event once, by revision, and what the settings and stocks come to by them.
    pub(super) async fn history(&mut self) -> Result<(), Fault> {
        let mut ledger = Ledger::default();
        let (mut last, mut low) = (0, i64::MIN);
        loop {
            let sql = "SELECT rev, subject, number, version, kind, data FROM events
                 WHERE site_id = $1 AND rev > $2 ORDER BY rev LIMIT $3";
            let rows = self.tx.query(sql, params![self.site.id.0, low, PAGE]).await?;
            self.count("events", rows.len());
            for row in &rows {
                let rev = row.int(0)?;
                if rev != last + 1 {
                    self.fault(format_args!("event {rev} follows event {last}"));
                }
                (low, last) = (rev, rev);
                match Kept::read(row, 1) {
                    Ok(kept) => self.enter(&mut ledger, kept).await?,
                    Err(fault) => self.fault(format_args!("event {rev} cannot be read: {fault}")),
                }
            }
            if rows.is_empty() {
                break;
            }
        }
        let stands = self.number("SELECT last_rev FROM counters WHERE site_id = $1").await?;
        if stands != last {
            self.fault(format_args!("the counter last_rev stands at {stands}, and the last event is {last}"));
        }
        self.versions().await?;
        self.counters().await?;
        self.settings(&ledger).await
    }

    /// Every subject's events are numbered 1, 2, 3 …
    async fn versions(&mut self) -> Result<(), Fault> {
        let mut last = (String::new(), i64::MIN, 0);
        loop {
            let sql = "SELECT subject, number, version FROM events
                 WHERE site_id = $1 AND (subject, number, version) > ($2, $3, $4)
                 ORDER BY subject, number, version LIMIT $5";
            let rows = self.tx.query(sql, params![self.site.id.0, &last.0, last.1, last.2, PAGE]).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                let (subject, number, version) = (row.string(0)?, row.int(1)?, row.int(2)?);
                let before = if last.0 == subject && last.1 == number { last.2 } else { 0 };
                if version != before + 1 {
                    self.fault(format_args!("{subject} {number}: version {version} follows version {before}"));
                }
                last = (subject, number, version);
            }
        }
    }

    /// No counter stands below a number that exists.
    async fn counters(&mut self) -> Result<(), Fault> {
        for (counter, stands, exists) in [
            (
                "last_order",
                "SELECT last_order FROM counters WHERE site_id = $1",
                "SELECT MAX(number) FROM events WHERE site_id = $1 AND subject = 'order'",
            ),
            (
                "last_order",
                "SELECT last_order FROM counters WHERE site_id = $1",
                "SELECT MAX(number) FROM orders WHERE site_id = $1",
            ),
            (
                "last_request",
                "SELECT last_request FROM counters WHERE site_id = $1",
                "SELECT MAX(id) FROM requests WHERE site_id = $1",
            ),
            (
                "last_effect",
                "SELECT last_effect FROM counters WHERE site_id = $1",
                "SELECT MAX(id) FROM outbox WHERE site_id = $1",
            ),
        ] {
            let (stands, exists) = (self.number(stands).await?, self.number(exists).await?);
            self.reaches(counter, stands, exists);
        }
        Ok(())
    }
}
