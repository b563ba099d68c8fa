//! A shop to test with: a journal in a temporary folder, one site, and orders to place.
#![allow(dead_code, missing_docs, reason = "each test file uses a part")]

pub mod history;
pub mod tables;

use jiff::Timestamp;
use journal::verify::Verify;
use journal::{Actor, Command, Done, Journal, NewSite, Options, OrderFile, Outcome, Request, SiteId, Stop};
use money::{Currency, VatRate};
use orders::{Door, Language, Placement, RawAddress, RawCustomer, RawLine, RawPlacement};

pub struct Shop {
    pub journal: Journal,
    pub site: SiteId,
    pub folder: tempfile::TempDir,
}

/// Where the customer of every order is written to.
pub const EMAIL: &str = "elise@exemple.fr";

pub fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

pub fn request(site: SiteId, command: Command) -> Request {
    Request { site, actor: Actor::System, at: now(), id: None, expected_version: None, command }
}

pub fn new_site(name: &str, last_invoice: i64) -> Command {
    Command::AddSite(Box::new(NewSite {
        name: name.into(),
        title: name.into(),
        currency: Currency::EUR,
        zone: "Europe/Paris".into(),
        language: Language::Fr,
        last_invoice,
        last_order: 0,
        host: None,
    }))
}

pub fn placement(source_order_id: &str, unit_price_cents: i64) -> Command {
    placement_of(source_order_id, "cheque", vec![line("TASSE", 2, unit_price_cents)], catalog::Shortage::Allow)
}

pub fn line(sku: &str, quantity: i64, unit_price_cents: i64) -> RawLine {
    RawLine { sku: sku.into(), title: "Tasse bleue".into(), quantity, unit_price_cents, vat_rate: 2000 }
}

pub fn placement_of(
    source_order_id: &str,
    payment_method: &str,
    lines: Vec<RawLine>,
    shortage: catalog::Shortage,
) -> Command {
    let address = RawAddress {
        name: "Élise Exemple".into(),
        line1: "1 rue de la Fiction".into(),
        postal_code: "75001".into(),
        city: "Paris".into(),
        country: "FR".into(),
        ..RawAddress::default()
    };
    let raw = RawPlacement {
        source: "test".into(),
        source_order_id: source_order_id.into(),
        customer: RawCustomer { name: "Élise Exemple".into(), email: EMAIL.into(), ..RawCustomer::default() },
        billing: address.clone(),
        delivery_address: address,
        payment_method: payment_method.into(),
        lines,
        ..RawPlacement::default()
    };
    let door = Door {
        currency: Currency::EUR,
        language: Language::Fr,
        delivery_vat_rate: VatRate::FRENCH_STANDARD,
        now: now(),
        max_lines: orders::MAX_LINES,
        shortage,
    };
    Command::Place(Box::new(Placement::parse(raw, &door).unwrap()))
}

impl Shop {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let journal = open_in(folder.path());
        let done = journal.carry_out(request(SiteId::DIRECTORY, new_site("essai", 4))).await.unwrap();
        let Outcome::Site(site) = done.outcome else { panic!("a site was made") };
        Shop { journal, site: site.id, folder }
    }

    pub async fn ask(&self, command: Command) -> Result<Done, Stop> {
        self.journal.carry_out(request(self.site, command)).await
    }

    /// The faults that `verify` names; it has looked at something.
    pub async fn verify(&self) -> Vec<String> {
        let report = self.journal.ask(Verify { site: Some(self.site) }).await.unwrap();
        assert!(report.counted.iter().any(|(what, count)| what == "events" && *count > 0), "{report:?}");
        report.faults
    }

    /// The shop again, as the file has it.
    pub fn reopen(self) -> Self {
        let Shop { journal, site, folder } = self;
        drop(journal);
        Shop { journal: open_in(folder.path()), site, folder }
    }

    pub async fn place(&self, source_order_id: &str) -> OrderFile {
        let placed = self.ask(placement(source_order_id, 1_000)).await.unwrap().outcome;
        let Outcome::Placed { file, .. } = placed else { panic!("{placed:?}") };
        *file
    }

    pub async fn step(&self, number: i64, command: orders::Command) -> Result<OrderFile, Stop> {
        let moved = self.ask(Command::Order { number, command }).await?.outcome;
        let Outcome::Order(file) = moved else { panic!("{moved:?}") };
        Ok(*file)
    }
}

pub fn open_in(folder: &std::path::Path) -> Journal {
    let address = format!("sqlite:{}", folder.join("comptoir.db").display());
    Journal::open(&address, &Options::default()).unwrap()
}

pub fn cheque(number: &str) -> orders::Command {
    orders::Command::ValidatePayment(orders::ValidatePayment {
        cheque_number: number.into(),
        ..orders::ValidatePayment::default()
    })
}

pub fn progress(state: &str, issue_invoice: bool) -> orders::Command {
    orders::Command::RecordProgress(orders::ProgressChange {
        state: state.into(),
        comment: String::new(),
        published: None,
        notify: None,
        issue_invoice,
    })
}
