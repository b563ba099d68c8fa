use anyhow::{Context, bail};
use journal::question::SiteByName;
use journal::{Journal, Options, Site};

/// The option that every command which touches data has.
#[derive(clap::Args)]
pub(crate) struct Database {
    /// Where the data is, as sqlite:FILE; made if absent, brought up to date if old
    #[arg(long, env = "COMPTOIR_DATABASE", value_name = "ADDRESS", default_value = "sqlite:comptoir.db")]
    pub database: String,
}

impl Database {
    pub(crate) fn open(&self) -> anyhow::Result<Journal> {
        open(&self.database)
    }

    /// The site of a name, which must exist.
    pub(crate) async fn site(&self, journal: &Journal, name: &str) -> anyhow::Result<Site> {
        let known = journal.ask(SiteByName(name.to_owned())).await.context("the sites could not be read")?;
        let Some(site) = known else {
            bail!("{} has no site {name}: make it with `comptoir site add {name}`", self.database);
        };
        Ok(site)
    }
}

pub(crate) fn open(address: &str) -> anyhow::Result<Journal> {
    Ok(Journal::open(address, &Options::default())?)
}
