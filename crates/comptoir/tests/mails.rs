//! Mails to customers: what is in them to the byte, and the worker's conversation with mail servers of
//! every temper. The clock stands still until a test moves it.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use comptoir::mail::{MailServer, Mailer};
use comptoir::worker::Worker;
use invoices::Seller;
use jiff::{SignedDuration, Timestamp};
use journal::question::Mails;
use journal::{Actor, Command, Mail, MailState, Outcome, Request};
use money::{Currency, VatRate};
use orders::{
    Door, Language, Offer, OfferChange, Parcel, Placement, ProgressChange, RawAddress, RawCustomer, RawDelivery,
    RawLine, RawPlacement, Shipping, WithdrawalStatement,
};
use support::shop::{Shop, carry_out, now};
use support::smtp::{Act, Received, SmtpServer};
use web::Secrets;
use web::clock::Clock;

/// A shop, a mail server, and the worker between them.
struct Post {
    shop: Shop,
    server: SmtpServer,
    worker: Worker,
    seconds: Arc<AtomicI64>,
}

fn clock(seconds: &Arc<AtomicI64>) -> Clock {
    let seconds = Arc::clone(seconds);
    Clock::of(move || now() + SignedDuration::from_secs(seconds.load(Ordering::SeqCst)))
}

impl Post {
    async fn open() -> Self {
        let server = SmtpServer::start().await;
        let url = server.url.clone();
        Post::with(server, Some(&url)).await
    }

    /// The worker writes to `url`, if there is one.
    async fn with(server: SmtpServer, url: Option<&str>) -> Self {
        let seconds = Arc::new(AtomicI64::new(0));
        let mut shop = Shop::open().await;
        shop.server = shop
            .served(|setup| {
                setup.clock = clock(&seconds);
                setup.sends_mail = url.is_some();
            })
            .await;
        carry_out(&shop.journal, shop.site, Command::SaveSeller(Box::new(seller()))).await;
        let patience = Duration::from_millis(300);
        let mailer = Mailer {
            journal: shop.journal.clone(),
            clock: clock(&seconds),
            secrets: Secrets::new([7; 32]),
            public_url: "https://shop.example".into(),
            server: url.map(|url| MailServer::new(url, "commandes@essai.example", patience).unwrap()),
        };
        let worker = Worker::new(shop.journal.clone(), clock(&seconds), mailer);
        Post { shop, server, worker, seconds }
    }

    fn now(&self) -> Timestamp {
        clock(&self.seconds).now()
    }

    /// Time passes, and the worker looks what is due.
    async fn after(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
        self.worker.round().await.unwrap();
    }

    async fn ask(&self, actor: Actor, command: Command) -> Outcome {
        let (site, at) = (self.shop.site, self.now());
        let request = Request { site, actor, at, id: None, expected_version: None, command };
        self.shop.journal.carry_out(request).await.unwrap().outcome
    }

    async fn place(&self, language: &str, payment_method: &str) -> i64 {
        let placed = self.ask(Actor::Customer, placement(language, payment_method, self.now())).await;
        let Outcome::Placed { file, .. } = placed else { panic!("{placed:?}") };
        file.order.number
    }

    async fn step(&self, number: i64, command: orders::Command) {
        self.ask(Actor::Person(2), Command::Order { number, command }).await;
    }

    async fn mail(&self) -> Mail {
        self.shop.journal.ask(Mails { site: self.shop.site, below: None, limit: 1 }).await.unwrap().remove(0)
    }

    /// An order that has just been shipped with a mail, which is written and waits.
    async fn with_a_mail(url: Option<&str>) -> (Self, i64) {
        let server = SmtpServer::start().await;
        let own = server.url.clone();
        let post = Post::with(server, Some(url.unwrap_or(&own))).await;
        let number = post.ask(Actor::Token(1), placement("fr", "cash_on_delivery", post.now())).await;
        let Outcome::Placed { file, .. } = number else { panic!("{number:?}") };
        post.step(file.order.number, progress("shipped")).await;
        post.after(0).await;
        (post, file.order.number)
    }

    fn the_mail(&self) -> Received {
        let mut received = self.server.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }
}

fn seller() -> Seller {
    Seller {
        name: "Essai SARL".into(),
        line1: "1 quai des Essais".into(),
        postal_code: "35400".into(),
        city: "Saint-Malo".into(),
        country: "FR".into(),
        email: "bonjour@essai.example".into(),
        phone: "02 61 91 00 00".into(),
        ..Seller::default()
    }
}

