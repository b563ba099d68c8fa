//! Random but repeatable histories: every command, in any order, sensible or not.

use catalog::{Product, Shortage};
use invoices::Seller;
use jiff::ToSpan;
use journal::{
    Actor, Command, Done, Failure, Letter, NewPerson, NewSession, NewToken, PictureChange, Request, RequestId, Role,
    Scope, SiteId, SiteProfile, Stop, Storefront,
};
use logistics::{BatchRequest, RawParcel, RawShipping, Return, ReturnLine, parse_shipping};
use money::{Currency, VatRate};
use orders::{
    DeliveryMethod, Language, Offer, OfferChange, PaymentMethod, PaymentOutcome, PaymentReport, ProgressKind,
    ProgressState, ShippingLine, StateColour, Text, ValidatePayment, WithdrawalStatement,
};

use super::{EMAIL, Shop, cheque, line, now, placement_of, progress};

/// A repeatable source of choices.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn number(&mut self, sides: u64) -> i64 {
        i64::try_from(self.below(sides)).unwrap() + 1
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// A few hundred commands that leave something in every table.
pub async fn varied(shop: &Shop, seed: u64) {
    people(shop).await;
    let mut dice = Dice(seed);
    for sku in ["TASSE", "BOL"] {
        shop.ask(Command::SaveProduct(Box::new(product(sku, Some(40))))).await.unwrap();
    }
    shop.ask(Command::RecordReturn(Box::new(returned("C1")))).await.unwrap();
    storefront(shop).await;
    for _ in 0..600 {
        let _ = act(shop, &mut dice).await;
    }
    scan_some(shop).await;
}

/// Whatever of the first batches still waits to be packed is checked, but for every third order.
async fn scan_some(shop: &Shop) {
    for batch in 1..=40 {
        for order in (1..=40).filter(|order| order % 3 > 0) {
            let _ = shop.ask(Command::ScanOrder { batch, code: order.to_string() }).await;
        }
    }
}

/// The owner makes the storefront their own.
async fn storefront(shop: &Shop) {
    let alt = Text::new("Une tasse", "A cup");
    let change = PictureChange::Show { large: b"large".to_vec(), small: b"small".to_vec(), alt };
    for change in [change.clone(), PictureChange::Remove, change] {
        shop.ask(Command::SetPicture { sku: "TASSE".into(), change: Box::new(change) }).await.unwrap();
    }
    shop.ask(Command::SetLogo { logo: Some(b"old".to_vec()) }).await.unwrap();
    shop.ask(Command::SetLogo { logo: Some(b"logo".to_vec()) }).await.unwrap();
    let home = Offer::default().deliveries[0].clone();
    let dearer = DeliveryMethod { price_cents: 690, free_from_cents: Some(10_000), ..home };
    shop.ask(Command::ChangeOffer(Box::new(OfferChange::Deliver(dearer)))).await.unwrap();
    let shown = Storefront { welcome: Text::new("Bienvenue", "Welcome"), ..Storefront::default() };
    shop.ask(Command::SaveStorefront(Box::new(shown))).await.unwrap();
    let profile = SiteProfile {
        title: "Boutique Exemple".into(),
        language: Language::Fr,
        zone: "Europe/Brussels".into(),
        vat_rate: 2_100,
    };
    shop.ask(Command::SaveSite(Box::new(profile))).await.unwrap();
}

async fn people(shop: &Shop) {
    let (person, token, session) = people_of();
    shop.ask(Command::AddPerson(Box::new(person))).await.unwrap();
    shop.ask(Command::AddToken(Box::new(token))).await.unwrap();
    shop.ask(Command::StartSession(session)).await.unwrap();
}

/// A clerk, who will be person 1, a script and the clerk's browser.
pub fn people_of() -> (NewPerson, NewToken, NewSession) {
    let person = NewPerson {
        email: "claire@exemple.fr".into(),
        name: "Claire".into(),
        password_hash: "$argon2id$".into(),
        role: Role::Clerk,
    };
    let token = NewToken { label: "script".into(), token_hash: [3; 32], scopes: vec![Scope::OrdersRead] };
    (person, token, NewSession { token_hash: [4; 32], person: 1, expires_at: now() + 8.hours() })
}

