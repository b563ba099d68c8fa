use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::migrate::{MIGRATIONS, OpenError, newer_schema};

/// Opens the file for writing, makes it if absent, and brings its schema up to date.
pub(crate) fn open_writer(file: &Path) -> Result<Connection, OpenError> {
    let mut connection = Connection::open(file).map_err(|error| OpenError::unreadable(file, &error))?;
    prepare(&connection).map_err(|error| OpenError::unreadable(file, &error))?;
    migrate(&mut connection, file)?;
    Ok(connection)
}

/// Every commit reaches the disk before it is acknowledged (`synchronous = FULL`); the log is folded
/// back into the file in large steps, so that pages written again and again are copied once.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.execute_batch(
        "PRAGMA journal_mode = wal;
         PRAGMA synchronous = full;
         PRAGMA cache_size = -16384;
         PRAGMA wal_autocheckpoint = 8192;
         PRAGMA temp_store = memory;",
    )
}

fn migrate(connection: &mut Connection, file: &Path) -> Result<(), OpenError> {
    let failed = |error: rusqlite::Error| OpenError::migration(&error);
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
    transaction.execute_batch("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)").map_err(failed)?;
    let current: i64 = transaction
        .query_row("SELECT COALESCE(MAX(version), 0) FROM schema_version", [], |row| row.get(0))
        .map_err(failed)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if current > known {
        return Err(newer_schema(current, known));
    }
    if current == known {
        return Ok(());
    }
    if current > 0 {
        copy_before(file, current)?;
    }
    for (version, sql) in (1..).zip(MIGRATIONS).skip(usize::try_from(current).unwrap_or(0)) {
        transaction.execute_batch(sql).map_err(failed)?;
        transaction.execute("INSERT INTO schema_version (version) VALUES (?1)", [version]).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

/// A copy of the file as it was, beside it: a migration that disappoints can be taken back.
fn copy_before(file: &Path, version: i64) -> Result<(), OpenError> {
    let mut copy = file.as_os_str().to_owned();
    copy.push(format!(".before-{}", version + 1));
    let source = Connection::open(file).map_err(|error| OpenError::migration(&error))?;
    source
        .backup("main", Path::new(&copy), None::<fn(rusqlite::backup::Progress)>)
        .map_err(|error| OpenError::migration(&error))
}
