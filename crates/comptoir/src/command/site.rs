use anyhow::bail;
use jiff::tz::TimeZone;
use journal::{Command, NewSite, Outcome, SiteId, Stop};
use money::Currency;
use orders::Language;

use crate::database::Database;
use crate::operator;
use crate::stop::because;

/// The sites of an installation
#[derive(clap::Subcommand)]
pub(crate) enum Site {
    Add(Add),
    Host(HostName),
}

/// Makes a site
#[derive(clap::Args)]
pub(crate) struct Add {
    /// What people sign in with, and the address of the storefront: a-z, 0-9 and -, at most 63
    #[arg(value_parser = parse_name)]
    name: String,
    /// What customers read; the name where not given
    #[arg(long, env = "COMPTOIR_TITLE")]
    title: Option<String>,
    /// The one currency of its prices, as in ISO 4217
    #[arg(long, env = "COMPTOIR_CURRENCY", default_value = "EUR", value_parser = parse_currency)]
    currency: Currency,
    /// Where its days begin and end
    #[arg(long, env = "COMPTOIR_ZONE", default_value = "Europe/Paris", value_parser = parse_zone)]
    zone: String,
    /// Its first language: fr or en
    #[arg(long, env = "COMPTOIR_LANGUAGE", default_value = "fr", value_parser = parse_language)]
    language: Language,
    /// The number of the last invoice that another system issued, where its series is taken over
    #[arg(long, env = "COMPTOIR_LAST_INVOICE", value_name = "NUMBER", default_value_t = 0,
          value_parser = clap::value_parser!(i64).range(0..=999_999_998))]
    last_invoice: i64,
    /// The host name of its storefront, such as shop.example; the proxy must send it on
    #[arg(long, env = "COMPTOIR_HOST", value_parser = parse_host)]
    host: Option<String>,
    #[command(flatten)]
    database: Database,
}

/// Gives a site's storefront a host name of its own, or takes it away
#[derive(clap::Args)]
pub(crate) struct HostName {
    /// The site
    name: String,
    /// The host name, such as shop.example; none takes it away
    #[arg(value_parser = parse_host)]
    host: Option<String>,
    #[command(flatten)]
    database: Database,
}

impl Site {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Site::Add(add) => add.run().await,
            Site::Host(host) => host.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let journal = self.database.open()?;
        let new = NewSite {
            title: self.title.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            currency: self.currency,
            zone: self.zone,
            language: self.language,
            last_invoice: self.last_invoice,
            last_order: 0,
            host: self.host,
        };
        let name = new.name.clone();
        let site = match operator::carry_out(&journal, SiteId::DIRECTORY, Command::AddSite(Box::new(new))).await {
            Err(Stop::Taken("site_host")) => bail!("another site has that host name: choose another one"),
            Err(Stop::Taken(_)) => bail!("there is a site {name} already: choose another name"),
            Err(stop) => return Err(because(&stop)),
            Ok(outcome) => outcome,
        };
        let Outcome::Site(site) = site else { bail!("the journal answered {site:?}") };
        let (currency, zone, language) = (site.currency, &site.zone_name, site.language.code());
        println!("site {name}: {currency}, {zone}, {language}");
        println!("its next invoice is number {}", self.last_invoice + 1);
        println!("add its people: comptoir person add --site {name} --email E-MAIL --role owner");
        Ok(())
    }
}

impl HostName {
    async fn run(self) -> anyhow::Result<()> {
        let journal = self.database.open()?;
        let site = self.database.site(&journal, &self.name).await?;
        let command = Command::SetHost { host: self.host.clone() };
        match operator::carry_out(&journal, site.id, command).await {
            Err(Stop::Taken(_)) => bail!("another site has that host name: take it away there first"),
            Err(stop) => return Err(because(&stop)),
            Ok(_) => {}
        }
        match self.host {
            Some(host) => println!("the storefront of {} is at {host}", site.name),
            None => println!("the storefront of {} has no host name of its own", site.name),
        }
        Ok(())
    }
}

fn parse_host(text: &str) -> Result<String, String> {
    web::host::parse(text).ok_or_else(|| {
        "give a host name such as shop.example, without http:// and without a port; accents in the form xn--".to_owned()
    })
}

fn parse_name(text: &str) -> Result<String, String> {
    let known = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if known && (1..=63).contains(&text.len()) {
        return Ok(text.to_owned());
    }
    Err("a name has 1 to 63 of a-z, 0-9 and -".to_owned())
}

fn parse_currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).map_err(|error| format!("{error}, such as EUR"))
}

fn parse_zone(text: &str) -> Result<String, String> {
    TimeZone::get(text).map(|_| text.to_owned()).map_err(|_| "no such time zone; give one such as Europe/Paris".into())
}

fn parse_language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "give fr or en".to_owned())
}