/// Carries out one command of the dice's choice. A refusal is an answer like another; a fault is not.
pub async fn act(shop: &Shop, dice: &mut Dice) -> Result<Done, Stop> {
    let request = any_request(shop.site, dice);
    let asked = format!("{request:?}");
    let answer = shop.journal.carry_out(request).await;
    assert!(!matches!(answer, Err(Stop::Fault(_) | Stop::Busy)), "{asked} → {answer:?}");
    answer
}

/// A request of the dice's choice.
pub fn any_request(site: SiteId, dice: &mut Dice) -> Request {
    let command = command(dice);
    let id = dice.yes().then(|| RequestId {
        credential: "person:1".into(),
        key: dice.below(1 << 40).to_string(),
        fingerprint: [1; 32],
    });
    let actor = dice.one(&[Actor::Person(1), Actor::Token(1), Actor::Customer, Actor::Import, Actor::System]);
    let at = now() + dice.number(40 * 86_400).seconds();
    Request { site, actor, at, id, expected_version: None, command }
}

fn command(dice: &mut Dice) -> Command {
    match dice.below(32) {
        0..=4 => place(dice),
        5..=9 => hand_off(dice),
        10 if dice.yes() => Command::AcknowledgeBatch { number: dice.number(20) },
        10 => Command::ScanOrder { batch: dice.number(20), code: dice.number(40).to_string() },
        11 => {
            let stock = dice.yes().then(|| dice.number(50));
            Command::SaveProduct(Box::new(product(dice.one(&["TASSE", "BOL", "ASSIETTE"]), stock)))
        }
        12 => match dice.below(6) {
            0 => Command::RemoveState { code: dice.one(&["delivered", "extra", "other"]).into() },
            1..=3 => Command::SaveState(Box::new(state(dice.one(&["extra", "other", "another"])))),
            _ => Command::SaveSeller(Box::new(Seller { name: format!("Boutique {}", dice.below(5)), ..seller() })),
        },
        13 => match dice.below(8) {
            0 => Command::RecordReturn(Box::new(returned(dice.one(&["C1", "C2", "C3"])))),
            1 => Command::LeaseEffects { until: now() + 1_440.hours(), most: 3 },
            2 => Command::SettleEffect { id: dice.number(20), failure: None },
            3 => Command::SettleEffect { id: dice.number(20), failure: Some(failure(dice)) },
            4 => Command::WriteMail { id: dice.number(20), letter: letter(), sends: dice.yes() },
            5 => Command::StopMail { id: dice.number(20) },
            6 => Command::RetryMail { id: dice.number(20) },
            _ => Command::ForgetRequests { before: now() + dice.number(5 * 86_400).seconds() },
        },
        14 => withdraw(dice.number(40), dice.one(&[EMAIL, "ELISE@exemple.fr", "autre@exemple.fr"])),
        _ => Command::Order { number: dice.number(40), command: step(dice) },
    }
}

/// What a customer declares of an order.
pub fn withdraw(order: i64, email: &str) -> Command {
    let statement = WithdrawalStatement::parse("Élise E.", &order.to_string(), email, Language::En).unwrap();
    Command::Withdraw(Box::new(statement))
}

/// What a worker has written.
pub fn letter() -> Letter {
    Letter { subject: "Objet".into(), body: "Bonjour".into() }
}

fn failure(dice: &mut Dice) -> Failure {
    Failure { reason: "le serveur ne répond pas".into(), again_at: dice.yes().then(|| now() + 1.hours()) }
}

fn place(dice: &mut Dice) -> Command {
    let count = dice.number(3);
    let lines = (0..count)
        .map(|_| {
            let (sku, quantity) = (dice.one(&["TASSE", "BOL", "ASSIETTE", "INCONNU", ""]), dice.number(4));
            line(sku, quantity, dice.number(5_000))
        })
        .collect();
    let id = format!("S-{}", dice.below(60));
    let method = dice.one(&["card", "cheque", "transfer", "cash_on_delivery", "paypal", "other"]);
    placement_of(&id, method, lines, dice.one(&[Shortage::Allow, Shortage::Refuse]))
}

