use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use journal::Role;

use super::mail::MailOptions;
use crate::secrets::SecretsFile;
use crate::server::{self, parse_listen};
use crate::{database, demo};

/// Shows the program: a shop with ten orders, ready for the three steps of the procedure
///
/// The same sign-ins and the same token every time, and therefore only on this machine. The shop is
/// made at the first start; later starts find it as it was left.
#[derive(clap::Args)]
pub(crate) struct Demo {
    /// The address to answer on; of this machine only
    #[arg(long, env = "COMPTOIR_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = parse_loopback)]
    listen: SocketAddr,
    /// A folder for the demo's data, made if absent; a temporary one, removed at the end, where not
    /// given
    #[arg(long, env = "COMPTOIR_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where the data is, as sqlite:FILE; DIR/comptoir.db where not given
    #[arg(long, env = "COMPTOIR_DATABASE", value_name = "ADDRESS")]
    database: Option<String>,
    #[command(flatten)]
    secrets: SecretsFile,
    #[command(flatten)]
    mail: MailOptions,
}

impl Demo {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let temporary = match (&self.data, &self.database) {
            (None, None) => {
                Some(tempfile::tempdir().context("no temporary folder could be made: give one with --data")?)
            }
            (Some(data), _) => {
                let failed = || format!("the folder {} cannot be made: give another with --data", data.display());
                std::fs::create_dir_all(data).with_context(failed)?;
                None
            }
            (None, Some(_)) => None,
        };
        let folder = temporary.as_ref().map(tempfile::TempDir::path).or(self.data.as_deref());
        let file = folder.map(|folder| folder.join("comptoir.db"));
        let address = match (self.database, file) {
            (Some(address), _) => address,
            (None, file) => format!("sqlite:{}", file.unwrap_or_default().display()),
        };
        let journal = database::open(&address)?;
        demo::make(&journal).await?;
        let setup = server::local_setup(journal, self.secrets.open(&address)?, true);
        server::run(self.listen, setup, self.mail.server()?, None, announce).await
        // The temporary folder goes with `temporary`.
    }
}

fn announce(address: SocketAddr) {
    println!("storefront: http://{address}/shop/{}/", demo::SITE);
    println!("desk: http://{address}/desk/");
    for role in Role::ALL {
        let (email, password) = (demo::email(role), demo::password(role));
        println!("sign-in {}: {} {email} {password}", role.code(), demo::SITE);
    }
    println!("token: {}", demo::TOKEN);
    println!("listening on http://{address}");
}

/// The demo's sign-ins are printed in its source: nobody else may reach it.
fn parse_loopback(text: &str) -> Result<SocketAddr, String> {
    let address = parse_listen(text)?;
    if address.ip().is_loopback() {
        return Ok(address);
    }
    Err("everybody knows the demo's passwords: give an address of this machine only, such as 127.0.0.1:8080".to_owned())
}
