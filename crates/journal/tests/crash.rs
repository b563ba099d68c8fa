//! The power fails at every point of a write, one after the other: what was acknowledged is there,
//! what was not is not half there, and the same requests again carry on where it stopped.
//!
//! The test runs itself again as a child that dies at point 1, 2, 3 … until it survives.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command as Process, Output};

use journal::question::{Effect, Leftovers};
use journal::verify::Verify;
use journal::{Command, Journal, Outcome, Request, RequestId, SiteId, Stop};
use logistics::{BatchRequest, RawParcel, RawShipping, parse_shipping};
use orders::Refusal;
use support::history::{letter, people_of, product, returned, seller, state, withdraw};
use support::{cheque, line, new_site, now, open_in, placement_of, progress, request, tables};

/// Where the child works; unset in the parent.
const FOLDER: &str = "COMPTOIR_CRASH_FOLDER";
/// Read by the journal itself.
const POINT: &str = "COMPTOIR_CRASH_AT";
/// What every acknowledged step is printed after.
const MARK: &str = "acknowledged: ";
/// More points than there are: the loop ends.
const MOST_POINTS: usize = 1_000;
/// SIGABRT: a child that ends otherwise did not die at its point.
const ABORTED: i32 = 6;

const SITE: SiteId = SiteId(1);

/// The scenario, a name and a command for each step. Orders are 1, 2, 3 and 4.
fn scenario() -> Vec<(String, Command)> {
    let order = |number, command| Command::Order { number, command };
    let reason = || "le client a changé d'avis".to_owned();
    let (person, token, session) = people_of();
    let mut steps = vec![
        ("settings", Command::SaveSeller(Box::new(seller()))),
        ("state", Command::SaveState(Box::new(state("extra")))),
        ("product", Command::SaveProduct(Box::new(product("TASSE", Some(10))))),
        ("person", Command::AddPerson(Box::new(person))),
        ("token", Command::AddToken(Box::new(token))),
        ("session", Command::StartSession(session)),
        ("host", Command::SetHost { host: Some("boutique.example".into()) }),
        ("return", Command::RecordReturn(Box::new(returned("C1")))),
    ];
    for id in ["A-1", "A-2", "A-3", "A-4"] {
        let lines = vec![line("TASSE", 2, 1_000), line("BOL", 1, 500)];
        steps.push((id, placement_of(id, "cheque", lines, catalog::Shortage::Allow)));
    }
    let batch = BatchRequest { orders: vec![1, 2], instructions: "Fragile".into(), ..BatchRequest::default() };
    steps.extend([
        ("payment", order(1, cheque("0012345"))),
        ("invoice", order(1, progress("preparing", true))),
        ("invoice 2", order(4, progress("extra", true))),
        ("paid", order(2, cheque("0012346"))),
        ("follow-up", order(2, orders::Command::SetFollowUp { follow_up: true })),
        ("batch", Command::HandOff(batch)),
        ("acknowledgement", Command::AcknowledgeBatch { number: 1 }),
        ("shipment", order(1, orders::Command::Ship(all_of_it()))),
        ("withdrawal", withdraw(4, support::EMAIL)),
        ("letter", Command::WriteMail { id: 2, letter: letter(), sends: true }),
        ("mail stopped", Command::StopMail { id: 2 }),
        ("erasure", order(1, orders::Command::EraseContact)),
        ("request", order(2, orders::Command::RequestCancellation { reason: reason() })),
        ("answer", order(2, orders::Command::AnswerCancellation { accepted: true, reason: String::new() })),
        ("cancellation", order(3, orders::Command::Cancel { reason: reason() })),
        ("deletion", order(3, orders::Command::Delete)),
        ("lease", Command::LeaseEffects { until: now(), most: 10 }),
        ("effect", Command::SettleEffect { id: 1, failure: None }),
        ("state removed", Command::RemoveState { code: "delivered".into() }),
    ]);
    steps.into_iter().map(|(name, command)| (name.to_owned(), command)).collect()
}

fn all_of_it() -> orders::Shipping {
    let parcels = vec![RawParcel { tracking_number: "6A1".into(), ..RawParcel::default() }];
    parse_shipping(RawShipping { carrier: "Colissimo".into(), parcels, lines: None }, now()).unwrap()
}

