//! What was decided once, so that nobody stalls: host names, secrets, erasure, prices for businesses,
//! both sides of a conflict, and no password over plain http.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::net::SocketAddr;

use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use journal::{Actor, Command, Request as Ask, SiteId, Stop};
use serde_json::json;
use support::browser::{Browser, Page, send};
use support::shop::{Shop, carry_out, new_site, now, order};
use support::{Server, comptoir, run, stderr};
use web::Secrets;

/// Asks as a browser does that was sent to `host`.
async fn ask(server: SocketAddr, method: &str, host: &str, path: &str, headers: &[(&str, &str)]) -> Page {
    let mut request = Request::builder().method(method).uri(path).header("host", host).header("accept-language", "fr");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(server, request.body(Full::new(Bytes::new())).unwrap()).await
}

// --- Hosts and TLS ---

#[tokio::test(flavor = "multi_thread")]
async fn a_host_name_leads_to_its_shop_only_if_it_is_registered() {
    let shop = Shop::open().await;
    let other = Command::AddSite(Box::new(new_site("autre", "Autre boutique", 0)));
    carry_out(&shop.journal, SiteId::DIRECTORY, other).await;
    shop.carry_out(Command::SetHost { host: Some("boutique.example".into()) }).await;
    let root = ask(shop.server, "GET", "boutique.example:443", "/", &[]).await;
    assert_eq!(root.must_be(303).location.as_deref(), Some("/shop/essai/"));
    let root = ask(shop.server, "GET", "Boutique.Example.", "/", &[]).await;
    assert_eq!(root.must_be(303).location.as_deref(), Some("/shop/essai/"), "case and a last dot do not matter");
    ask(shop.server, "GET", "boutique.example", "/shop/essai/fr/", &[]).await.must_be(200).must_say("Maison Essai");
    ask(shop.server, "GET", "boutique.example", "/shop/autre/fr/", &[]).await.must_be(404);
    ask(shop.server, "GET", "boutique.example", "/shop/autre/", &[]).await.must_be(404);
    for stranger in ["unknown.example", "essai", "boutique.example.evil.example", ""] {
        let root = ask(shop.server, "GET", stranger, "/", &[]).await;
        root.must_be(200).must_say("Maison Essai").must_say("Autre boutique");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_name_leads_to_one_shop() {
    let shop = Shop::open().await;
    let other = Command::AddSite(Box::new(new_site("autre", "Autre boutique", 0)));
    carry_out(&shop.journal, SiteId::DIRECTORY, other).await;
    shop.carry_out(Command::SetHost { host: Some("boutique.example".into()) }).await;
    let command = Command::SetHost { host: Some("boutique.example".into()) };
    let again = Ask { site: SiteId(2), actor: Actor::System, at: now(), id: None, expected_version: None, command };
    assert!(matches!(shop.journal.carry_out(again).await, Err(Stop::Taken("site_host"))));
    shop.carry_out(Command::SetHost { host: None }).await;
    ask(shop.server, "GET", "boutique.example", "/", &[]).await.must_be(200).must_say("Autre boutique");
    shop.must_be_sound().await;
}

#[test]
fn the_command_line_gives_and_takes_host_names() {
    let folder = tempfile::tempdir().unwrap();
    let site = |words: &[&str]| run(folder.path(), &[&["site"][..], words, &["--database", "sqlite:s.db"]].concat());
    assert!(site(&["add", "un", "--host", "un.example"]).status.success());
    assert!(site(&["add", "deux"]).status.success());
    let taken = site(&["host", "deux", "UN.example"]);
    assert_eq!(taken.status.code(), Some(1), "{}", stderr(&taken));
    assert!(stderr(&taken).contains("another site has that host name"), "{}", stderr(&taken));
    for wrong in ["http://a.example", "a", "127.0.0.1", "a..b", "-a.example", "a_b.example", "boutique.example:80"] {
        assert_eq!(site(&["host", "deux", wrong]).status.code(), Some(2), "{wrong}");
    }
    assert!(site(&["host", "un"]).status.success());
    assert!(site(&["host", "deux", "un.example"]).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_is_asked_for_over_plain_http() {
    let shop = Shop::open().await;
    for host in ["shop.example", "192.0.2.7:8080", "localhost.evil.example", "127.evil.example"] {
        for method in ["GET", "POST"] {
            let page = ask(shop.server, method, host, "/sign-in", &[]).await;
            page.must_be(403).must_say("https");
            assert!(!page.body.contains("type=\"password\""), "{host}");
        }
    }
    for host in ["localhost:8080", "127.0.0.1", "[::1]:8080", "127.3.2.1"] {
        ask(shop.server, "GET", host, "/sign-in", &[]).await.must_be(200).must_say("Mot de passe");
    }
    let untrusted = ask(shop.server, "GET", "shop.example", "/sign-in", &[("x-forwarded-proto", "https")]).await;
    untrusted.must_be(403);
    let behind = shop.served(|setup| setup.trusted_proxy = true).await;
    ask(behind, "GET", "shop.example", "/sign-in", &[("x-forwarded-proto", "https")]).await.must_be(200);
    ask(behind, "GET", "shop.example", "/sign-in", &[("x-forwarded-proto", "http")]).await.must_be(403);
    ask(behind, "GET", "shop.example", "/sign-in", &[]).await.must_be(403);
    let public = shop.served(|setup| setup.secure_cookies = true).await;
    ask(public, "GET", "shop.example", "/sign-in", &[]).await.must_be(200).must_say("Mot de passe");
}

// --- Secrets ---

/// Orders a cup in the storefront; answers the address of the customer's own page.
async fn own_page(server: SocketAddr) -> String {
    let mut customer = Browser::new(server);
    let products = customer.open("/shop/essai/fr/").await;
    customer.submit(&products, "/shop/essai/fr/basket", &[]).await.must_be(303);
    let contact = customer.open("/shop/essai/fr/checkout").await;
    let address = [("name", "Élise"), ("email", "e@example.com"), ("line1", "3 rue"), ("postal_code", "75011")];
    let place = [("city", "Paris"), ("country", "FR"), ("delivery", "home"), ("payment", "cheque")];
    let recap = customer.submit(&contact, "/shop/essai/fr/checkout", &[&address[..], &place].concat()).await;
    let placed = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    placed.must_be(303).location.clone().unwrap().split('?').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_database_without_its_secrets_opens_no_customers_page() {
    let shop = Shop::open().await;
    let page = own_page(shop.server).await;
    let key = page.rsplit('/').next().unwrap();
    ask(shop.server, "GET", "localhost", &page, &[]).await.must_be(200).must_say("7090565");
    own_page(shop.server).await;
    let next = page.replace("7090565", "7090566");
    ask(shop.server, "GET", "localhost", &next, &[]).await.must_be(404);
    let elsewhere = shop.served(|setup| setup.secrets = Secrets::new([8; 32])).await;
    ask(elsewhere, "GET", "localhost", &page, &[]).await.must_be(404);
    shop.is_not_in_the_file(key);
    assert!(!format!("{:?}", Secrets::new([7; 32])).contains('7'), "keys are in no log");
}

#[test]
fn secrets_are_made_once_and_can_lie_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:s.db"];
    assert!(Server::start(comptoir(folder.path(), &words)).unwrap().end());
    let made = std::fs::read_to_string(folder.path().join("s.secrets")).unwrap();
    assert!(Server::start(comptoir(folder.path(), &words)).unwrap().end());
    assert_eq!(std::fs::read_to_string(folder.path().join("s.secrets")).unwrap(), made);
    let elsewhere = [&words[..], &["--secrets", "kept/away.secrets"]].concat();
    assert!(Server::start(comptoir(folder.path(), &elsewhere)).is_none(), "its folder is not there");
    std::fs::create_dir(folder.path().join("kept")).unwrap();
    assert!(Server::start(comptoir(folder.path(), &elsewhere)).unwrap().end());
    std::fs::write(folder.path().join("s.secrets"), "damaged").unwrap();
    let refused = run(folder.path(), &words);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("s.secrets"), "{}", stderr(&refused));
}

// --- Erasure ---

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_erases_who_an_order_was_for() {
    let shop = Shop::open().await;
    let (number, other) = (shop.placed("1").await, shop.placed("2").await);
    let batch = json!({"orders": [number, other], "reason": "le client paie au retrait"}).to_string();
    shop.call("POST", "/api/v1/handoffs", &batch).await.must_be(201);
    let page = format!("/desk/orders/{number}/erasure");

    let mut clerk = shop.signed_in("clerk").await;
    clerk.open(&page).await.must_be(403);
    let mut owner = shop.signed_in("owner").await;
    owner.open(&page).await.must_be(200).must_say("entre les mains du logisticien");
    let parcels = r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"8R1"}]}"#;
    shop.call("POST", &format!("/api/v1/orders/{number}/shipments"), parcels).await.must_be(201);

    let form = owner.open(&page).await;
    form.must_say("Effacer les données personnelles").must_say("le client paie au retrait");
    let mistyped = owner.submit(&form, &page, &[("word", "efface")]).await;
    mistyped.must_be(422).must_say("Écrivez le mot demandé");
    owner.open("/desk/orders").await.must_say("Élise Inventée");
    owner.submit(&mistyped, &page, &[("word", "Effacer")]).await.must_be(303);

    let after = owner.open(&format!("/desk/orders/{number}")).await;
    after.must_say("(données effacées)").must_say("Données personnelles effacées").must_say("Tasse bleue");
    for personal in ["Élise", "elise.inventee@", "0612345678", "rue de la Fiction"] {
        assert!(!after.says(personal), "the order's page still says {personal}");
    }
    let file = shop.call("GET", "/api/v1/handoffs/1.csv", "").await;
    let lines: Vec<_> = file.must_be(200).body.lines().collect();
    assert!(!lines[1].contains("Inventée") && !lines[1].contains("Paris"), "{}", lines[1]);
    assert!(lines[1].contains("Tasse bleue") && lines[2].contains("Élise Inventée"), "{lines:?}");
    owner.submit(&form, &page, &[("word", "effacer")]).await.must_be(409);
    let invoice = r#"{"state":"preparing","issue_invoice":true}"#;
    let refused = shop.call("POST", &format!("/api/v1/orders/{number}/progress"), invoice).await;
    refused.must_be(409).must_say("contact_erased");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_keeps_its_buyer_when_the_order_forgets_them() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let call = |path: &'static str, body: &'static str| {
        let path = format!("/api/v1/orders/{number}/{path}");
        let shop = &shop;
        async move { shop.call("POST", &path, body).await }
    };
    call("progress", r#"{"state":"preparing","issue_invoice":true}"#).await.must_be(201);
    call("payment-validation", r#"{"cheque_number":"0012345"}"#).await.must_be(201);
    call("shipments", r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"8R1"}]}"#).await.must_be(201);
    shop.carry_out(Command::Order { number, command: orders::Command::EraseContact }).await;
    let mut owner = shop.signed_in("owner").await;
    owner.open("/desk/invoices/2026-11-000000001").await.must_be(200).must_say("Élise Inventée");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customers_link_leads_to_the_invoice_until_its_buyer_is_forgotten() {
    let shop = Shop::open().await;
    let page = own_page(shop.server).await;
    let call = |path: &'static str, body: &'static str| {
        let path = format!("/api/v1/orders/7090565/{path}");
        let shop = &shop;
        async move { shop.call("POST", &path, body).await }
    };
    call("progress", r#"{"state":"preparing","issue_invoice":true}"#).await.must_be(201);
    call("payment-validation", r#"{"cheque_number":"0012345"}"#).await.must_be(201);
    call("shipments", r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"8R1"}]}"#).await.must_be(201);
    let invoice = format!("{page}/invoices/2026-11-000000001");
    ask(shop.server, "GET", "localhost", &page, &[]).await.must_say("2026-11-000000001");
    let paper = ask(shop.server, "GET", "localhost", &invoice, &[]).await;
    paper.must_be(200).must_say("20,80 €").must_say("Mode de paiement : Chèque").must_say("hidden data-print>Imprimer");
    assert!(!paper.says("Livraison Livraison"), "{}", paper.body);
    shop.carry_out(Command::Order { number: 7_090_565, command: orders::Command::EraseContact }).await;
    ask(shop.server, "GET", "localhost", &invoice, &[]).await.must_be(404);
    let after = ask(shop.server, "GET", "localhost", &page, &[]).await;
    assert!(after.must_be(200).says("8R1") && !after.says("2026-11-000000001"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_order_leaves_nobody_in_the_logisticians_file() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let batch = json!({"orders": [number], "reason": "urgent"}).to_string();
    shop.call("POST", "/api/v1/handoffs", &batch).await.must_be(201);
    let refuse = orders::Command::RefuseHandoff { reason: "rupture".into() };
    shop.carry_out(Command::Order { number, command: refuse }).await;
    shop.call("DELETE", &format!("/api/v1/orders/{number}"), "").await.must_be(204);
    let file = shop.call("GET", "/api/v1/handoffs/1.csv", "").await;
    assert!(file.must_be(200).says("Tasse bleue") && !file.says("Inventée"), "{}", file.body);
    shop.must_be_sound().await;
}

// --- Prices ---

#[tokio::test(flavor = "multi_thread")]
async fn prices_include_tax_and_businesses_also_see_them_without() {
    let shop = Shop::open().await;
    let mut customer = Browser::new(shop.server);
    let products = customer.open("/shop/essai/fr/").await;
    products.must_say("14,90 €").must_say("TTC");
    assert!(!products.says("12,42 € HT"));
    let choice = [("prices".to_owned(), "net".to_owned()), ("back".to_owned(), "/shop/essai/fr/".to_owned())];
    customer.post("/preferences", &choice).await.must_be(303);
    let products = customer.open("/shop/essai/fr/").await;
    products.must_say("14,90 €").must_say("12,42 € HT");
    customer.submit(&products, "/shop/essai/fr/basket", &[]).await.must_be(303);
    customer.open("/shop/essai/fr/basket").await.must_say("14,90 €").must_say("12,42 € HT");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_for_a_company_is_summed_up_without_tax_too() {
    let shop = Shop::open().await;
    let mut customer = Browser::new(shop.server);
    let products = customer.open("/shop/essai/fr/").await;
    customer.submit(&products, "/shop/essai/fr/basket", &[]).await.must_be(303);
    let contact = customer.open("/shop/essai/fr/checkout").await;
    let filled = [
        ("name", "Élise"),
        ("email", "e@example.com"),
        ("company", "Atelier Inventé"),
        ("line1", "3 rue"),
        ("postal_code", "75011"),
        ("city", "Paris"),
        ("country", "FR"),
        ("delivery", "home"),
        ("payment", "cheque"),
    ];
    let recap = customer.submit(&contact, "/shop/essai/fr/checkout", &filled).await;
    // 14,90 and 5,90 of delivery, both at 20 %.
    recap.must_say("20,80 €").must_say("17,33 € HT");
}

// --- Stale versions ---

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_in_the_api_is_412_and_names_the_current_one() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let path = format!("/api/v1/orders/{number}/progress");
    shop.call("POST", &path, r#"{"state":"preparing"}"#).await.must_be(201);
    let request = Request::post(&path)
        .header("host", "localhost")
        .header("authorization", format!("Bearer {}", support::shop::TOKEN))
        .header("content-type", "application/json")
        .header("if-match", "\"1\"")
        .body(Full::new(Bytes::from(r#"{"state":"shipped"}"#)))
        .unwrap();
    send(shop.server, request).await.must_be(412).must_say("stale_version");
}

// --- Numbers, stock, time ---

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_orders_number_is_not_given_again() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    shop.call("DELETE", &format!("/api/v1/orders/{number}"), "").await.must_be(204);
    assert_eq!(shop.placed("2").await, number + 1);
    let again = shop.call("POST", "/api/v1/orders", &order("1")).await;
    again.must_be(409).must_say("order_deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_or_deleting_gives_back_what_was_taken_from_the_stock() {
    let shop = Shop::open().await;
    let with_cup = |id: &str| order(id).replace(r#""title":"Tasse bleue""#, r#""sku":"TASSE","title":"Tasse bleue""#);
    let mut owner = shop.signed_in("owner").await;
    for (id, left) in [("1", 2), ("2", 1)] {
        shop.call("POST", "/api/v1/orders", &with_cup(id)).await.must_be(201);
        owner.open("/desk/products/TASSE").await.must_say(&format!("value=\"{left}\""));
    }
    let reason = r#"{"reason":"le client a changé d’avis"}"#;
    shop.call("POST", "/api/v1/orders/7090565/cancellation", reason).await.must_be(201);
    owner.open("/desk/products/TASSE").await.must_say("value=\"2\"");
    shop.call("DELETE", "/api/v1/orders/7090566", "").await.must_be(204);
    owner.open("/desk/products/TASSE").await.must_say("value=\"3\"");
    shop.call("DELETE", "/api/v1/orders/7090565", "").await.must_be(204);
    owner.open("/desk/products/TASSE").await.must_say("value=\"3\"");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoices_month_is_the_shops_and_does_not_wait_for_payment() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    // Half past midnight on New Year's Day in Paris.
    let at = "2026-12-31T23:30:00Z".parse().unwrap();
    let change = orders::ProgressChange {
        state: "preparing".into(),
        comment: String::new(),
        published: None,
        notify: None,
        issue_invoice: true,
    };
    let command = Command::Order { number, command: orders::Command::RecordProgress(change) };
    let request = Ask { site: shop.site, actor: Actor::System, at, id: None, expected_version: None, command };
    shop.journal.carry_out(request).await.unwrap();
    let held = shop.call("GET", &format!("/api/v1/orders/{number}"), "").await;
    held.must_say("2027-01-000000001").must_say(r#""payment_status":"awaiting""#);
    // Back in December, the next invoice is not dated before the one that exists.
    let next = shop.placed("2").await;
    let invoice = r#"{"state":"preparing","issue_invoice":true}"#;
    let answer = shop.call("POST", &format!("/api/v1/orders/{next}/progress"), invoice).await;
    answer.must_be(201).must_say("2027-01-000000002");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_at_the_same_time_is_one_order_and_one_answer() {
    let shop = Shop::open().await;
    let ask = || {
        let request = Request::post("/api/v1/orders")
            .header("host", "localhost")
            .header("authorization", format!("Bearer {}", support::shop::TOKEN))
            .header("content-type", "application/json")
            .header("idempotency-key", "k1")
            .body(Full::new(Bytes::from(order("1"))))
            .unwrap();
        send(shop.server, request)
    };
    let mut answers = tokio::task::JoinSet::new();
    for _ in 0..20 {
        answers.spawn(ask());
    }
    let answers = answers.join_all().await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (201, &answers[0].body));
    }
    let replayed = answers.iter().filter(|answer| answer.headers.contains_key("idempotent-replayed"));
    assert_eq!(replayed.count(), 19);
}
