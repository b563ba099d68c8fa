//! The demo's shop: the ten orders of the procedure's worked example, brought there through the
//! journal as the shop's people would have done it, each step at its time.

mod orders;
mod pictures;
mod shop;
mod steps;

use ::orders::Text;
use ::pictures::Prepared;
use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use journal::question::{Events, InvoiceByNumber, SignIn, SiteByName};
use journal::{Actor, Command, Journal, Outcome, PictureChange, Request, RequestId, Role, Site, SiteId};

use crate::site_time::instant;
use crate::stop::because;

pub(crate) use shop::{SITE, TOKEN, email, password};

/// Who does what in the example.
#[derive(Clone, Copy, Debug)]
enum By {
    /// In the storefront.
    Customer,
    /// Signed in.
    Clerk,
    /// A message of the payment provider, or the program.
    System,
}

/// Makes the demo's site where there is none, and finishes one that was broken off half-way: every
/// step carries a key, so that a step which was carried out is not carried out again.
pub(crate) async fn make(journal: &Journal) -> anyhow::Result<()> {
    let known = journal.ask(SiteByName(SITE.to_owned())).await.context("the sites could not be read")?;
    if let Some(site) = &known {
        let first = journal.ask(Events { site: site.id, after: 0, limit: 1 }).await?;
        if first.first().map(|event| event.at) != Some(instant(shop::OPENED, &TimeZone::get(shop::ZONE)?)?) {
            bail!("the database has a site {SITE} of its own: give another one with --data or --database");
        }
        let number = orders::LAST_INVOICE.to_owned();
        if journal.ask(InvoiceByNumber { site: site.id, number }).await?.is_some() {
            return Ok(());
        }
    }
    let site = match known {
        Some(site) => site,
        None => add_site(journal).await?,
    };
    let script = Script { journal, site, steps: 0 };
    script.play().await.context("the demo's shop could not be made")
}

async fn add_site(journal: &Journal) -> anyhow::Result<Site> {
    let opened = instant(shop::OPENED, &TimeZone::get(shop::ZONE)?)?;
    let command = Command::AddSite(Box::new(shop::site()));
    let request = Request {
        site: SiteId::DIRECTORY,
        actor: Actor::System,
        at: opened,
        id: None,
        expected_version: None,
        command,
    };
    let outcome = journal.carry_out(request).await.map_err(|stop| because(&stop))?.outcome;
    let Outcome::Site(site) = outcome else { bail!("the journal answered {outcome:?}") };
    Ok(*site)
}

struct Script<'a> {
    journal: &'a Journal,
    site: Site,
    steps: u32,
}

impl Script<'_> {
    async fn play(mut self) -> anyhow::Result<()> {
        let opened = instant(shop::OPENED, &self.site.zone)?;
        for role in Role::ALL {
            self.carry_out(Actor::System, opened, Command::AddPerson(Box::new(shop::person(role)))).await?;
        }
        self.carry_out(Actor::System, opened, Command::SaveSeller(Box::new(shop::seller()))).await?;
        self.carry_out(Actor::System, opened, Command::SaveStorefront(Box::new(shop::storefront()))).await?;
        self.carry_out(Actor::System, opened, Command::ChangeOffer(Box::new(shop::payments()))).await?;
        let products = shop::products()?;
        // Drawing takes longer than all the rest: every core helps.
        let drawing = |sku: String| tokio::task::spawn_blocking(move || pictures::of(&sku));
        let drawings: Vec<_> = products.iter().map(|product| drawing(product.sku.clone())).collect();
        for (product, drawing) in products.into_iter().zip(drawings) {
            let sku = product.sku.clone();
            self.carry_out(Actor::System, opened, Command::SaveProduct(Box::new(product))).await?;
            let Some((Prepared { large, small }, [fr, en])) = drawing.await? else { continue };
            let change = Box::new(PictureChange::Show { large, small, alt: Text::new(fr, en) });
            self.carry_out(Actor::System, opened, Command::SetPicture { sku, change }).await?;
        }
        self.carry_out(Actor::System, opened, Command::AddToken(Box::new(shop::token()))).await?;
        let clerk = self.clerk().await?;
        for (at, by, command) in steps::in_order(&self.site)? {
            let actor = match by {
                By::Customer => Actor::Customer,
                By::Clerk => clerk,
                By::System => Actor::System,
            };
            self.carry_out(actor, at, command).await?;
        }
        Ok(())
    }

    async fn clerk(&self) -> anyhow::Result<Actor> {
        let sign_in = SignIn { site: SITE.to_owned(), email: email(Role::Clerk).to_owned() };
        let found = self.journal.ask(sign_in).await?.context("the clerk was not added")?;
        Ok(Actor::Person(found.person))
    }

    async fn carry_out(&mut self, actor: Actor, at: Timestamp, command: Command) -> anyhow::Result<()> {
        self.steps += 1;
        // The key alone names the step: the script is the same at every start.
        let id = RequestId { credential: "demo".into(), key: self.steps.to_string(), fingerprint: [0; 32] };
        let request = Request { site: self.site.id, actor, at, id: Some(id), expected_version: None, command };
        self.journal.carry_out(request).await.map_err(|stop| because(&stop))?;
        Ok(())
    }
}
