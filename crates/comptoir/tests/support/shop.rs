//! A shop that sells a cup, served within the test, with a clock that stands still.

use std::net::SocketAddr;

use http_body_util::Full;
use hyper::body::Bytes;
use journal::{Actor, Command, Journal, NewPerson, NewSite, NewToken, Options, Outcome, Request, Role, Scope, SiteId};
use money::{Currency, VatRate};
use web::clock::Clock;
use web::{Secrets, Setup};

use super::browser::{Browser, Page, send};

pub const PASSWORD: &str = "une phrase inventée";
/// Of the API, with every scope.
pub const TOKEN: &str = "a-token-for-tests";

pub fn now() -> jiff::Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

pub struct Shop {
    pub journal: Journal,
    pub site: SiteId,
    pub server: SocketAddr,
    folder: tempfile::TempDir,
}

impl Shop {
    /// The shop `essai` with one person of each role and a token, served on loopback.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("shop.db").display());
        let journal = Journal::open(&address, &Options::default()).unwrap();
        let new = new_site("essai", "Maison Essai", 7_090_564);
        let made = carry_out(&journal, SiteId::DIRECTORY, Command::AddSite(Box::new(new))).await;
        let Outcome::Site(site) = made else { panic!("{made:?}") };
        let hash = web::password::hash(PASSWORD);
        for (role, name) in Role::ALL.into_iter().zip(["Maud Essai", "Théo Essai", "Inès Essai", "Lou Essai"]) {
            let email = format!("{}@essai.example", role.code());
            let person = NewPerson { email, name: name.into(), password_hash: hash.clone(), role };
            carry_out(&journal, site.id, Command::AddPerson(Box::new(person))).await;
        }
        let token = NewToken { label: "essai".into(), token_hash: web::token::hash(TOKEN), scopes: Scope::ALL.into() };
        carry_out(&journal, site.id, Command::AddToken(Box::new(token))).await;
        carry_out(&journal, site.id, Command::SaveProduct(Box::new(cup()))).await;
        let server = serve(setup(&journal)).await;
        Shop { journal, site: site.id, server, folder }
    }

    /// The same shop at another address, set up otherwise.
    pub async fn served(&self, change: impl FnOnce(&mut Setup)) -> SocketAddr {
        let mut setup = setup(&self.journal);
        change(&mut setup);
        serve(setup).await
    }

    /// A browser in which the person of a role has signed in.
    pub async fn signed_in(&self, role: &str) -> Browser {
        let mut browser = Browser::new(self.server);
        let form = browser.open("/desk/orders").await;
        form.must_say("Nom du site").must_say("E-mail").must_say("Mot de passe").must_say("Se connecter");
        let email = format!("{role}@essai.example");
        let filled = [("site", "essai"), ("email", &email), ("password", PASSWORD)];
        browser.submit(&form, "/sign-in", &filled).await.must_be(303);
        browser
    }

    /// A call of the API with the token that may do everything.
    pub async fn call(&self, method: &str, path: &str, body: &str) -> Page {
        let request = hyper::Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.server.to_string())
            .header("authorization", format!("Bearer {TOKEN}"))
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body.to_owned())))
            .unwrap();
        send(self.server, request).await
    }

    /// Does something to the file itself, behind the program's back.
    pub fn on_disk(&self, sql: &str) {
        let file = rusqlite::Connection::open(self.folder.path().join("shop.db")).unwrap();
        file.execute_batch(sql).unwrap();
    }

    /// An order of a till, by cheque, which came through the API; answers its number.
    pub async fn placed(&self, id: &str) -> i64 {
        let answer = self.call("POST", "/api/v1/orders", &order(id)).await;
        let placed: serde_json::Value = serde_json::from_str(&answer.must_be(201).body).unwrap();
        placed["number"].as_i64().unwrap()
    }

    pub async fn carry_out(&self, command: Command) -> Outcome {
        carry_out(&self.journal, self.site, command).await
    }

    /// What the worker does, with partners that always succeed.
    pub async fn pay_what_is_owed(&self) {
        let until = now() + jiff::SignedDuration::from_mins(1);
        let leased = self.carry_out(Command::LeaseEffects { until, most: 100 }).await;
        let Outcome::Effects(effects) = leased else { panic!("{leased:?}") };
        for effect in effects {
            self.carry_out(Command::SettleEffect { id: effect.id, failure: None }).await;
        }
    }

    #[track_caller]
    pub fn is_not_in_the_file(&self, words: &str) {
        let file = std::fs::read(self.folder.path().join("shop.db")).unwrap();
        assert!(!file.windows(words.len()).any(|bytes| bytes == words.as_bytes()), "the file holds « {words} »");
    }

    /// Every invariant holds.
    pub async fn must_be_sound(&self) {
        let report = self.journal.ask(journal::verify::Verify { site: None }).await.unwrap();
        assert_eq!(report.faults, Vec::<String>::new());
    }
}

pub fn new_site(name: &str, title: &str, last_order: i64) -> NewSite {
    NewSite {
        name: name.into(),
        title: title.into(),
        currency: Currency::EUR,
        zone: "Europe/Paris".into(),
        language: orders::Language::Fr,
        last_invoice: 0,
        last_order,
        host: None,
    }
}

fn cup() -> catalog::Product {
    catalog::Product {
        sku: "TASSE".into(),
        title_fr: "Tasse bleue".into(),
        title_en: "Blue cup".into(),
        description_fr: String::new(),
        description_en: String::new(),
        unit_price_cents: 1_490,
        vat_rate: VatRate::FRENCH_STANDARD,
        stock: Some(3),
        published: true,
    }
}

fn setup(journal: &Journal) -> Setup {
    Setup {
        journal: journal.clone(),
        secrets: Secrets::new([7; 32]),
        clock: Clock::of(now),
        demo: false,
        secure_cookies: false,
        sends_mail: false,
        trusted_proxy: false,
    }
}

async fn serve(setup: Setup) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    let app = web::app(setup, tokio::sync::watch::channel(false).1).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    server
}

pub async fn carry_out(journal: &Journal, site: SiteId, command: Command) -> Outcome {
    let request = Request { site, actor: Actor::System, at: now(), id: None, expected_version: None, command };
    journal.carry_out(request).await.unwrap().outcome
}

/// An order as a till sends it.
pub fn order(id: &str) -> String {
    let address = serde_json::json!({"name": "Élise Inventée", "line1": "3 rue de la Fiction", "postal_code": "75011",
                                     "city": "Paris", "country": "FR"});
    serde_json::json!({
        "source": "caisse", "source_order_id": id, "payment_method": "cheque",
        "customer": {"name": "Élise Inventée", "email": "elise.inventee@example.com", "phone": "0612345678"},
        "billing_address": address, "delivery_address": address,
        "lines": [{"title": "Tasse bleue", "quantity": 1, "unit_price": {"amount": 1490, "currency": "EUR"}}],
    })
    .to_string()
}
