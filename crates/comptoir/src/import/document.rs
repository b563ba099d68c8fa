use logistics::Return;
use orders::{Invalid, Placement};

use super::table::Row;

/// Something said about a row.
pub(crate) struct Remark {
    /// Where the row begins in the file, from 1.
    pub line: u64,
    pub text: String,
}

impl Remark {
    pub(super) fn new(line: u64, text: impl Into<String>) -> Self {
        Remark { line, text: text.into() }
    }
}

/// Rows that belong together, and what they ask for: all of them or none.
pub(super) struct Document {
    /// As the file names it.
    pub name: String,
    /// The line of each row.
    pub lines: Vec<u64>,
    /// Or a remark for each row.
    pub wanted: Result<Wanted, Vec<Remark>>,
    /// Worth knowing, though the document is taken.
    pub notes: Vec<Remark>,
}

pub(super) enum Wanted {
    Order(Box<Placement>),
    Return(Box<Return>),
}

impl Wanted {
    /// The source and its own reference, unique together.
    pub(super) fn reference(&self) -> (String, String) {
        match self {
            Wanted::Order(placement) => (placement.source.clone(), placement.source_order_id.clone()),
            Wanted::Return(record) => (record.source.clone(), record.source_number.clone()),
        }
    }
}

impl Document {
    /// The document of `rows` as `read` understands them. Where it finds faults, each is kept at its
    /// row, and the document's other rows are refused with a reference to the first of them.
    pub(super) fn read(
        name: String,
        rows: &[Row],
        read: impl FnOnce(&mut Vec<Remark>) -> Result<Wanted, Vec<Remark>>,
    ) -> Self {
        let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
        let mut notes = Vec::new();
        let wanted = read(&mut notes).map_err(|faults| refuse_all(&name, &lines, &faults));
        if wanted.is_err() {
            notes.clear();
        }
        Document { name, lines, wanted, notes }
    }
}

fn refuse_all(name: &str, lines: &[u64], faults: &[Remark]) -> Vec<Remark> {
    let first = faults.first().map_or(0, |fault| fault.line);
    let reason = |line: u64| {
        let own: Vec<_> = faults.iter().filter(|fault| fault.line == line).map(|fault| fault.text.as_str()).collect();
        match own.as_slice() {
            [] => format!("document {name}: refused as a whole because of line {first}"),
            own => format!("document {name}: {}", own.join(", ")),
        }
    };
    lines.iter().map(|line| Remark::new(*line, reason(*line))).collect()
}

/// The fields that do not hold, each at its row: those of a line at that line's, others at the first.
pub(super) fn faults_at_rows(rows: &[Row], faults: Vec<Invalid>) -> Vec<Remark> {
    let first = rows.first().map_or(0, |row| row.line);
    let place = |fault: Invalid| {
        let of_line = fault.field.strip_prefix("lines.").and_then(|rest| rest.split_once('.'));
        let row = of_line.and_then(|(index, field)| Some((rows.get(index.parse::<usize>().ok()?)?, field)));
        match row {
            Some((row, field)) => Remark::new(row.line, format!("{field} {}", fault.code)),
            None => Remark::new(first, format!("{} {}", fault.field, fault.code)),
        }
    };
    faults.into_iter().map(place).collect()
}
