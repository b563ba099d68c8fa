//! What a process uses, as the kernel counts it.

use std::fs;
use std::time::Duration;

use anyhow::Context;

/// The kernel's clock ticks in `/proc`, which are a hundredth of a second on every Linux.
const TICK_MILLIS: u64 = 10;

/// Processor time used so far by all threads of a process, user and system.
pub(super) fn cpu(process: u32) -> anyhow::Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).context("processor time cannot be read")?;
    // The program's name may hold spaces and brackets; the numbers come after its last bracket.
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>().context("processor time cannot be read")?;
    Ok(Duration::from_millis(ticks * TICK_MILLIS))
}

/// Memory that a process holds in RAM, in MiB.
pub(super) fn rss_mib(process: u32) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).context("memory cannot be read")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|rest| rest.split_whitespace().next()).and_then(|kib| kib.parse::<f64>().ok());
    Ok(kib.context("memory cannot be read")? / 1024.0)
}