/// Carries the scenario out from wherever the file stands and tells `acknowledged` of each step.
async fn carry_out_all(journal: &Journal, mut acknowledged: impl FnMut(&str, bool)) {
    let site = journal.carry_out(request(SiteId::DIRECTORY, new_site("essai", 4))).await;
    assert!(matches!(site, Ok(_) | Err(Stop::Taken("site_name"))), "{site:?}");
    acknowledged("site", site.is_err());
    for (name, command) in scenario() {
        // The lease is the worker's own and has no id: it finds what is still due.
        let leases = matches!(command, Command::LeaseEffects { .. });
        let id = RequestId { credential: "person:1".into(), key: name.clone(), fingerprint: [1; 32] };
        let ask = Request { id: (!leases).then_some(id), ..request(SITE, command) };
        let done = journal.carry_out(ask).await.unwrap_or_else(|stop| match (name.as_str(), stop) {
            // The order is gone, and what was answered of it with it; that it is said is an answer.
            ("A-3" | "cancellation", Stop::Refused(Refusal::OrderDeleted)) => replay_of_what_is_gone(),
            (_, stop) => panic!("{name}: {stop:?}"),
        });
        acknowledged(&name, done.replayed);
    }
}

fn replay_of_what_is_gone() -> journal::Done {
    journal::Done { outcome: Outcome::Done, replayed: true, rev: 0 }
}

/// The child: does nothing when the tests are run as tests.
#[tokio::test]
async fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let journal = open_in(Path::new(&folder));
    carry_out_all(&journal, |name, _| println!("{MARK}{name}")).await;
}

fn run_child(folder: &Path, point: usize) -> Output {
    let mut child = Process::new(std::env::current_exe().unwrap());
    child.args(["child", "--exact", "--nocapture", "--test-threads=1"]);
    child.env(FOLDER, folder).env(POINT, point.to_string());
    child.output().unwrap()
}

fn acknowledged_by(child: &Output) -> Vec<String> {
    let said = String::from_utf8(child.stdout.clone()).unwrap();
    said.lines().filter_map(|line| line.split_once(MARK)).map(|(_, name)| name.to_owned()).collect()
}

#[tokio::test]
async fn whatever_was_acknowledged_survives_a_crash_at_any_point() {
    let whole = tempfile::tempdir().unwrap();
    carry_out_all(&open_in(whole.path()), |_, _| {}).await;
    let expected = tables::dump(whole.path());
    for point in 1..MOST_POINTS {
        let folder = tempfile::tempdir().unwrap();
        let child = run_child(folder.path(), point);
        let acknowledged = acknowledged_by(&child);
        if child.status.success() {
            assert_eq!(acknowledged.len(), scenario().len() + 1);
            assert!(point > 100, "only {point} points were reached");
            println!("the child died at each of {} points and survived at {point}", point - 1);
            return;
        }
        assert_eq!(child.status.signal(), Some(ABORTED), "point {point}: {child:?}");
        comes_back(folder.path(), point, &acknowledged, &expected).await;
    }
    panic!("the child never survived");
}

/// After a death: clean, complete as far as it was acknowledged, and ready to go on.
async fn comes_back(folder: &Path, point: usize, acknowledged: &[String], expected: &str) {
    let journal = open_in(folder);
    let report = journal.ask(Verify::default()).await.unwrap();
    assert_eq!(report.faults, Vec::<String>::new(), "point {point}");
    let mut repeated = Vec::new();
    carry_out_all(&journal, |name, replayed| {
        if replayed || name == "lease" {
            repeated.push(name.to_owned());
        }
    })
    .await;
    for name in acknowledged {
        assert!(repeated.contains(name), "point {point}: {name} was acknowledged, and is not there");
    }
    assert!(repeated.len() <= acknowledged.len() + 2, "point {point}: {repeated:?} after {acknowledged:?}");
    let report = journal.ask(Verify::default()).await.unwrap();
    assert_eq!(report.faults, Vec::<String>::new(), "point {point}, carried on");
    let owed: Vec<Effect> = journal.ask(Leftovers { site: SITE }).await.unwrap();
    assert!(owed.iter().all(|effect| effect.id != 1), "point {point}: what was paid is owed again");
    drop(journal);
    assert_eq!(apart_from_attempts(&tables::dump(folder)), apart_from_attempts(expected), "point {point}");
}

/// A lease that was lost is taken again: the attempts are the one thing that may differ.
fn apart_from_attempts(dump: &str) -> String {
    dump.lines().filter(|line| !line.starts_with("outbox")).collect::<Vec<_>>().join("\n")
}
