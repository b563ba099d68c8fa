use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, bail};
use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::document::Remark;

/// A CSV file in memory: documents need not lie together in it, so it is read whole.
pub(super) struct Table {
    pub columns: Columns,
    pub rows: Vec<Row>,
    /// Rows that are no rows of this table.
    pub refused: Vec<Remark>,
}

/// Where each column is.
pub(super) struct Columns(HashMap<String, usize>);

pub(super) struct Row {
    /// Where it begins in the file, from 1.
    pub line: u64,
    cells: StringRecord,
}

impl Table {
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let unreadable = || format!("{} cannot be read", file.display());
        let mut reader = ReaderBuilder::new().flexible(true).from_path(file).with_context(unreadable)?;
        let header = reader.headers().with_context(unreadable)?;
        let name = |name: &str| name.trim_start_matches('\u{FEFF}').trim().to_owned();
        let columns = Columns(header.iter().enumerate().map(|(at, text)| (name(text), at)).collect());
        let width = header.len();
        let mut table = Table { columns, rows: Vec::new(), refused: Vec::new() };
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).with_context(unreadable)? {
            let line = record.position().map_or(0, csv::Position::line);
            if record.len() != width {
                let text = format!("{} cells where the header has {width}", record.len());
                table.refused.push(Remark::new(line, text));
                continue;
            }
            match StringRecord::from_byte_record(record.clone()) {
                Ok(cells) => table.rows.push(Row { line, cells }),
                Err(_) => table.refused.push(Remark::new(line, "not UTF-8: convert the file")),
            }
        }
        Ok(table)
    }

    pub(super) fn rows_read(&self) -> usize {
        self.rows.len() + self.refused.len()
    }

    /// The rows put together by a key, in the order in which the keys first appear.
    pub(super) fn grouped(rows: Vec<Row>, key: impl Fn(&Row) -> String) -> Vec<(String, Vec<Row>)> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
        for row in rows {
            let name = key(&row);
            if let Some(place) = places.get(&name) {
                groups[*place].1.push(row);
                continue;
            }
            places.insert(name.clone(), groups.len());
            groups.push((name, vec![row]));
        }
        groups
    }
}

impl Columns {
    /// Where a column is that the format cannot do without.
    pub(super) fn required(&self, name: &str) -> anyhow::Result<usize> {
        let Some(at) = self.0.get(name) else {
            bail!("the file has no column {name}: see comptoir import --help for the columns of each format")
        };
        Ok(*at)
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Row {
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or_default().trim()
    }

    /// The cell of a column that the file may lack.
    pub(super) fn optional(&self, at: Option<usize>) -> &str {
        at.map_or("", |at| self.cell(at))
    }
}
