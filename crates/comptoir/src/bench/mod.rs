//! Measurements of the program by itself. A figure is only as good as the machine was quiet: each
//! stands beside the raw limit that the same machine had a moment before.

mod http;
mod load;
mod prepare;
mod raw;
mod report;
mod sample;
mod usage;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};

use report::{Case, Report};

/// How long a case runs, and its raw limit before it: together within ten seconds.
const CASE: Duration = Duration::from_secs(5);
const RAW: Duration = Duration::from_secs(3);
const CLIENTS: [usize; 3] = [1, 64, 512];

/// Measures placing orders, with at least `orders` in the file.
pub(crate) async fn place(orders: u64, database: Option<&str>) -> anyhow::Result<Report> {
    let here = tempfile::Builder::new().prefix("comptoir-bench-").tempdir_in(".");
    let folder = here.context("no temporary folder can be made here: start the bench where it can write")?;
    let file = match database {
        Some(address) => sqlite_file(address)?,
        None => folder.path().join("bench.db"),
    };
    let prepared = prepare::fill(&file, orders).await?;
    let raw_file = folder.path().join("raw.db");
    prepare::copy(&file, &raw_file)?;
    let mut report = Report::new("place", prepared.orders);
    for clients in CLIENTS {
        let raw = raw::orders_per_s(&raw_file, RAW)?;
        tracing::info!(clients, "placing orders in this process");
        let measured = load::in_process(&file, &prepared, clients, CASE).await?;
        report.add(Case::new("process", clients, raw, measured));
    }
    for clients in CLIENTS {
        let raw = raw::orders_per_s(&raw_file, RAW)?;
        tracing::info!(clients, "placing orders through HTTP");
        let measured = http::through_http(&file, &prepared, clients, CASE).await?;
        report.add(Case::new("http", clients, raw, measured));
    }
    Ok(report)
}

fn sqlite_file(address: &str) -> anyhow::Result<PathBuf> {
    let Some(file) = address.strip_prefix("sqlite:").filter(|file| !file.is_empty()) else {
        bail!("{address} is no database address: give sqlite:FILE");
    };
    Ok(Path::new(file).to_owned())
}
