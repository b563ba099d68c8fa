use std::io::{BufRead, IsTerminal};

use anyhow::{Context, bail};
use journal::{Command, NewPerson, Role, Stop};
use web::password::SHORTEST;

use crate::database::Database;
use crate::operator;
use crate::stop::because;

/// The people who sign in
#[derive(clap::Subcommand)]
pub(crate) enum Person {
    Add(Add),
}

/// Lets somebody sign in to a site
///
/// The password is asked for on the terminal, else it is the first line of standard input. Somebody
/// who belongs to another site of this installation keeps their name and password.
#[derive(clap::Args)]
pub(crate) struct Add {
    /// The site they work for
    #[arg(long, env = "COMPTOIR_SITE")]
    site: String,
    /// Their e-mail, with which they sign in
    #[arg(long, env = "COMPTOIR_EMAIL", value_parser = parse_email)]
    email: String,
    /// How the desk names them; what stands before the @ where not given
    #[arg(long, env = "COMPTOIR_NAME")]
    name: Option<String>,
    /// owner (everything), clerk (follows orders), accountant (sees and exports), logistician
    #[arg(long, env = "COMPTOIR_ROLE", value_parser = parse_role)]
    role: Role,
    #[command(flatten)]
    database: Database,
}

impl Person {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Person::Add(add) => add.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let journal = self.database.open()?;
        let site = self.database.site(&journal, &self.site).await?;
        let password = read_password()?;
        let local = self.email.split('@').next().unwrap_or(&self.email).to_owned();
        let person = NewPerson {
            email: self.email.clone(),
            name: self.name.unwrap_or(local),
            password_hash: web::password::hash(&password),
            role: self.role,
        };
        match operator::carry_out(&journal, site.id, Command::AddPerson(Box::new(person))).await {
            Err(Stop::Taken(_)) => bail!("{} belongs to {} already", self.email, site.name),
            Err(stop) => return Err(because(&stop)),
            Ok(_) => {}
        }
        println!("{} is {} of {}", self.email, self.role.code(), site.name);
        Ok(())
    }
}

/// Never from an argument: arguments are seen by everybody on the machine, and kept by shells.
fn read_password() -> anyhow::Result<String> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ").context("the password could not be read")?;
        if rpassword::prompt_password("Again: ").context("the password could not be read")? != first {
            bail!("the two passwords differ: begin again");
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("the password could not be read")?;
        without_line_end(&line).to_owned()
    };
    if password.chars().count() < SHORTEST {
        bail!("a password has at least {SHORTEST} characters: give it on standard input");
    }
    Ok(password)
}

/// A password is what was typed: of the line only its end is cut.
fn without_line_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

fn parse_email(text: &str) -> Result<String, String> {
    let shaped = text.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty());
    if shaped && text.len() <= 254 && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Ok(text.to_lowercase());
    }
    Err("not an e-mail address".to_owned())
}

fn parse_role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| format!("give one of {}", Role::ALL.map(Role::code).join(", ")))
}
