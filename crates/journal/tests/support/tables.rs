//! The tables as they stand, read beside the journal.

use std::fmt::Write;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

pub fn open(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join("comptoir.db")).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    connection
}

pub fn names(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Every row of every table, as text.
pub fn dump(folder: &Path) -> String {
    let connection = open(folder);
    let mut text = String::new();
    for table in names(&connection) {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<Value> = (0..columns).map(|column| row.get(column).unwrap()).collect();
            writeln!(text, "{table} {values:?}").unwrap();
        }
    }
    text
}
