//! `comptoir demo`: the worked example, the same at every start, whatever broke the first one off.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod support;

use std::path::Path;
use std::process::Command;

use journal::question::{Filter, GridRow};
use support::{Server, comptoir, grid, open, run, site, stderr};

fn demo(folder: &Path) -> Command {
    comptoir(folder, &["demo", "--listen", "127.0.0.1:0", "--data", "data"])
}

async fn rows(folder: &Path) -> Vec<GridRow> {
    let journal = open(&folder.join("data/comptoir.db"));
    let site = site(&journal, "demo").await;
    grid(&journal, &site, Filter::default(), 100).await.rows
}

#[tokio::test]
async fn the_grid_shows_the_worked_example() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(demo(folder.path())).unwrap();
    let printed = server.printed.join("\n");
    for role in ["owner", "clerk", "accountant", "logistician"] {
        assert!(printed.contains(&format!("sign-in {role}: demo {role}@demo.example demo-{role}-2013")), "{printed}");
    }
    assert!(printed.contains("token: demo-token-for-this-machine-only"), "{printed}");
    assert!(server.end());
    let shown: Vec<_> = rows(folder.path()).await.into_iter().map(|row| summary(&row)).collect();
    assert_eq!(
        shown,
        [
            "7090564 2013-03-01T08:49:00Z 76192 2013-03-000000008 preparing cheque confirmed",
            "7087800 2013-02-28T16:45:00Z 28335 2013-02-000000007 preparing card confirmed",
            "7087664 2013-02-28T16:24:00Z 60518 2013-02-000000006 preparing transfer confirmed",
            "6817898 2013-01-14T15:28:00Z 62029 - shipped_mondial card confirmed",
            "6817889 2013-01-14T15:27:00Z 62029 - preparing card processing",
            "6817650 2013-01-14T14:54:00Z 62029 - preparing card refused",
            "6803391 2013-01-12T07:35:00Z 62029 2013-01-000000005 preparing cheque confirmed",
            "6800631 2013-01-11T15:26:00Z 62029 - preparing cheque awaiting",
            "6781849 2013-01-08T18:02:00Z 62029 - preparing card error",
            "6756639 2013-01-04T13:05:00Z 62029 - - transfer cancelled",
        ]
    );
}

fn summary(row: &GridRow) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    format!(
        "{} {} {} {} {} {} {}",
        row.number,
        row.placed_at,
        row.total_cents,
        or_none(&row.invoice),
        or_none(&row.progress),
        row.payment_method.code(),
        row.payment_status.code()
    )
}

#[tokio::test]
async fn a_later_start_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut revs = Vec::new();
    for _ in 0..2 {
        assert!(Server::start(demo(folder.path())).unwrap().end());
        let journal = open(&folder.path().join("data/comptoir.db"));
        let site = site(&journal, "demo").await;
        revs.push(grid(&journal, &site, Filter::default(), 1).await.rev);
    }
    assert_eq!(revs[0], revs[1]);
}

#[tokio::test]
async fn a_first_start_that_was_broken_off_is_finished_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut broken_off = 0;
    for point in [20, 60, 90, 140, 200] {
        let mut command = demo(folder.path());
        command.env("COMPTOIR_CRASH_AT", point.to_string());
        match Server::start(command) {
            Some(server) => _ = server.end(),
            None => broken_off += 1,
        }
    }
    assert!(broken_off >= 4, "{broken_off}");
    assert!(Server::start(demo(folder.path())).unwrap().end());
    let rows = rows(folder.path()).await;
    assert_eq!(rows.len(), 10);
    assert_eq!(rows[0].invoice.as_deref(), Some("2013-03-000000008"));
}

#[test]
fn others_cannot_reach_it() {
    let folder = tempfile::tempdir().unwrap();
    let refused = run(folder.path(), &["demo", "--listen", "0.0.0.0:0"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("everybody knows"), "{}", stderr(&refused));
}
