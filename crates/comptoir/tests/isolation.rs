//! One site never sees another: every call and every page, asked with another site's token and
//! session, for things that are there.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use serde_json::Value;
use support::browser::{Browser, Page, send};
use support::{Server, comptoir, run, run_with_input, stdout};

const DATABASE: [&str; 2] = ["--database", "sqlite:shops.db"];
const EVERY_SCOPE: &str = "orders:read,orders:write,handoffs:read,handoffs:write,invoices:read,invoices:write,\
                           events:read,settings:read,settings:write";

/// Addresses of things of the first site, for every page route that names one.
const PAGES: &[(&str, &str)] = &[
    ("/desk/orders/{number}", "/desk/orders/1"),
    ("/desk/orders/{number}/payment", "/desk/orders/1/payment"),
    ("/desk/orders/{number}/progress", "/desk/orders/1/progress"),
    ("/desk/orders/{number}/progress-undo", "/desk/orders/1/progress-undo"),
    ("/desk/orders/{number}/follow-up", "/desk/orders/1/follow-up"),
    ("/desk/orders/{number}/cancellation", "/desk/orders/1/cancellation"),
    ("/desk/orders/{number}/deletion", "/desk/orders/1/deletion"),
    ("/desk/orders/{number}/erasure", "/desk/orders/1/erasure"),
    ("/desk/handoffs/{number}", "/desk/handoffs/1"),
    ("/desk/handoffs/{number}/result", "/desk/handoffs/1/result"),
    ("/desk/handoffs/{number}/result.csv", "/desk/handoffs/1/result.csv"),
    ("/desk/invoices/{number}", "/desk/invoices/INVOICE"),
    ("/desk/mails/{id}", "/desk/mails/1"),
    ("/desk/mails/{id}/stop", "/desk/mails/1/stop"),
    ("/desk/mails/{id}/retry", "/desk/mails/1/retry"),
    ("/desk/products/{sku}", "/desk/products/SECRET"),
    ("/desk/products/{sku}/picture", "/desk/products/SECRET/picture"),
    ("/desk/products/{sku}/picture/removal", "/desk/products/SECRET/picture/removal"),
    ("/desk/settings/deliveries/{code}", "/desk/settings/deliveries/secret"),
    ("/desk/settings/deliveries/{code}/removal", "/desk/settings/deliveries/secret/removal"),
    ("/desk/settings/people/{person}", "/desk/settings/people/1"),
    ("/desk/settings/people/{person}/role", "/desk/settings/people/1/role"),
    ("/desk/settings/people/{person}/removal", "/desk/settings/people/1/removal"),
    ("/desk/settings/tokens/{token}/withdrawal", "/desk/settings/tokens/9/withdrawal"),
    ("/desk/settings/progress-states/{code}", "/desk/settings/progress-states/secret"),
    ("/desk/settings/progress-states/{code}/deletion", "/desk/settings/progress-states/secret/deletion"),
    ("/logistics/batches/{number}", "/logistics/batches/1"),
    ("/logistics/batches/{number}/acknowledgement", "/logistics/batches/1/acknowledgement"),
    ("/logistics/batches/{number}/scans", "/logistics/batches/1/scans"),
    ("/logistics/batches/{number}/slip", "/logistics/batches/1/slip"),
    ("/logistics/batches/{number}/packing-slips", "/logistics/batches/1/packing-slips"),
    ("/logistics/batches/{number}/orders/{order}", "/logistics/batches/1/orders/1"),
    ("/logistics/batches/{number}/orders/{order}/shipments", "/logistics/batches/1/orders/1/shipments"),
];

/// Pages that list or set, and so answer each site with its own.
const LISTS: &[&str] = &[
    "/desk/orders",
    "/desk/orders?search=secret",
    "/desk/orders/new",
    "/desk/orders/search?q=secret+client",
    "/desk/handoffs",
    "/desk/invoices",
    "/desk/mails",
    "/desk/products",
    "/desk/statistics",
    "/desk/settings",
    "/desk/settings/billing",
    "/desk/settings/billing/specimen",
    "/desk/settings/changes",
    "/desk/settings/countries",
    "/desk/settings/deliveries",
    "/desk/settings/payments",
    "/desk/settings/people",
    "/desk/settings/site",
    "/desk/settings/storefront",
    "/desk/settings/progress-states",
    "/desk/settings/tokens",
    "/logistics/",
];

