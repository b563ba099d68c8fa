//! The one door to a database: static SQL in `$1…$n`, which both `SQLite` and `PostgreSQL` read.

use std::future::Future;

use crate::Fault;

/// A value handed to a statement. Statements number their parameters in the order in which they
/// first appear, because that is how `SQLite` binds them; a test reads every statement for it.
#[derive(Clone, Copy, Debug)]
pub enum Param<'a> {
    /// SQL NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(&'a str),
    /// BLOB or BYTEA.
    Blob(&'a [u8]),
}

impl From<i64> for Param<'_> {
    fn from(value: i64) -> Self {
        Param::Int(value)
    }
}

impl From<bool> for Param<'_> {
    fn from(value: bool) -> Self {
        Param::Int(i64::from(value))
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Param::Text(value)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Param::Text(value)
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(value: &'a [u8]) -> Self {
        Param::Blob(value)
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Param::Null, Into::into)
    }
}

/// The parameters of a statement: `params![site, number, name]`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::tx::Param::from($value)),*] };
}
pub(crate) use params;

/// A value read from a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// SQL NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(String),
    /// BLOB or BYTEA.
    Blob(Vec<u8>),
}

/// One row of an answer. Reading a column as what it is not is a fault of the program or the file.
#[derive(Clone, Debug)]
pub struct Row(pub Vec<Cell>);

impl Row {
    /// A whole number.
    pub fn int(&self, column: usize) -> Result<i64, Fault> {
        self.maybe_int(column)?.ok_or_else(|| Fault::column(column, "a number"))
    }

    /// A whole number or NULL.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.0.get(column) {
            Some(Cell::Int(value)) => Ok(Some(*value)),
            Some(Cell::Null) => Ok(None),
            Some(Cell::Text(_) | Cell::Blob(_)) | None => Err(Fault::column(column, "a number")),
        }
    }

    /// A truth value.
    pub fn flag(&self, column: usize) -> Result<bool, Fault> {
        Ok(self.int(column)? != 0)
    }

    /// A text.
    pub fn text(&self, column: usize) -> Result<&str, Fault> {
        self.maybe_text(column)?.ok_or_else(|| Fault::column(column, "a text"))
    }

    /// A text of its own.
    pub fn string(&self, column: usize) -> Result<String, Fault> {
        Ok(self.text(column)?.to_owned())
    }

    /// A text or NULL.
    pub fn maybe_text(&self, column: usize) -> Result<Option<&str>, Fault> {
        match self.0.get(column) {
            Some(Cell::Text(value)) => Ok(Some(value)),
            Some(Cell::Null) => Ok(None),
            Some(Cell::Int(_) | Cell::Blob(_)) | None => Err(Fault::column(column, "a text")),
        }
    }

    /// Bytes.
    pub fn blob(&self, column: usize) -> Result<&[u8], Fault> {
        match self.0.get(column) {
            Some(Cell::Blob(value)) => Ok(value),
            Some(Cell::Null | Cell::Int(_) | Cell::Text(_)) | None => Err(Fault::column(column, "bytes")),
        }
    }

    /// A time, kept as milliseconds since 1970.
    pub fn time(&self, column: usize) -> Result<jiff::Timestamp, Fault> {
        crate::time_of(self.int(column)?)
    }
}

/// An open transaction, or a reader's snapshot.
pub trait Tx: Send {
    /// The rows that a statement answers.
    fn query(&mut self, sql: &str, params: &[Param<'_>]) -> impl Future<Output = Result<Vec<Row>, Fault>> + Send;

    /// The number of rows that a statement changed.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> impl Future<Output = Result<u64, Fault>> + Send;

    /// The first row that a statement answers.
    fn first(&mut self, sql: &str, params: &[Param<'_>]) -> impl Future<Output = Result<Option<Row>, Fault>> + Send {
        async move { Ok(self.query(sql, params).await?.into_iter().next()) }
    }
}

/// What a page, a check or a worker wants to know. The journal answers it on whichever engine it has.
pub trait Question: Send + 'static {
    /// What comes back.
    type Answer: Send + 'static;

    /// Asks it, on one snapshot.
    fn ask<T: Tx>(self, tx: &mut T) -> impl Future<Output = Result<Self::Answer, Fault>> + Send;
}
