use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{oneshot, watch};

use crate::revs::Revs;
use crate::sqlite::{Job, Pool, Writer};
use crate::tx::Question;
use crate::{Done, Fault, OpenError, Request, SiteId, Stop};

/// How a journal is opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Commits do not wait for the disk: for loading data that can be loaded again, nothing else.
    pub unsynced: bool,
}

/// A shop's memory, open. Clones share it; it closes when the last is dropped.
#[derive(Clone)]
pub struct Journal(Arc<Open>);

/// Dropped in this order: the writer closes last, and folds the log back into the file. A reader
/// cannot, and would leave it beside.
struct Open {
    readers: Pool,
    writer: Writer,
    revs: Arc<Revs>,
}

impl Journal {
    /// Opens the database of an address, `sqlite:FILE`, and brings its schema up to date.
    pub fn open(address: &str, options: &Options) -> Result<Self, OpenError> {
        let file = sqlite_file(address)?;
        let revs = Arc::new(Revs::new());
        let writer = Writer::start(&file, options, Arc::clone(&revs))?;
        Ok(Journal(Arc::new(Open { readers: Pool::new(&file), writer, revs })))
    }

    /// Carries out a request: written to the disk when this returns, or not at all.
    pub async fn carry_out(&self, request: Request) -> Result<Done, Stop> {
        let (answer, answered) = oneshot::channel();
        self.0.writer.push(Job { request, answer }).map_err(|_| Stop::Busy)?;
        answered.await.map_err(|_| Stop::Fault(Fault::new("the writer has ended")))?
    }

    /// Answers a question from what is written.
    pub async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Fault> {
        self.0.readers.ask(question).await
    }

    /// Tells of each site's revisions as they are reached. A hint: the database is the truth.
    pub fn revs(&self) -> watch::Receiver<(SiteId, i64)> {
        self.0.revs.of_any()
    }

    /// Tells of one site's revisions as they are reached, the newest only; 0 until there is one. What
    /// another process writes is not told: ask now and then for [`SiteRev`](crate::question::SiteRev).
    pub fn revs_of(&self, site: SiteId) -> watch::Receiver<i64> {
        self.0.revs.of(site)
    }
}

fn sqlite_file(address: &str) -> Result<PathBuf, OpenError> {
    let file = address.strip_prefix("sqlite:").filter(|file| !file.is_empty());
    file.map(|file| Path::new(file).to_owned()).ok_or_else(|| OpenError::Address(address.to_owned()))
}