struct World {
    server: Server,
    at: SocketAddr,
    first_token: String,
    other_token: String,
    invoice: String,
    _folder: tempfile::TempDir,
}

fn token(folder: &Path, site: &str) -> String {
    let words = ["token", "add", "--site", site, "--scope", EVERY_SCOPE];
    let made = run(folder, &[&words[..], &DATABASE].concat());
    stdout(&made).trim().strip_prefix("token: ").unwrap().to_owned()
}

async fn call(at: SocketAddr, token: &str, method: &str, path: &str, body: &str) -> Page {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", at.to_string())
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(Full::new(Bytes::from(body.to_owned())))
        .unwrap();
    send(at, request).await
}

const ORDER: &str = r#"{"source":"s","source_order_id":"1","customer":{"name":"Secret Client","email":"Secret@first.example"},
    "billing_address":{"city":"Paris"},"delivery_address":{"city":"Paris"},"payment_method":"cash_on_delivery",
    "lines":[{"title":"Secret thing","quantity":1,"unit_price":{"amount":100,"currency":"EUR"}}]}"#;

impl World {
    /// Two sites; the first has an order that is invoiced and handed over.
    async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for site in ["first", "other"] {
            assert!(run(folder.path(), &[&["site", "add", site][..], &DATABASE].concat()).status.success());
            for role in ["owner", "logistician"] {
                let email = format!("{role}@{site}.example");
                let words = ["person", "add", "--site", site, "--email", &email, "--role", role];
                let made = run_with_input(folder.path(), &[&words[..], &DATABASE].concat(), "une phrase inventée\n");
                assert!(made.status.success(), "{made:?}");
            }
        }
        let (first_token, other_token) = (token(folder.path(), "first"), token(folder.path(), "other"));
        let words = [&["serve", "--listen", "127.0.0.1:0"][..], &DATABASE].concat();
        let server = Server::start(comptoir(folder.path(), &words)).unwrap();
        let at = server.at();
        call(at, &first_token, "POST", "/api/v1/orders", ORDER).await.must_be(201);
        let step = r#"{"state":"preparing","notify":true,"issue_invoice":true}"#;
        let progressed = call(at, &first_token, "POST", "/api/v1/orders/1/progress", step).await;
        let invoice: Value = serde_json::from_str(&progressed.must_be(201).body).unwrap();
        call(at, &first_token, "POST", "/api/v1/handoffs", r#"{"orders":[1]}"#).await.must_be(201);
        let invoice = invoice["invoice"].as_str().unwrap().to_owned();
        World { server, at, first_token, other_token, invoice, _folder: folder }
    }

    async fn signed_in(&self, role: &str, site: &str) -> Browser {
        let mut browser = Browser::new(self.at);
        let form = browser.open("/sign-in").await;
        let email = format!("{role}@{site}.example");
        let filled = [("site", site), ("email", &email), ("password", "une phrase inventée")];
        browser.submit(&form, "/sign-in", &filled).await.must_be(303);
        browser
    }
}

/// What the first site's owner has set.
async fn settings_of_the_first(world: &World) {
    let mut owner = world.signed_in("owner", "first").await;
    let delivery = [("code", "secret"), ("label_fr", "Secret"), ("label_en", "Secret"), ("price", "1")];
    let storefront = [("welcome_fr", "Secret"), ("language-fr", "true"), ("terms_fr", "Secret")];
    let site = [("title", "Secret"), ("language", "fr"), ("zone", "Europe/Paris"), ("vat_rate", "20")];
    for (address, filled) in [("deliveries", &delivery[..]), ("storefront", &storefront), ("site", &site)] {
        let address = format!("/desk/settings/{address}");
        let page = owner.open(&address).await;
        owner.submit(&page, &address, filled).await.must_be(303);
    }
}

