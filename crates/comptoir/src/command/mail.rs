use anyhow::anyhow;
use comptoir::mail::{MailServer, PATIENCE};

/// The options of the commands that work the outbox.
#[derive(clap::Args)]
pub(crate) struct MailOptions {
    /// The mail server, such as <smtps://USER:PASSWORD@mail.example>; without one, mails are written
    /// and stay readable in the desk
    #[arg(long, env = "COMPTOIR_SMTP", value_name = "URL", hide_env_values = true, requires = "mail_from")]
    smtp: Option<String>,
    /// The address that mails come from; their sender's name is the shop's title
    #[arg(long, env = "COMPTOIR_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
}

impl MailOptions {
    /// The mail server, if there is one.
    pub(crate) fn server(&self) -> anyhow::Result<Option<MailServer>> {
        match (&self.smtp, &self.mail_from) {
            (Some(url), Some(from)) => MailServer::new(url, from, PATIENCE).map(Some).map_err(|said| anyhow!(said)),
            (Some(_) | None, None) | (None, Some(_)) => Ok(None),
        }
    }
}
