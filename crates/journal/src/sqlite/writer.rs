use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::open::open_writer;
use super::tx::{SqliteTx, ready};
use crate::book::{Counters, Shelf};
use crate::carry_out::carry_out;
use crate::journal::Options;
use crate::queue::Queue;
use crate::revs::Revs;
use crate::{Done, Fault, OpenError, Request, SiteId, Stop, crash};

/// Jobs of one commit. Larger groups raise the rate and the latency together.
const MOST_PER_COMMIT: usize = 512;

/// A request and where its answer goes.
pub(crate) struct Job {
    pub request: Request,
    pub answer: oneshot::Sender<Result<Done, Stop>>,
}

/// The one thread that writes to the file.
pub(crate) struct Writer {
    queue: Arc<Queue<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Opens the file and starts the thread. `revs` is told which site has reached which revision.
    pub(crate) fn start(file: &Path, options: &Options, revs: Arc<Revs>) -> Result<Self, OpenError> {
        let connection = open_writer(file)?;
        if options.unsynced {
            connection
                .execute_batch("PRAGMA synchronous = off")
                .map_err(|error| OpenError::unreadable(file, &error))?;
        }
        let queue = Arc::new(Queue::new());
        let mut work = Work { connection, shelf: Shelf::default(), data_version: 0, revs };
        let jobs = Arc::clone(&queue);
        let run = move || {
            while let Some(batch) = jobs.take(MOST_PER_COMMIT) {
                work.commit_together(batch);
            }
        };
        let thread = std::thread::Builder::new().name("writer".into()).spawn(run);
        let thread = thread.map_err(|error| OpenError::Migration(error.to_string()))?;
        Ok(Writer { queue, thread: Some(thread) })
    }

    /// Queues a job, or gives it back when too much waits.
    #[expect(clippy::result_large_err, reason = "a job that finds no room goes back whole, which is rare")]
    pub(crate) fn push(&self, job: Job) -> Result<(), Job> {
        self.queue.push(job.request.site, job)
    }
}

impl Drop for Writer {
    /// What was queued is still written and answered.
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer ended in a panic");
        }
    }
}

struct Work {
    connection: Connection,
    shelf: Shelf,
    data_version: i64,
    revs: Arc<Revs>,
}

impl Work {
    /// One commit for all of `batch`; a job that fails leaves no trace and takes no other with it.
    /// Answers go out after the commit.
    fn commit_together(&mut self, batch: Vec<Job>) {
        match self.carry_out_all(&batch) {
            Ok(answers) => {
                crash::point();
                self.tell(&batch, &answers);
                for (job, answer) in batch.into_iter().zip(answers) {
                    // A caller that has gone away needs no answer.
                    let _ = job.answer.send(answer);
                }
            }
            Err(fault) => self.fail(batch, &fault),
        }
    }

    /// A savepoint costs a copy of every page that its job touches, and hardly any job needs one: most
    /// that are refused have written nothing. So the batch is tried without; where a job fails after
    /// it has written, all of it is taken back and done again, each job in a savepoint of its own.
    fn carry_out_all(&mut self, batch: &[Job]) -> Result<Vec<Result<Done, Stop>>, Fault> {
        self.begin()?;
        let answers = if let Some(answers) = self.run_bare(batch) {
            answers
        } else {
            self.shelf.clear();
            self.connection.execute_batch("ROLLBACK")?;
            self.begin()?;
            batch.iter().map(|job| self.run_in_savepoint(&job.request)).collect()
        };
        self.commit()?;
        Ok(answers)
    }

    /// `None` when a job has failed and there is something to take back.
    fn run_bare(&mut self, batch: &[Job]) -> Option<Vec<Result<Done, Stop>>> {
        let mut answers = Vec::with_capacity(batch.len());
        for Job { request, .. } in batch {
            let before = self.shelf.at_hand(request.site).map(|book| book.counters);
            let changes = self.connection.total_changes();
            let answer = self.run(request);
            if let Err(stop) = &answer {
                if matches!(stop, Stop::Fault(_)) || self.connection.total_changes() != changes {
                    return None;
                }
                if let (Some(book), Some(before)) = (self.shelf.at_hand(request.site), before) {
                    book.counters = before;
                }
            }
            answers.push(answer);
        }
        Some(answers)
    }

    /// Each site's new revision, once: whoever listens is woken per commit, not per order.
    fn tell(&self, batch: &[Job], answers: &[Result<Done, Stop>]) {
        let mut reached = HashMap::new();
        for (job, answer) in batch.iter().zip(answers) {
            if let Ok(done) = answer {
                reached.insert(job.request.site, done.rev);
            }
        }
        for (site, rev) in reached {
            self.revs.tell(site, rev);
        }
    }

    fn begin(&mut self) -> Result<(), Fault> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let version: i64 = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version != self.data_version {
            // Another process has written: what memory knows of the sites may be old.
            self.shelf.clear();
            self.data_version = version;
        }
        crash::point();
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Fault> {
        ready(self.shelf.flush(&mut SqliteTx(&mut self.connection)))?;
        crash::point();
        self.connection.execute_batch("COMMIT")?;
        Ok(())
    }

    fn run_in_savepoint(&mut self, request: &Request) -> Result<Done, Stop> {
        let before = self.shelf.at_hand(request.site).map(|book| book.counters);
        self.connection.execute_batch("SAVEPOINT job").map_err(Fault::from)?;
        let result = self.run(request);
        match &result {
            Ok(_) => self.connection.execute_batch("RELEASE job").map_err(Fault::from)?,
            Err(stop) => self.undo(request.site, before, stop)?,
        }
        result
    }

    fn run(&mut self, request: &Request) -> Result<Done, Stop> {
        let work = || ready(carry_out(&mut SqliteTx(&mut self.connection), &mut self.shelf, request));
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
            Err(Stop::Fault(Fault::new(format_args!("a request ended in a panic: {}", message(panic.as_ref())))))
        })
    }

    /// Takes back what a job wrote and counted.
    fn undo(&mut self, site: SiteId, before: Option<Counters>, stop: &Stop) -> Result<(), Fault> {
        self.connection.execute_batch("ROLLBACK TO job; RELEASE job")?;
        match (self.shelf.at_hand(site), before) {
            (Some(book), Some(before)) => book.counters = before,
            // The job itself opened the book: what it counted in it was never written.
            (Some(_), None) => self.shelf.forget(site),
            (None, _) => {}
        }
        if let Stop::Fault(fault) = stop {
            tracing::error!(%fault, site = site.0, "a request was not carried out");
            // Memory may hold what was never written: keep what earlier jobs counted, forget the rest.
            ready(self.shelf.flush(&mut SqliteTx(&mut self.connection)))?;
            self.shelf.clear();
        }
        Ok(())
    }

    /// Nothing of the batch was written; every caller is told so.
    fn fail(&mut self, batch: Vec<Job>, fault: &Fault) {
        tracing::error!(%fault, jobs = batch.len(), "a commit failed");
        self.shelf.clear();
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a rollback failed");
        }
        for job in batch {
            let _ = job.answer.send(Err(Stop::Fault(fault.clone())));
        }
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}
