//! Clients in this process: tasks that ask the journal.

use std::path::Path;
use std::process;
use std::time::{Duration, Instant};

use journal::{Actor, Command, Journal, Options, Request, Site};
use tokio::task::JoinSet;
use web::clock::Clock;

use super::prepare::{Prepared, address};
use super::report::Measured;
use super::sample::{Random, placement, request_id};
use super::usage;
use crate::stop::because;

/// Lets `clients` place orders for `time`, each one after the other.
pub(super) async fn in_process(
    file: &Path,
    prepared: &Prepared,
    clients: usize,
    time: Duration,
) -> anyhow::Result<Measured> {
    let journal = Journal::open(&address(file), &Options::default())?;
    // The writer reads what it must know of the site with the first order.
    place(&journal, &prepared.site, &mut Random::new()).await?;
    let before = usage::cpu(process::id())?;
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..clients {
        tasks.spawn(client(journal.clone(), prepared.site.clone(), begun + time));
    }
    let mut latencies = Vec::new();
    while let Some(task) = tasks.join_next().await {
        latencies.extend(task??);
    }
    let elapsed = begun.elapsed();
    let cpu = usage::cpu(process::id())?.saturating_sub(before);
    Ok(Measured { latencies, elapsed, cpu, rss_mib: usage::rss_mib(process::id())? })
}

async fn client(journal: Journal, site: Site, until: Instant) -> anyhow::Result<Vec<Duration>> {
    let mut random = Random::new();
    let mut latencies = Vec::new();
    while Instant::now() < until {
        latencies.push(place(&journal, &site, &mut random).await?);
    }
    Ok(latencies)
}

async fn place(journal: &Journal, site: &Site, random: &mut Random) -> anyhow::Result<Duration> {
    let at = Clock::system().now();
    let asked = Instant::now();
    let placement = placement(site, random.reference(), at)?;
    let request = Request {
        site: site.id,
        actor: Actor::Token(1),
        at,
        id: Some(request_id(random)),
        expected_version: None,
        command: Command::Place(Box::new(placement)),
    };
    journal.carry_out(request).await.map_err(|stop| because(&stop))?;
    Ok(asked.elapsed())
}
