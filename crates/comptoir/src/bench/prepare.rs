//! The bench's data: a site with its orders, loaded without waiting for the disk, then put there.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, bail};
use jiff::{SignedDuration, Timestamp};
use journal::question::{Filter, Grid, GridSort, PublicSites};
use journal::{Actor, Command, Journal, NewSite, NewToken, Options, Outcome, Request, Scope, Site, SiteId};
use money::Currency;
use orders::Language;
use tokio::task::JoinSet;
use web::clock::Clock;

use super::sample::{Random, placement};
use crate::operator;
use crate::stop::because;

const SITE: &str = "bench";
/// Orders that wait for the writer at the same time while loading.
const MOST_IN_FLIGHT: usize = 2_048;

/// What the clients need to know.
pub(super) struct Prepared {
    pub site: Site,
    pub token: String,
    /// In the file now.
    pub orders: u64,
}

/// Brings the file to `orders` orders.
pub(super) async fn fill(file: &Path, orders: u64) -> anyhow::Result<Prepared> {
    let journal = Journal::open(&address(file), &Options { unsynced: true })?;
    let site = site(&journal, file).await?;
    let there = count(&journal, site.id).await?;
    tracing::info!(there, wanted = orders, "loading orders");
    load(&journal, &site, there, orders).await?;
    let orders = count(&journal, site.id).await?;
    let token = web::token::new();
    let new = NewToken { label: SITE.into(), token_hash: web::token::hash(&token), scopes: Scope::ALL.to_vec() };
    let added = operator::carry_out(&journal, site.id, Command::AddToken(Box::new(new))).await;
    added.map_err(|stop| because(&stop))?;
    drop(journal);
    // What was loaded must not be written back while something is measured.
    File::open(file)?.sync_all()?;
    Ok(Prepared { site, token, orders })
}

/// A second file with the same content.
pub(super) fn copy(file: &Path, to: &Path) -> anyhow::Result<()> {
    fs::copy(file, to).context("the second file could not be made")?;
    File::open(to)?.sync_all()?;
    Ok(())
}

pub(super) fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

/// The bench's site, in a file that holds no other: a shop's own file is not for measuring.
async fn site(journal: &Journal, file: &Path) -> anyhow::Result<Site> {
    let mut sites = journal.ask(PublicSites).await?;
    if sites.iter().any(|site| site.name != SITE) {
        bail!("{} holds a shop: give the bench a file of its own with --database", file.display());
    }
    if let Some(site) = sites.pop() {
        return Ok(site);
    }
    let new = NewSite {
        name: SITE.into(),
        title: SITE.into(),
        currency: Currency::EUR,
        zone: "Europe/Paris".into(),
        language: Language::Fr,
        last_invoice: 0,
        last_order: 0,
        host: None,
    };
    let made = operator::carry_out(journal, SiteId::DIRECTORY, Command::AddSite(Box::new(new))).await;
    let outcome = made.map_err(|stop| because(&stop))?;
    let Outcome::Site(site) = outcome else { bail!("the journal answered {outcome:?}") };
    Ok(*site)
}

async fn count(journal: &Journal, site: SiteId) -> anyhow::Result<u64> {
    let (filter, sort) = (Filter::default(), GridSort::default());
    let page = journal.ask(Grid { site, filter, sort, position: None, last: false, limit: 1 }).await?;
    Ok(page.total.try_into()?)
}

async fn load(journal: &Journal, site: &Site, there: u64, wanted: u64) -> anyhow::Result<()> {
    let mut random = Random::new();
    let mut in_flight = JoinSet::new();
    let now = Clock::system().now();
    for missing in (0..wanted.saturating_sub(there)).rev() {
        let at = placed_at(now, missing)?;
        let placement = Box::new(placement(site, random.reference(), at)?);
        let command = Command::Place(placement);
        let request = Request { site: site.id, actor: Actor::Import, at, id: None, expected_version: None, command };
        if in_flight.len() == MOST_IN_FLIGHT
            && let Some(placed) = in_flight.join_next().await
        {
            finished(placed?)?;
        }
        let journal = journal.clone();
        in_flight.spawn(async move { journal.carry_out(request).await });
    }
    while let Some(placed) = in_flight.join_next().await {
        finished(placed?)?;
    }
    Ok(())
}

fn finished(placed: Result<journal::Done, journal::Stop>) -> anyhow::Result<()> {
    placed.map(|_| ()).map_err(|stop| because(&stop))
}

/// A shop that takes an order a minute, the last of them a minute ago; very old orders crowd at the
/// beginning of its time.
fn placed_at(now: Timestamp, missing: u64) -> anyhow::Result<Timestamp> {
    const MOST_MINUTES: i64 = 20 * 365 * 24 * 60;
    let minutes = i64::try_from(missing)?.min(MOST_MINUTES) + 1;
    Ok(now.checked_sub(SignedDuration::from_mins(minutes))?)
}
