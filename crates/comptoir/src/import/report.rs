use std::fmt;
use std::path::{Path, PathBuf};

use super::document::Remark;

/// What became of every row of a file.
pub(crate) struct Report {
    file: PathBuf,
    dry_run: bool,
    read: usize,
    taken: usize,
    repeated: usize,
    orders: usize,
    returns: usize,
    refused: Vec<Remark>,
    notes: Vec<Remark>,
}

/// What a document became.
#[derive(Clone, Copy)]
pub(super) enum Took {
    Order,
    Return,
}

impl Report {
    pub(super) fn new(file: &Path, dry_run: bool, read: usize) -> Self {
        Report {
            file: file.to_owned(),
            dry_run,
            read,
            taken: 0,
            repeated: 0,
            orders: 0,
            returns: 0,
            refused: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, took: Took, rows: usize) {
        self.taken += rows;
        match took {
            Took::Order => self.orders += 1,
            Took::Return => self.returns += 1,
        }
    }

    pub(super) fn repeat(&mut self, rows: usize) {
        self.repeated += rows;
    }

    /// One remark per row.
    pub(super) fn refuse(&mut self, rows: Vec<Remark>) {
        self.refused.extend(rows);
    }

    pub(super) fn note(&mut self, notes: Vec<Remark>) {
        self.notes.extend(notes);
    }

    pub(super) fn adds_up(&self) -> bool {
        self.taken + self.repeated + self.refused.len() == self.read
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dry = if self.dry_run { " (dry run: nothing was written)" } else { "" };
        writeln!(out, "{}{dry}", self.file.display())?;
        writeln!(out, "rows read: {}", self.read)?;
        writeln!(out, "rows taken: {} ({} orders, {} returns)", self.taken, self.orders, self.returns)?;
        writeln!(out, "rows repeated: {}", self.repeated)?;
        writeln!(out, "rows refused: {}", self.refused.len())?;
        in_order(out, &self.refused)?;
        if !self.notes.is_empty() {
            writeln!(out, "notes: {}", self.notes.len())?;
            in_order(out, &self.notes)?;
        }
        Ok(())
    }
}

fn in_order(out: &mut fmt::Formatter<'_>, remarks: &[Remark]) -> fmt::Result {
    let mut sorted: Vec<_> = remarks.iter().collect();
    sorted.sort_by_key(|remark| remark.line);
    sorted.into_iter().try_for_each(|remark| writeln!(out, "  line {}: {}", remark.line, remark.text))
}
