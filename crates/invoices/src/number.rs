use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which documents a series numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesKind {
    /// Factures.
    Invoice,
    /// Avoirs, with the prefix `AV-`.
    CreditNote,
}

impl SeriesKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            SeriesKind::Invoice => "invoice",
            SeriesKind::CreditNote => "credit_note",
        }
    }
}

/// A document's number: `2013-03-000000008`, or `AV-2013-03-000000008` for a credit note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DocumentNumber {
    /// The series it belongs to.
    pub kind: SeriesKind,
    /// Year of issue, 1 to 9999.
    pub year: i16,
    /// Month of issue, 1 to 12.
    pub month: i8,
    /// Its place in the series, 1 to 999,999,999.
    pub sequence: i64,
}

/// A text that is not a document's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a document's number is YYYY-MM- and nine digits, such as 2013-03-000000008")]
pub struct InvalidNumber;

impl fmt::Display for DocumentNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.kind {
            SeriesKind::Invoice => "",
            SeriesKind::CreditNote => "AV-",
        };
        write!(out, "{prefix}{:04}-{:02}-{:09}", self.year, self.month, self.sequence)
    }
}

impl FromStr for DocumentNumber {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let (kind, digits) = match text.strip_prefix("AV-") {
            Some(rest) => (SeriesKind::CreditNote, rest),
            None => (SeriesKind::Invoice, text),
        };
        let mut parts = digits.split('-');
        let mut part = |length: usize| {
            let part =
                parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
            part.and_then(|part| part.parse::<i64>().ok()).ok_or(InvalidNumber)
        };
        let (year, month, sequence) = (part(4)?, part(2)?, part(9)?);
        if parts.next().is_some() || year < 1 || !(1..=12).contains(&month) || sequence < 1 {
            return Err(InvalidNumber);
        }
        let narrow = |_| InvalidNumber;
        Ok(DocumentNumber {
            kind,
            year: i16::try_from(year).map_err(narrow)?,
            month: i8::try_from(month).map_err(narrow)?,
            sequence,
        })
    }
}

/// How far a series has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// What it numbers.
    pub kind: SeriesKind,
    /// The last sequence issued; 0 before the first.
    pub last: i64,
    /// The date of the last document, where there is one.
    pub last_date: Option<Date>,
}

impl Series {
    /// A series that begins, after `taken_over` documents that another system issued.
    pub const fn new(kind: SeriesKind, taken_over: i64) -> Self {
        Series { kind, last: taken_over, last_date: None }
    }

    /// The next number and its issue date: today, unless the clock stands before the last document's
    /// date, which is then kept, so that dates never go back within a series.
    pub fn next(self, today: Date) -> (DocumentNumber, Date) {
        let date = self.last_date.map_or(today, |last| last.max(today));
        let number =
            DocumentNumber { kind: self.kind, year: date.year(), month: date.month(), sequence: self.last + 1 };
        (number, date)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_sequence_goes_on_when_the_month_changes() {
        let series = Series { kind: SeriesKind::Invoice, last: 7, last_date: Some(date(2013, 2, 28)) };
        let (number, day) = series.next(date(2013, 3, 1));
        assert_eq!(number.to_string(), "2013-03-000000008");
        assert_eq!(day, date(2013, 3, 1));
    }

    #[test]
    fn the_issue_date_never_goes_back() {
        let series = Series { kind: SeriesKind::Invoice, last: 8, last_date: Some(date(2013, 3, 1)) };
        let (number, day) = series.next(date(2013, 2, 27));
        assert_eq!(number.to_string(), "2013-03-000000009");
        assert_eq!(day, date(2013, 3, 1));
    }

    #[test]
    fn a_series_taken_over_goes_on_after_the_last_number_issued_elsewhere() {
        let (number, _) = Series::new(SeriesKind::Invoice, 4).next(date(2013, 1, 12));
        assert_eq!(number.to_string(), "2013-01-000000005");
    }

    #[test]
    fn numbers_read_back_and_nothing_else_does() {
        for text in ["2013-03-000000008", "AV-2026-11-123456789"] {
            assert_eq!(text.parse::<DocumentNumber>().map(|number| number.to_string()).as_deref(), Ok(text));
        }
        for text in
            ["", "2013-13-000000008", "2013-3-000000008", "2013-03-8", "2013-03-000000000", "2013-03-00000000９"]
        {
            assert_eq!(text.parse::<DocumentNumber>(), Err(InvalidNumber), "{text}");
        }
    }
}
