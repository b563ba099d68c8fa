use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::functions::add_functions;
use super::tx::{SqliteTx, ready};
use crate::Fault;
use crate::tx::Question;

/// Readers at the same time; more wait their turn.
const READERS: usize = 4;

/// Read-only connections, opened when first needed.
pub(crate) struct Pool {
    file: PathBuf,
    turns: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Pool {
    pub(crate) fn new(file: &Path) -> Self {
        Pool { file: file.to_owned(), turns: Arc::new(Semaphore::new(READERS)), idle: Arc::default() }
    }

    /// Asks on one snapshot, on a thread that may block.
    pub(crate) async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Fault> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Fault::new)?;
        let (file, idle) = (self.file.clone(), Arc::clone(&self.idle));
        let work = move || {
            let _turn = turn;
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = kept.map_or_else(|| open_reader(&file), Ok)?;
            connection.execute_batch("BEGIN")?;
            let answer = ready(question.ask(&mut SqliteTx(&mut connection)));
            connection.execute_batch("COMMIT")?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            answer
        };
        tokio::task::spawn_blocking(work).await.map_err(Fault::new)?
    }
}

fn open_reader(file: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.execute_batch("PRAGMA query_only = on; PRAGMA cache_size = -4096; PRAGMA temp_store = memory;")?;
    add_functions(&connection)?;
    Ok(connection)
}
