//! Files of orders brought into a site: read whole, put together into documents, and asked of the
//! journal in the order of the file, many at a time.

mod country;
mod document;
mod online_retail;
mod orders_csv;
mod report;
mod table;

use std::future::poll_fn;
use std::path::PathBuf;
use std::task::Poll;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use journal::question::KnownReferences;
use journal::{Actor, Command, Journal, Outcome, Request, Site, Stop};
use money::VatRate;
use orders::{Door, Refusal};
use tokio::task::JoinSet;
use web::clock::Clock;

use document::{Document, Wanted};
use report::{Report, Took};
use table::Table;

/// Documents that wait for the writer at the same time: as many as it writes in one commit.
const MOST_IN_FLIGHT: usize = 512;

/// What a file can be.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Format {
    /// The invoices of an online shop, a well-known data set
    OnlineRetail,
    /// Comptoir's own interchange
    OrdersCsv,
}

/// What the operator asks for.
pub(crate) struct Job {
    pub format: Format,
    pub file: PathBuf,
    pub vat_rate: VatRate,
    pub dry_run: bool,
}

/// Takes the file into the site; every row of it is in the report.
pub(crate) async fn run(journal: &Journal, site: &Site, job: &Job) -> anyhow::Result<Report> {
    let table = Table::read(&job.file)?;
    let mut report = Report::new(&job.file, job.dry_run, table.rows_read());
    let door = Door {
        currency: site.currency,
        language: site.language,
        delivery_vat_rate: job.vat_rate,
        now: Clock::system().now(),
        max_lines: usize::MAX,
        shortage: catalog::Shortage::Allow,
    };
    let (documents, unread) = match job.format {
        Format::OnlineRetail => online_retail::documents(table, &door, site, job.vat_rate)?,
        Format::OrdersCsv => orders_csv::documents(table, &door, site, job.vat_rate)?,
    };
    report.refuse(unread);
    let bar = progress(documents.len());
    if job.dry_run {
        try_all(journal, site, documents, &mut report).await?;
    } else {
        carry_out_all(journal, site, documents, &mut report, &bar).await?;
    }
    bar.finish_and_clear();
    if !report.adds_up() {
        bail!("the report does not account for every row, which is a fault of this program:\n{report}");
    }
    Ok(report)
}

/// Shown on a terminal only.
fn progress(documents: usize) -> ProgressBar {
    let bar = ProgressBar::new(documents as u64);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

async fn carry_out_all(
    journal: &Journal,
    site: &Site,
    documents: Vec<Document>,
    report: &mut Report,
    bar: &ProgressBar,
) -> anyhow::Result<()> {
    let mut in_flight = JoinSet::new();
    for document in documents {
        let (name, lines) = (document.name, document.lines);
        report.note(document.notes);
        let command = match document.wanted {
            Ok(Wanted::Order(placement)) => Command::Place(placement),
            Ok(Wanted::Return(record)) => Command::RecordReturn(record),
            Err(refused) => {
                report.refuse(refused);
                bar.inc(1);
                continue;
            }
        };
        if in_flight.len() == MOST_IN_FLIGHT
            && let Some(answered) = in_flight.join_next().await
        {
            account(report, answered?, bar)?;
        }
        let at = Clock::system().now();
        let request = Request { site: site.id, actor: Actor::Import, at, id: None, expected_version: None, command };
        let journal = journal.clone();
        let mut asking = Box::pin(async move { Answered { name, lines, answer: journal.carry_out(request).await } });
        // Its first poll puts it into the writer's queue: here, so that numbers follow the file.
        match poll_fn(|context| Poll::Ready(asking.as_mut().poll(context))).await {
            Poll::Ready(answered) => account(report, answered, bar)?,
            Poll::Pending => _ = in_flight.spawn(asking),
        }
    }
    while let Some(answered) = in_flight.join_next().await {
        account(report, answered?, bar)?;
    }
    Ok(())
}

struct Answered {
    name: String,
    lines: Vec<u64>,
    answer: Result<journal::Done, Stop>,
}

fn account(report: &mut Report, answered: Answered, bar: &ProgressBar) -> anyhow::Result<()> {
    let Answered { name, lines, answer } = answered;
    bar.inc(1);
    match answer.map(|done| done.outcome) {
        Ok(Outcome::Placed { repeated: false, .. }) => report.take(Took::Order, lines.len()),
        Ok(Outcome::Return { repeated: false }) => report.take(Took::Return, lines.len()),
        // Deleted since: it stays deleted.
        Ok(Outcome::Placed { .. } | Outcome::Return { .. }) | Err(Stop::Refused(Refusal::OrderDeleted)) => {
            report.repeat(lines.len());
        }
        Ok(other) => bail!("the journal answered {other:?}"),
        Err(stop) => {
            let because = crate::stop::because(&stop);
            return Err(because).with_context(|| {
                format!("document {name} could not be written; what came before it is kept, so run the import again")
            });
        }
    }
    Ok(())
}

/// What would happen, without a word to the writer.
async fn try_all(journal: &Journal, site: &Site, documents: Vec<Document>, report: &mut Report) -> anyhow::Result<()> {
    let wanted = documents.iter().filter_map(|document| document.wanted.as_ref().ok());
    let references = wanted.map(Wanted::reference).collect();
    let known = journal.ask(KnownReferences { site: site.id, references }).await?;
    for document in documents {
        let rows = document.lines.len();
        report.note(document.notes);
        match document.wanted {
            Err(refused) => report.refuse(refused),
            Ok(wanted) if known.contains(&wanted.reference()) => report.repeat(rows),
            Ok(Wanted::Order(_)) => report.take(Took::Order, rows),
            Ok(Wanted::Return(_)) => report.take(Took::Return, rows),
        }
    }
    Ok(())
}
