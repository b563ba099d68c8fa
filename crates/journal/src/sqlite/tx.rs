use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};

use crate::Fault;
use crate::tx::{Cell, Param, Row, Tx};

/// The engine's side of [`Tx`]. Every future is ready at its first poll: the work is done in place.
pub(crate) struct SqliteTx<'connection>(pub &'connection mut Connection);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Null => ValueRef::Null,
            Param::Int(value) => ValueRef::Integer(*value),
            Param::Text(value) => ValueRef::Text(value.as_bytes()),
            Param::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

impl Tx for SqliteTx<'_> {
    async fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, Fault> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, params)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Vec::with_capacity(columns);
            for column in 0..columns {
                cells.push(cell(row.get_ref(column)?)?);
            }
            answer.push(Row(cells));
        }
        Ok(answer)
    }

    async fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, Fault> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, params)?;
        Ok(statement.raw_execute()? as u64)
    }
}

fn bind(statement: &mut Statement<'_>, params: &[Param<'_>]) -> Result<(), Fault> {
    for (index, param) in params.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, param)?;
    }
    Ok(())
}

fn cell(value: ValueRef<'_>) -> Result<Cell, Fault> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Real(value) => return Err(Fault::new(format_args!("a fraction in the database: {value}"))),
        ValueRef::Text(value) => Cell::Text(std::str::from_utf8(value).map_err(Fault::new)?.to_owned()),
        ValueRef::Blob(value) => Cell::Blob(value.to_owned()),
    })
}

/// Runs work written against [`Tx`] to its end in place. On this engine nothing ever waits; awaiting
/// anything but the transaction would, and is said.
pub(crate) fn ready<R, E: From<Fault>>(work: impl Future<Output = Result<R, E>>) -> Result<R, E> {
    let mut work = pin!(work);
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => Err(Fault::new("work inside a transaction awaited something else").into()),
    }
}
