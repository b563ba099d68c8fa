use std::fmt::Write;

use anyhow::bail;
use journal::verify::{Report, Verify as Question};

use crate::database::Database;
use crate::output::show;

/// Recomputes every invariant and names what does not hold
///
/// Rows against the events they come from, numbers without gap or repeat, documents against their
/// hashes, each order in at most one open hand-off, money that adds up. Ends with 1 when anything
/// does not hold.
#[derive(clap::Args)]
pub(crate) struct Verify {
    /// Only this site
    #[arg(long, env = "COMPTOIR_SITE")]
    site: Option<String>,
    #[command(flatten)]
    database: Database,
}

impl Verify {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let journal = self.database.open()?;
        let site = match &self.site {
            Some(name) => Some(self.database.site(&journal, name).await?.id),
            None => None,
        };
        let report = journal.ask(Question { site }).await?;
        show(&table(&report)?)?;
        match report.faults.len() {
            0 => Ok(()),
            1 => bail!("one thing does not hold: restore a backup, or report it with the line above"),
            faults => bail!("{faults} things do not hold: restore a backup, or report them with the lines above"),
        }
    }
}

/// What was counted, then each fault on a line of its own.
fn table(report: &Report) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for (what, count) in &report.counted {
        writeln!(text, "{count:>12} {what}")?;
    }
    for fault in &report.faults {
        writeln!(text, "fault: {fault}")?;
    }
    if report.faults.is_empty() {
        writeln!(text, "everything holds")?;
    }
    Ok(text)
}
