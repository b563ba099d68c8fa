use std::fmt::Write;
use std::time::Duration;

use serde::Serialize;

/// What a case did, before anything is divided.
pub(super) struct Measured {
    /// How long each order took, from asking to knowing that it is kept.
    pub latencies: Vec<Duration>,
    /// From the first order to the last.
    pub elapsed: Duration,
    /// Processor time of the process that serves.
    pub cpu: Duration,
    /// Its memory at the end.
    pub rss_mib: f64,
}

#[derive(Serialize)]
pub(crate) struct Report {
    bench: &'static str,
    engine: &'static str,
    orders: u64,
    results: Vec<Case>,
}

#[derive(Serialize)]
pub(super) struct Case {
    #[serde(rename = "case")]
    name: String,
    clients: usize,
    via: &'static str,
    orders_per_s: f64,
    raw_orders_per_s: f64,
    p50_ms: f64,
    p99_ms: f64,
    cpu_us_per_order: f64,
    rss_mib: f64,
}

impl Case {
    pub(super) fn new(via: &'static str, clients: usize, raw_orders_per_s: f64, mut measured: Measured) -> Self {
        measured.latencies.sort_unstable();
        let orders = f64::from(u32::try_from(measured.latencies.len()).unwrap_or(u32::MAX).max(1));
        let percentile = |percent: usize| {
            let latencies = &measured.latencies;
            let at = (latencies.len() * percent / 100).min(latencies.len().saturating_sub(1));
            latencies.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1_000.0)
        };
        Case {
            name: format!("{via}, {clients} clients"),
            clients,
            via,
            orders_per_s: rounded(orders / measured.elapsed.as_secs_f64(), 0),
            raw_orders_per_s: rounded(raw_orders_per_s, 0),
            p50_ms: rounded(percentile(50), 3),
            p99_ms: rounded(percentile(99), 3),
            cpu_us_per_order: rounded(measured.cpu.as_secs_f64() * 1_000_000.0 / orders, 1),
            rss_mib: rounded(measured.rss_mib, 1),
        }
    }
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

impl Report {
    pub(super) fn new(bench: &'static str, orders: u64) -> Self {
        Report { bench, engine: "sqlite", orders, results: Vec::new() }
    }

    pub(super) fn add(&mut self, case: Case) {
        self.results.push(case);
    }

    pub(crate) fn json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    pub(crate) fn table(&self) -> String {
        let mut table = format!("{} on {}, {} orders in the file\n", self.bench, self.engine, self.orders);
        let heading = ["clients", "orders/s", "raw/s", "of raw", "p50 ms", "p99 ms", "CPU µs", "RSS MiB"];
        let _ = write!(table, "{:8}", "via");
        for name in heading {
            let _ = write!(table, "{name:>10}");
        }
        table.push('\n');
        for case in &self.results {
            let share = 100.0 * case.orders_per_s / case.raw_orders_per_s.max(1.0);
            let _ = writeln!(
                table,
                "{:8}{:>10}{:>10}{:>10}{:>8.0} %{:>10.2}{:>10.2}{:>10.1}{:>10.1}",
                case.via,
                case.clients,
                case.orders_per_s,
                case.raw_orders_per_s,
                share,
                case.p50_ms,
                case.p99_ms,
                case.cpu_us_per_order,
                case.rss_mib
            );
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_what_was_measured() {
        let measured = Measured {
            latencies: (1..=200).rev().map(Duration::from_millis).collect(),
            elapsed: Duration::from_secs(2),
            cpu: Duration::from_millis(10),
            rss_mib: 20.0,
        };
        let case = Case::new("process", 1, 1_000.0, measured);
        assert_eq!((case.orders_per_s, case.p50_ms, case.p99_ms, case.cpu_us_per_order), (100.0, 101.0, 199.0, 50.0));
    }
}