fn tells_nothing(page: &Page, asked: &str) {
    assert!(!page.says("Secret"), "{asked} tells of the first site: {}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_of_the_api_reaches_into_another_site() {
    let world = World::begin().await;
    let document = call(world.at, "", "GET", "/api/openapi.json", "").await;
    let document: Value = serde_json::from_str(&document.body).unwrap();
    let mut asked = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if (method.as_str(), path.as_str()) == ("post", "/api/v1/orders") {
                continue; // It reaches for nothing, and would give the other site an order 1 of its own.
            }
            let number = if path.contains("invoices") { world.invoice.as_str() } else { "1" };
            let address = path.replace("{number}", number);
            let body = body_of(path);
            let answer = call(world.at, &world.other_token, &method.to_uppercase(), &address, body).await;
            if path.contains('{') {
                assert_eq!(answer.status, 404, "{method} {address}: {}", answer.body);
            }
            tells_nothing(&answer, &address);
            asked += 1;
        }
    }
    assert!(asked > 15, "{asked} calls");
    let order = call(world.at, &world.first_token, "GET", "/api/v1/orders/1", "").await;
    let order: Value = serde_json::from_str(&order.must_be(200).body).unwrap();
    assert_eq!(order["version"], 4, "another site's calls changed nothing: {order}");
    assert!(world.server.end());
}

/// A body that would be carried out if the thing were there.
fn body_of(path: &str) -> &'static str {
    match path.rsplit('/').next().unwrap() {
        "handoffs" => r#"{"orders":[1]}"#,
        "progress" => r#"{"state":"preparing"}"#,
        "shipments" => r#"{"carrier":"C","parcels":[{"tracking_number":"1"}]}"#,
        "cancellation-answer" => r#"{"accepted":true}"#,
        "cancellation" | "cancellation-request" | "handoff-refusal" => r#"{"reason":"r"}"#,
        _ => "{}",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_shows_another_site_and_no_form_changes_it() {
    let world = World::begin().await;
    settings_of_the_first(&world).await;
    let mut owner = world.signed_in("owner", "other").await;
    let mut logistician = world.signed_in("logistician", "other").await;
    let filled = "reason=r&code=c&carrier=C&tracking_numbers=1&state=preparing&cheque_number=1&follow-up=true";
    for (_, address) in PAGES {
        let address = address.replace("INVOICE", &world.invoice);
        let browser = if address.starts_with("/logistics") { &mut logistician } else { &mut owner };
        for method in ["GET", "POST"] {
            let page = browser.send(method, &address, Some(filled.to_owned())).await;
            assert!([404, 405].contains(&page.status), "{method} {address}: {} {}", page.status, page.body);
            tells_nothing(&page, &address);
        }
    }
    for address in LISTS {
        let browser = if address.starts_with("/logistics") { &mut logistician } else { &mut owner };
        tells_nothing(browser.open(address).await.must_be(200), address);
    }
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_opens_its_own_pages_and_no_others() {
    let world = World::begin().await;
    let mut logistician = world.signed_in("logistician", "first").await;
    for address in ["/desk/orders", "/desk/orders/1", "/desk/invoices", "/desk/products", "/desk/settings"] {
        tells_nothing(logistician.open(address).await.must_be(403), address);
    }
    let batch = logistician.open("/logistics/batches/1").await;
    batch.must_be(200).must_say("Secret Client");
    let collected = batch.body.matches("À encaisser\u{a0}: ").count();
    assert_eq!((collected, batch.body.matches('€').count()), (1, 1), "no prices: {}", batch.body);
    let mut nobody = Browser::new(world.at);
    for address in ["/desk/orders", "/desk/orders/1", "/logistics/", "/logistics/batches/1"] {
        let page = nobody.send("GET", address, None).await;
        assert!(page.location.unwrap_or_default().starts_with("/sign-in?next="), "{address}");
    }
    assert!(world.server.end());
}

/// A new page route must be thought about here.
#[test]
fn every_page_route_that_names_a_thing_is_walked() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src");
    let mut routes = Vec::new();
    for file in ["desk/mod.rs", "logistics/mod.rs"] {
        let text = fs::read_to_string(web.join(file)).unwrap();
        let named = text.split(".route(").skip(1).map(|call| call.split('"').nth(1).unwrap().to_owned());
        routes.extend(named.filter(|route| route.contains('{')));
    }
    let same_guard = ["/refusal", "/cancellation-answer"];
    for route in routes {
        let walked = PAGES.iter().any(|(known, _)| *known == route);
        assert!(walked || same_guard.iter().any(|end| route.ends_with(end)), "{route} is not walked");
    }
}
