use journal::{Command, NewToken, Scope};

use crate::database::Database;
use crate::operator;
use crate::stop::because;

/// The tokens with which programs call the API
#[derive(clap::Subcommand)]
pub(crate) enum Token {
    Add(Add),
}

/// Makes a token for the API of a site, and shows it this once
#[derive(clap::Args)]
pub(crate) struct Add {
    /// The one site it belongs to
    #[arg(long, env = "COMPTOIR_SITE")]
    site: String,
    /// What it may do, with commas between: orders:read, orders:write, handoffs:read, …
    #[arg(long, env = "COMPTOIR_SCOPE", required = true, value_delimiter = ',', value_name = "SCOPES", value_parser = parse_scope)]
    scope: Vec<Scope>,
    /// What it is for
    #[arg(long, env = "COMPTOIR_LABEL", default_value = "")]
    label: String,
    #[command(flatten)]
    database: Database,
}

impl Token {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Token::Add(add) => add.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let journal = self.database.open()?;
        let site = self.database.site(&journal, &self.site).await?;
        let token = web::token::new();
        let new = NewToken { label: self.label, token_hash: web::token::hash(&token), scopes: self.scope };
        let added = operator::carry_out(&journal, site.id, Command::AddToken(Box::new(new))).await;
        added.map_err(|stop| because(&stop))?;
        println!("token: {token}");
        eprintln!("It is kept nowhere and not shown again.");
        Ok(())
    }
}

fn parse_scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text.trim()).ok_or_else(|| format!("give some of {}", Scope::ALL.map(Scope::code).join(", ")))
}
