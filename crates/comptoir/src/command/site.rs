use anyhow::bail;
use jiff::tz::TimeZone;
use journal::{Command, NewSite, Outcome, SiteId, Stop};
use money::Currency;
use orders::Language;
use web::clock::chance;

use crate::database::Database;
use crate::operator;
use crate::stop::because;

/// The sites of an installation
#[derive(clap::Subcommand)]
pub(crate) enum Site {
    Add(Add),
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
    #[command(flatten)]
    database: Database,
}

impl Site {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Site::Add(add) => add.run().await,
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
            link_key: chance::<32>().to_vec(),
        };
        let name = new.name.clone();
        let site = match operator::carry_out(&journal, SiteId::DIRECTORY, Command::AddSite(Box::new(new))).await {
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