fn placement(language: &str, payment_method: &str, now: Timestamp) -> Command {
    let address = RawAddress {
        name: "Élise d’Été".into(),
        line1: "3 rue de l’Œuvre".into(),
        line2: String::new(),
        postal_code: "75011".into(),
        city: "Paris".into(),
        country: if language == "fr" { "FR" } else { "BE" }.into(),
    };
    let line = |title: &str, quantity, unit_price_cents| RawLine {
        sku: String::new(),
        title: title.into(),
        quantity,
        unit_price_cents,
        vat_rate: 2000,
    };
    let raw = RawPlacement {
        source: "storefront".into(),
        source_order_id: format!("{language}-{payment_method}"),
        language: Some(language.into()),
        customer: RawCustomer {
            name: "Élise d’Été".into(),
            email: "elise@example.com".into(),
            ..RawCustomer::default()
        },
        billing: address.clone(),
        delivery_address: address,
        delivery: RawDelivery { method: "Colissimo".into(), price_cents: 590, ..RawDelivery::default() },
        payment_method: payment_method.into(),
        lines: vec![line("Tasse bleue", 2, 1_490), line("Table en chêne", 1, 123_456)],
        ..RawPlacement::default()
    };
    let door = Door {
        currency: Currency::EUR,
        language: Language::Fr,
        delivery_vat_rate: VatRate::FRENCH_STANDARD,
        now,
        max_lines: orders::MAX_LINES,
        shortage: catalog::Shortage::Allow,
    };
    Command::Place(Box::new(Placement::parse(raw, &door).unwrap()))
}

fn progress(state: &str) -> orders::Command {
    orders::Command::RecordProgress(ProgressChange {
        state: state.into(),
        comment: "Le colis est chez le voisin : merci !".into(),
        published: None,
        notify: Some(true),
        issue_invoice: false,
    })
}

/// Subject and text as the customer's program shows them.
fn shown(mail: &Received, subject: &str) -> String {
    format!("To: {}\nSubject: {subject}\n\n{}", mail.to, mail.text())
}

