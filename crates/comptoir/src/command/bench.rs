use crate::bench;
use crate::output::show;

/// Measures the program on this machine
#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    Place(Place),
}

/// How many orders can be placed for good in a second
///
/// Makes its own data, then lets 1, 64 and 512 clients place orders of two lines, each under a
/// random idempotency key: in this process through the journal, and through HTTP against
/// `comptoir serve` in a child process, with the clients here, on the same processors. Every order
/// is on the disk before it is answered. Just before each case, the same rows are written straight
/// into a second file of the same size (one thread, one commit for 512 orders): the raw limit.
/// Processor time and memory are those of the process that serves.
#[derive(clap::Args)]
pub(crate) struct Place {
    /// Orders in the file when measuring starts
    #[arg(long, env = "COMPTOIR_ORDERS", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(0..=100_000_000))]
    orders: u64,
    /// A file of the bench's own, as sqlite:FILE, kept and used again; a temporary one in this folder
    /// where not given
    #[arg(long, env = "COMPTOIR_DATABASE", value_name = "ADDRESS")]
    database: Option<String>,
    /// One JSON object instead of the table
    #[arg(long, env = "COMPTOIR_JSON")]
    json: bool,
}

impl Bench {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Bench::Place(place) => place.run().await,
        }
    }
}

impl Place {
    async fn run(self) -> anyhow::Result<()> {
        let report = bench::place(self.orders, self.database.as_deref()).await?;
        Ok(show(&if self.json { report.json()? } else { report.table() })?)
    }
}