fn hand_off(dice: &mut Dice) -> Command {
    let orders = (0..dice.number(5)).map(|_| dice.number(40)).collect();
    let reason = if dice.yes() { "client connu" } else { "" }.to_owned();
    let release_at = dice.yes().then(now);
    Command::HandOff(BatchRequest {
        orders,
        instructions: "Fragile".into(),
        release_at,
        reason,
        ..BatchRequest::default()
    })
}

fn step(dice: &mut Dice) -> orders::Command {
    let reason = dice.one(&["le client a changé d'avis", ""]).to_owned();
    match dice.below(15) {
        0 => cheque("0012345"),
        1 => orders::Command::ValidatePayment(ValidatePayment {
            method: Some(PaymentMethod::Transfer),
            amount_cents: dice.yes().then(|| dice.number(3_000)),
            reference: dice.one(&["R1", "R2", ""]).into(),
            note: dice.one(&["reçu", ""]).into(),
            ..ValidatePayment::default()
        }),
        2..=3 => orders::Command::ReportPayment(PaymentReport {
            method: dice.one(&[PaymentMethod::Card, PaymentMethod::Paypal]),
            amount_cents: dice.number(5_000),
            outcome: dice.one(&[
                PaymentOutcome::Processing,
                PaymentOutcome::Error,
                PaymentOutcome::Refused,
                PaymentOutcome::Confirmed,
            ]),
            reference: dice.one(&["R1", "R2", "R3"]).into(),
        }),
        4..=5 => progress(dice.one(&["preparing", "shipped", "delivered", "extra", "unknown"]), dice.yes()),
        6 => orders::Command::SetFollowUp { follow_up: dice.yes() },
        7 => orders::Command::AcknowledgeHandoff,
        8 => orders::Command::RefuseHandoff { reason },
        9 => orders::Command::RequestCancellation { reason },
        10 => orders::Command::AnswerCancellation { accepted: dice.yes(), reason },
        11 => orders::Command::Ship(shipping(dice)),
        12 => orders::Command::Cancel { reason },
        13 => orders::Command::UndoProgress,
        _ => orders::Command::Delete,
    }
}

fn shipping(dice: &mut Dice) -> orders::Shipping {
    let line = |dice: &mut Dice| ShippingLine { line: usize::try_from(dice.number(2)).unwrap(), quantity: 1 };
    let raw = RawShipping {
        carrier: "Colissimo".into(),
        parcels: (0..dice.number(2))
            .map(|parcel| RawParcel {
                tracking_number: format!("6A{parcel}"),
                tracking_url: dice.yes().then(|| "https://suivi.exemple/6A".to_owned()),
                weight_g: dice.yes().then_some(800),
            })
            .collect(),
        lines: (dice.below(3) > 0).then(|| vec![line(dice)]),
    };
    parse_shipping(raw, now()).unwrap()
}

pub fn product(sku: &str, stock: Option<i64>) -> Product {
    Product {
        sku: sku.into(),
        title_fr: "Tasse bleue".into(),
        title_en: "Blue cup".into(),
        description_fr: String::new(),
        description_en: String::new(),
        unit_price_cents: 1_000,
        vat_rate: VatRate::FRENCH_STANDARD,
        stock,
        published: true,
    }
}

pub fn state(code: &str) -> ProgressState {
    ProgressState {
        code: code.into(),
        kind: ProgressKind::Other,
        colour: StateColour::Neutral,
        label: Text::new("Autre", "Other"),
        message: Text::default(),
        published: false,
        sends_mail: true,
        issues_invoice: false,
        followed_by: Vec::new(),
        carrier: String::new(),
        retired: false,
    }
}

pub fn seller() -> Seller {
    Seller { name: "Boutique".into(), country: "FR".into(), ..Seller::default() }
}

pub fn returned(source_number: &str) -> Return {
    Return {
        source: "test".into(),
        source_number: source_number.into(),
        at: now(),
        currency: Currency::EUR,
        lines: vec![ReturnLine { sku: "TASSE".into(), title: "Tasse".into(), quantity: 1, unit_price_cents: 1_000 }],
        total_cents: 1_000,
    }
}
