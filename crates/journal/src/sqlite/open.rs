use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::migrate::{MIGRATIONS, OpenError, newer_schema};

/// Opens the file for writing, makes it if absent, and brings its schema up to date.
pub(crate) fn open_writer(file: &Path) -> Result<Connection, OpenError> {
    let mut connection = Connection::open(file).map_err(|error| OpenError::unreadable(file, &error))?;
    prepare(&connection).map_err(|error| OpenError::unreadable(file, &error))?;
    migrate(&mut connection, file, MIGRATIONS)?;
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

fn migrate(connection: &mut Connection, file: &Path, migrations: &[&str]) -> Result<(), OpenError> {
    let failed = |error: rusqlite::Error| OpenError::migration(&error);
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
    transaction.execute_batch("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)").map_err(failed)?;
    let current: i64 = transaction
        .query_row("SELECT COALESCE(MAX(version), 0) FROM schema_version", [], |row| row.get(0))
        .map_err(failed)?;
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if current > known {
        return Err(newer_schema(current, known));
    }
    if current == known {
        return Ok(());
    }
    if current > 0 {
        copy_before(file, current)?;
    }
    for (version, sql) in (1..).zip(migrations).skip(usize::try_from(current).unwrap_or(0)) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_newer_than_the_program_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.db");
        let mut connection = Connection::open(&file).unwrap();
        migrate(&mut connection, &file, &["CREATE TABLE a (x BIGINT)", "CREATE TABLE b (x BIGINT)"]).unwrap();
        let refused = migrate(&mut connection, &file, &["CREATE TABLE a (x BIGINT)"]).unwrap_err();
        assert!(matches!(refused, OpenError::NewerSchema { found: 2, known: 1 }), "{refused}");
    }

    #[test]
    fn the_file_is_copied_before_it_is_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.db");
        let mut connection = Connection::open(&file).unwrap();
        migrate(&mut connection, &file, &["CREATE TABLE a (x BIGINT)"]).unwrap();
        connection.execute("INSERT INTO a VALUES (7)", []).unwrap();
        migrate(&mut connection, &file, &["CREATE TABLE a (x BIGINT)", "DROP TABLE a"]).unwrap();
        let copy = Connection::open(folder.path().join("shop.db.before-2")).unwrap();
        let kept: i64 = copy.query_row("SELECT x FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 7);
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.db");
        let mut connection = Connection::open(&file).unwrap();
        let failed = migrate(&mut connection, &file, &["CREATE TABLE a (x BIGINT)", "NOT SQL"]).unwrap_err();
        assert!(matches!(failed, OpenError::Migration(_)), "{failed}");
        migrate(&mut connection, &file, &["CREATE TABLE a (x BIGINT)"]).unwrap();
    }
}
