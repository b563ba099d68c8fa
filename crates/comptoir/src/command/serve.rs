use std::net::SocketAddr;

use anyhow::bail;
use web::Setup;

use super::mail::MailOptions;
use crate::database::Database;
use crate::secrets::SecretsFile;
use crate::server::{self, parse_listen};

/// Serves the shops of a database: storefront, desk and API
///
/// Ends on SIGTERM or Ctrl-C, after what is in flight has been finished (at most ten seconds).
#[derive(clap::Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    secrets: SecretsFile,
    #[command(flatten)]
    mail: MailOptions,
    /// The address to answer on
    #[arg(long, env = "COMPTOIR_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = parse_listen)]
    listen: SocketAddr,
    /// The address that browsers use, such as <https://shop.example>; with https, cookies travel over
    /// TLS only
    #[arg(long, env = "COMPTOIR_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// A proxy in front says who calls (X-Forwarded-For, X-Forwarded-Proto); only where nobody can
    /// reach this address past it
    #[arg(long, env = "COMPTOIR_TRUSTED_PROXY")]
    trusted_proxy: bool,
}

impl Serve {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        if self.public_url.as_deref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            bail!("--public-url is no address: give one such as https://shop.example");
        }
        let secure = self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
        let setup = Setup {
            secure_cookies: secure,
            trusted_proxy: self.trusted_proxy,
            ..server::local_setup(self.database.open()?, self.secrets.open(&self.database.database)?, false)
        };
        if !secure && !self.listen.ip().is_loopback() {
            tracing::warn!("{} is open to others over plain http: passwords and orders can be read", self.listen);
        }
        let server = self.mail.server()?;
        server::run(self.listen, setup, server, self.public_url, |address| println!("listening on http://{address}"))
            .await
    }
}
