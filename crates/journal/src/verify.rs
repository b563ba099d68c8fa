//! The invariants, recomputed: what `comptoir verify` runs.
//!
//! Everything is read in pages of a bounded size, so that a site of a million orders is checked in
//! the memory of a small one. Each fault is one sentence that says what is wrong and where.

mod documents;
mod handoffs;
mod history;
mod keys;
mod ledger;
mod mails;
mod orders;
mod pictures;

use std::fmt::Write;

use crate::tx::{Cell, Param, Question, Row, Tx, params};
use crate::{Fault, Site, SiteId, site::SITE_COLUMNS};

/// Events, numbers or documents read at a time.
const PAGE: i64 = 1_000;

/// Faults that are named; beyond, they are counted.
const MOST_NAMED: usize = 1_000;

/// Checks one site, or all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Verify {
    /// The site; every site where `None`.
    pub site: Option<SiteId>,
}

/// What was counted, and what does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was looked at, and how many of it.
    pub counted: Vec<(String, i64)>,
    /// A sentence for each fault; empty when everything holds.
    pub faults: Vec<String>,
}

impl Question for Verify {
    type Answer = Report;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Report, Fault> {
        let mut found = Found::default();
        let (low, high) = self.site.map_or((i64::MIN, i64::MAX), |site| (site.0, site.0));
        let sql = format!("SELECT {SITE_COLUMNS} FROM sites WHERE site_id >= $1 AND site_id <= $2 ORDER BY site_id");
        let sites = tx.query(&sql, params![low, high]).await?;
        if let (Some(site), true) = (self.site, sites.is_empty()) {
            found.fault(format!("there is no site {}", site.0));
        }
        for row in &sites {
            found.count("sites", 1);
            match Site::read(row) {
                Ok(site) => Audit { tx, site, found: &mut found }.run().await?,
                Err(fault) => found.fault(format!("site {}: its row cannot be read: {fault}", row.int(0)?)),
            }
        }
        Ok(found.report())
    }
}

/// What a verification has come across so far.
#[derive(Default)]
struct Found {
    report: Report,
    unnamed: usize,
}

impl Found {
    fn count(&mut self, what: &str, more: i64) {
        match self.report.counted.iter_mut().find(|(known, _)| known == what) {
            Some((_, count)) => *count += more,
            None => self.report.counted.push((what.to_owned(), more)),
        }
    }

    fn fault(&mut self, sentence: String) {
        if self.report.faults.len() < MOST_NAMED {
            self.report.faults.push(sentence);
        } else {
            self.unnamed += 1;
        }
    }

    fn report(mut self) -> Report {
        if self.unnamed > 0 {
            self.report.faults.push(format!("and {} faults more", self.unnamed));
        }
        self.report
    }
}

/// The verification of one site.
struct Audit<'a, T> {
    tx: &'a mut T,
    site: Site,
    found: &'a mut Found,
}

impl<T: Tx> Audit<'_, T> {
    async fn run(&mut self) -> Result<(), Fault> {
        self.history().await?;
        self.orders().await?;
        self.documents().await?;
        self.handoffs().await?;
        self.mails().await?;
        self.keys().await
    }

    /// Says that something does not hold. `what` begins with where: an order, a batch, a document.
    fn fault(&mut self, what: impl std::fmt::Display) {
        self.found.fault(format!("site {}: {what}", self.site.name));
    }

    fn count(&mut self, what: &str, more: usize) {
        self.found.count(what, i64::try_from(more).unwrap_or(i64::MAX));
    }

    /// The site's one number that a statement answers; 0 where it answers none.
    async fn number(&mut self, sql: &str) -> Result<i64, Fault> {
        let row = self.tx.first(sql, params![self.site.id.0]).await?;
        Ok(row.map_or(Ok(None), |row| row.maybe_int(0))?.unwrap_or(0))
    }

    /// A counter that stands below what exists would hand a number out twice.
    fn reaches(&mut self, counter: &str, stands: i64, exists: i64) {
        if stands < exists {
            self.fault(format_args!("the counter {counter} stands at {stands}, and {exists} is taken"));
        }
    }

    /// Compares one row, from its column `first` on, with what the history makes of it.
    fn compare(&mut self, at: &str, columns: &str, row: &Row, first: usize, expected: &[Param<'_>]) {
        for (index, (column, expected)) in columns.split(", ").zip(expected).enumerate() {
            let Some(cell) = row.0.get(first + index) else { continue };
            if !same(cell, expected) {
                self.fault(format_args!(
                    "{at}: {column} is {}, and the history makes it {}",
                    shown(&borrowed(cell)),
                    shown(expected)
                ));
            }
        }
    }

    /// Compares the rows that stand with those that the history makes. A row is known by its first
    /// `keys` columns, which are whole numbers.
    fn compare_all(&mut self, table: &Table<'_>, rows: &[&Row], expected: &[Vec<Param<'_>>]) {
        let Table { at, columns, keys, first } = *table;
        let mut left: Vec<&Row> = rows.to_vec();
        for values in expected {
            let key = &values[..keys];
            let place = left.iter().position(|row| key.iter().zip(&row.0[first..]).all(|(key, cell)| same(cell, key)));
            let name = key_name(at, columns, key);
            match place {
                Some(place) => {
                    let row = left.swap_remove(place);
                    self.compare(&name, columns, row, first, values);
                }
                None => self.fault(format_args!("{name}: the row is missing")),
            }
        }
        for row in left {
            let key: Vec<_> = row.0[first..].iter().take(keys).map(borrowed).collect();
            self.fault(format_args!("{}: no event made this row", key_name(at, columns, &key)));
        }
    }
}

/// How a comparison of rows reads them.
#[derive(Clone, Copy)]
struct Table<'a> {
    /// Where, for the sentence.
    at: &'a str,
    /// The columns' names, with commas between.
    columns: &'a str,
    /// How many of them name the row.
    keys: usize,
    /// The place of the first of them in what was read.
    first: usize,
}

fn key_name(at: &str, columns: &str, key: &[Param<'_>]) -> String {
    let parts: Vec<_> = columns.split(", ").zip(key).map(|(column, key)| format!("{column} {}", shown(key))).collect();
    format!("{at}, {}", parts.join(", "))
}

fn borrowed(cell: &Cell) -> Param<'_> {
    match cell {
        Cell::Null => Param::Null,
        Cell::Int(value) => Param::Int(*value),
        Cell::Text(value) => Param::Text(value),
        Cell::Blob(value) => Param::Blob(value),
    }
}

fn same(cell: &Cell, expected: &Param<'_>) -> bool {
    match (cell, expected) {
        (Cell::Null, Param::Null) => true,
        (Cell::Int(a), Param::Int(b)) => a == b,
        (Cell::Text(a), Param::Text(b)) => a == b,
        (Cell::Blob(a), Param::Blob(b)) => a == b,
        (Cell::Null | Cell::Int(_) | Cell::Text(_) | Cell::Blob(_), _) => false,
    }
}

fn shown(value: &Param<'_>) -> String {
    match value {
        Param::Null => "nothing".to_owned(),
        Param::Int(value) => value.to_string(),
        Param::Text(value) if value.chars().count() > 60 => {
            format!("\"{}…\"", value.chars().take(60).collect::<String>())
        }
        Param::Text(value) => format!("\"{value}\""),
        Param::Blob(value) => format!("{} bytes", value.len()),
    }
}

/// Bytes in hexadecimal, as hashes are written.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        // Writing to memory does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