async fn snapshot(name: &str, post: &Post) {
    let subject = post.mail().await.letter.unwrap().subject;
    let received = post.server.received();
    insta::assert_snapshot!(name, shown(received.last().unwrap(), &subject));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_told_with_the_shops_account() {
    for language in ["fr", "en"] {
        let post = Post::open().await;
        let (iban, bic) = ("FR7630006000011234567890189".into(), "AGRIFRPP".into());
        let account = OfferChange::Take { payments: Offer::PAYABLE.to_vec(), iban, bic };
        post.ask(Actor::Person(1), Command::ChangeOffer(Box::new(account))).await;
        post.place(language, "transfer").await;
        post.after(0).await;
        post.after(0).await;
        snapshot(&format!("placed-transfer-account-{language}"), &post).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_of_an_order_names_its_pick_up_point_and_a_free_delivery_as_free() {
    for (language, said) in [
        ("fr", ["Point relais\u{a0}: Tabac de la Gare", "Colissimo\u{a0}: Gratuit"]),
        ("en", ["Pick-up point: Tabac de la Gare", "Colissimo: Free"]),
    ] {
        let post = Post::open().await;
        let Command::Place(mut placement) = placement(language, "cheque", post.now()) else { unreachable!() };
        placement.total_cents -= placement.delivery.price_cents;
        placement.delivery.price_cents = 0;
        placement.delivery.pickup_point = "Tabac de la Gare".into();
        post.ask(Actor::Customer, Command::Place(placement)).await;
        post.after(0).await;
        post.after(0).await;
        let text = post.the_mail().text();
        for words in said {
            assert!(text.contains(words), "{text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mails_of_both_languages_are_these_to_the_byte() {
    for language in ["fr", "en"] {
        let post = Post::open().await;
        for method in ["cheque", "transfer", "cash_on_delivery"] {
            post.place(language, method).await;
            post.after(0).await;
            post.after(0).await;
            snapshot(&format!("placed-{method}-{language}"), &post).await;
        }
        let number = 7_090_567;
        let parcel = Parcel {
            tracking_number: "8R12345678901".into(),
            tracking_url: Some("https://suivi.example/8R12345678901".into()),
            weight_g: None,
        };
        let at = post.now();
        let shipping = Shipping { carrier: "Colissimo".into(), parcels: vec![parcel], lines: None, at };
        post.step(number, orders::Command::Ship(shipping)).await;
        post.after(0).await;
        post.after(30).await;
        snapshot(&format!("shipped-{language}"), &post).await;
        post.step(number, progress("delivered")).await;
        post.after(0).await;
        post.after(30).await;
        snapshot(&format!("progress-{language}"), &post).await;
        let language = Language::parse(language).unwrap();
        let statement = WithdrawalStatement::parse("É. d’Été", "7090567", "Elise@example.com", language).unwrap();
        post.ask(Actor::Customer, Command::Withdraw(Box::new(statement))).await;
        post.after(0).await;
        post.after(0).await;
        snapshot(&format!("withdrawn-{}", language.code()), &post).await;
        post.shop.must_be_sound().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_envelope_says_who_writes_to_whom_and_when() {
    let (post, _) = Post::with_a_mail(None).await;
    post.after(30).await;
    let mail = post.the_mail();
    assert_eq!((mail.from.as_str(), mail.to.as_str()), ("<commandes@essai.example>", "<elise@example.com>"));
    assert_eq!(mail.header("From").as_deref(), Some("\"Maison Essai\" <commandes@essai.example>"));
    assert_eq!(mail.header("To").as_deref(), Some("elise@example.com"));
    assert_eq!(mail.header("Reply-To").as_deref(), Some("bonjour@essai.example"));
    assert_eq!(mail.header("Date").as_deref(), Some("Tue, 24 Nov 2026 09:00:30 +0000"));
    assert_eq!(mail.header("Message-ID").as_deref(), Some("<mail-1-1@essai.example>"));
    assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(mail.header("Content-Type").as_deref(), Some("text/plain; charset=utf-8"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_defers_gets_the_mail_later_and_the_desk_says_why() {
    let (post, number) = Post::with_a_mail(None).await;
    post.server.will(&[Act::Refuse("451 come back later"), Act::HangUpInData]);
    post.after(30).await;
    let mail = post.mail().await;
    assert_eq!((mail.state, mail.due_at), (MailState::Waiting, now() + SignedDuration::from_secs(90)));
    assert!(mail.last_error.as_ref().unwrap().contains("come back later"), "{mail:?}");
    let mut clerk = post.shop.signed_in("clerk").await;
    let page = clerk.open("/desk/mails/1").await;
    page.must_say("come back later").must_say("nouvel essai à 10:01").must_say("Réessayer");
    clerk.open(&format!("/desk/orders/{number}")).await.must_say("Courriel : pas encore envoyé, nouvel essai à 10:01");
    post.after(59).await;
    assert_eq!(post.server.conversations(), 1, "not before it is due");
    post.after(1).await;
    assert_eq!(post.mail().await.due_at, post.now() + SignedDuration::from_secs(120), "the wait doubles");
    assert!(post.server.received().is_empty());
    post.after(120).await;
    assert_eq!(post.mail().await.state, MailState::Sent);
    post.the_mail();
    post.after(100_000).await;
    post.the_mail();
    post.shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_for_good_is_not_asked_again_until_somebody_says_so() {
    let (post, _) = Post::with_a_mail(None).await;
    post.server.will(&[Act::Refuse("550 no such mailbox")]);
    post.after(30).await;
    assert_eq!(post.mail().await.state, MailState::Failed);
    post.after(1_000_000).await;
    assert_eq!(post.server.conversations(), 1);
    let mut clerk = post.shop.signed_in("clerk").await;
    let page = clerk.open("/desk/mails/1").await;
    page.must_say("no such mailbox").must_say("non envoyé : le serveur de courriel le refuse");
    clerk.submit(&page, "/desk/mails/1/retry", &[]).await.must_be(303);
    post.after(0).await;
    assert_eq!(post.mail().await.state, MailState::Sent);
    post.shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_taken_by_a_server_that_could_not_say_so_comes_again_under_the_same_id() {
    let (post, _) = Post::with_a_mail(None).await;
    post.server.will(&[Act::HangUpAfterData]);
    post.after(30).await;
    assert_eq!(post.mail().await.state, MailState::Waiting);
    post.after(60).await;
    let ids: Vec<_> = post.server.received().iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_silent_or_down_never_blocks_a_step() {
    let down = SmtpServer::down().await;
    let (post, number) = Post::with_a_mail(Some(&down)).await;
    post.after(30).await;
    let mail = post.mail().await;
    assert!(mail.state == MailState::Waiting && mail.last_error.is_some(), "{mail:?}");
    post.step(number, progress("delivered")).await;

    let (post, number) = Post::with_a_mail(None).await;
    post.server.will(&[Act::Silence]);
    post.after(30).await;
    let mail = post.mail().await;
    assert!(mail.state == MailState::Waiting && mail.last_error.is_some(), "{mail:?}");
    post.step(number, progress("delivered")).await;
    post.after(60).await;
    assert!(post.server.received()[0].text().contains("Expédié"));
    post.shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u32_the_message_after_the_step_stops_the_mail() {
    let post = Post::open().await;
    let number = post.place("fr", "cheque").await;
    let mut clerk = post.shop.signed_in("clerk").await;
    let address = format!("/desk/orders/{number}/progress");
    let form = clerk.open(&address).await;
    let saved = clerk.submit(&form, &address, &[("state", "shipped"), ("notify", "true")]).await;
    let page = clerk.open(saved.must_be(303).location.as_ref().unwrap()).await;
    page.must_say("Un courriel part vers le client dans 30 secondes").must_say("Ne pas envoyer");
    let stopped = clerk.submit(&page, "/desk/mails/2/stop", &[]).await;
    let back = clerk.open(stopped.must_be(303).location.as_ref().unwrap()).await;
    back.must_say("Le courriel ne partira pas.");
    post.after(60).await;
    post.after(60).await;
    assert_eq!(post.server.received().len(), 1, "the order's own mail, and no other");
    clerk.open("/desk/mails/2").await.must_say("non envoyé : arrêté").must_say("a un nouvel état : Expédié");
    post.shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u32_a_mail_that_was_not_stopped_says_when_it_was_sent_and_cannot_be_stopped_any_more() {
    let (post, number) = Post::with_a_mail(None).await;
    let mut clerk = post.shop.signed_in("clerk").await;
    let waiting = clerk.open("/desk/mails/1").await;
    waiting.must_say("départ à 10:00").must_say("Ne pas envoyer");
    post.after(480).await;
    clerk.open("/desk/mails/1").await.must_say("envoyé à 10:08");
    clerk.open(&format!("/desk/orders/{number}")).await.must_say("Courriel : envoyé à 10:08");
    clerk.open("/desk/mails").await.must_say("elise<wbr>@example.com").must_say("Envoyé");
    let late = clerk.submit(&waiting, "/desk/mails/1/stop", &[]).await;
    late.must_be(409).must_say("il ne peut plus être arrêté");
    let mut accountant = post.shop.signed_in("accountant").await;
    accountant.open("/desk/mails/1").await.must_be(200);
    accountant.send("POST", "/desk/mails/1/stop", Some(String::new())).await.must_be(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_the_desk_shows_what_would_have_been_sent() {
    let post = Post::with(SmtpServer::start().await, None).await;
    let number = post.place("fr", "cheque").await;
    post.after(0).await;
    assert_eq!(post.mail().await.state, MailState::Kept);
    let mut clerk = post.shop.signed_in("clerk").await;
    let address = format!("/desk/orders/{number}/progress");
    let form = clerk.open(&address).await;
    let saved = clerk.submit(&form, &address, &[("state", "shipped"), ("notify", "true")]).await;
    let page = clerk.open(saved.must_be(303).location.as_ref().unwrap()).await;
    page.must_say("Un courriel est écrit mais ne part pas : aucun serveur de courriel n’est réglé");
    clerk.open("/desk/mails").await.must_say("Aucun serveur de courriel n’est réglé");
    let mail = clerk.open("/desk/mails/1").await;
    mail.must_say("non envoyé : aucun serveur de courriel").must_say("Bonjour Élise d’Été");
    post.after(60).await;
    assert_eq!(post.server.conversations(), 0);
    post.shop.must_be_sound().await;
}

#[test]
fn an_address_of_a_server_that_is_none_is_refused_without_being_repeated() {
    for (url, from) in
        [("secret", "a@b.example"), ("http://u:secret@h", "a@b.example"), ("smtp://u:secret@h", "nobody")]
    {
        let said = MailServer::new(url, from, Duration::from_secs(1)).err().unwrap();
        assert!(!said.contains("secret") && said.contains("give"), "{said}");
    }
}
