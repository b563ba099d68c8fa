//! Who may do what, as two pages: every desk and logistics route by role, every API call by scope.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::fmt::Write;
use std::path::Path;

use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use journal::{Command, NewToken, Scope};
use serde_json::Value;
use support::browser::{Browser, Page, send};
use support::shop::Shop;

const ROLES: [&str; 4] = ["owner", "clerk", "accountant", "logistician"];

const ORDER: &str = r#"{"source":"s","source_order_id":"1","customer":{"name":"Élise Inventée","email":"elise@example.com"},
    "billing_address":{"city":"Paris"},"delivery_address":{"city":"Paris"},"payment_method":"cash_on_delivery",
    "lines":[{"title":"Tasse","quantity":1,"unit_price":{"amount":100,"currency":"EUR"}}]}"#;

/// Routes of the desk and of the logistician, each with the methods it takes, as they are written.
fn routes() -> Vec<(String, Vec<&'static str>)> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src");
    let mut routes = Vec::new();
    for file in ["desk/mod.rs", "logistics/mod.rs"] {
        let text = std::fs::read_to_string(web.join(file)).unwrap();
        for call in text.split(".route(").skip(1) {
            let address = call.split('"').nth(1).unwrap().to_owned();
            let takes = |method: &str| call.contains(&format!("{method}("));
            routes.push((address, ["get", "post"].into_iter().filter(|method| takes(method)).collect()));
        }
    }
    routes.sort();
    assert!(routes.len() > 25, "{routes:?}");
    routes
}

/// The address of something that is there.
fn existing(route: &str) -> String {
    let thing = |route: &str| match route.split('/').nth(2).unwrap_or_default() {
        "orders" => "7090565",
        "invoices" => "2026-11-000000001",
        "products" => "TASSE",
        "settings" if route.contains("deliveries") => "home",
        "settings" => "preparing",
        _ => "1",
    };
    let mut address = String::new();
    for part in route.split('/').skip(1) {
        let filled = match part {
            "{order}" => "7090565",
            // The one owner, whom nothing removes, and the shop's own token.
            "{person}" | "{token}" => "1",
            part if part.starts_with('{') => thing(route),
            part => part,
        };
        write!(address, "/{filled}").unwrap();
    }
    address
}

/// What an answer says of the right to ask: nothing but whether there is one.
fn right(page: &Page) -> &'static str {
    match (page.status, page.location.as_deref()) {
        (403, _) => "no",
        (303, Some(location)) if location.starts_with("/sign-in") => "sign in",
        (404 | 405 | 500.., _) => panic!("{}: {}", page.status, page.body),
        _ => "yes",
    }
}

/// A shop with an order that is invoiced, of which its customer is told, and in a batch.
async fn world() -> Shop {
    let shop = Shop::open().await;
    shop.call("POST", "/api/v1/orders", ORDER).await.must_be(201);
    let invoice = r#"{"state":"preparing","notify":true,"issue_invoice":true}"#;
    shop.call("POST", "/api/v1/orders/7090565/progress", invoice).await.must_be(201);
    shop.call("POST", "/api/v1/handoffs", r#"{"orders":[7090565]}"#).await.must_be(201);
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn who_opens_which_page_is_this_page() {
    let shop = world().await;
    let mut browsers = vec![Browser::new(shop.server)];
    for role in ROLES {
        browsers.push(shop.signed_in(role).await);
    }
    let mut page = format!("{:74}{}\n", "", ["nobody"].iter().chain(&ROLES).fold(String::new(), column));
    for (route, methods) in routes() {
        for method in methods {
            let mut row = Vec::new();
            for browser in &mut browsers {
                let answer = browser.send(&method.to_uppercase(), &existing(&route), Some(String::new())).await;
                row.push(right(&answer));
            }
            writeln!(page, "{method:5} {route:68}{}", row.iter().fold(String::new(), column)).unwrap();
        }
    }
    insta::assert_snapshot!("pages", trimmed(&page));
}

#[tokio::test(flavor = "multi_thread")]
async fn which_scope_opens_which_call_is_this_page() {
    let shop = world().await;
    for scope in Scope::ALL {
        let token_hash = web::token::hash(scope.code());
        let token = NewToken { label: scope.code().into(), token_hash, scopes: vec![scope] };
        shop.carry_out(Command::AddToken(Box::new(token))).await;
    }
    let document = shop.call("GET", "/api/openapi.json", "").await;
    let document: Value = serde_json::from_str(&document.must_be(200).body).unwrap();
    let mut page = String::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys().filter(|method| *method != "parameters") {
            let mut opened_by = Vec::new();
            for scope in Scope::ALL {
                // A body that nobody accepts: whether the scope opens the call is decided before.
                let request = Request::builder()
                    .method(method.to_uppercase().as_str())
                    .uri(path.replace("{number}", "99"))
                    .header("host", "localhost")
                    .header("authorization", format!("Bearer {}", scope.code()))
                    .header("content-type", "application/json")
                    .body(Full::new(Bytes::from_static(b"[")))
                    .unwrap();
                let answer = send(shop.server, request).await;
                assert!(answer.status < 500, "{method} {path}: {}", answer.body);
                if answer.status != 403 {
                    opened_by.push(scope.code());
                }
            }
            writeln!(page, "{method:7} {path:52} {}", opened_by.join(" ")).unwrap();
        }
    }
    insta::assert_snapshot!("calls", trimmed(&page));
}

fn column(mut row: String, word: &&str) -> String {
    write!(row, "{word:12}").unwrap();
    row
}

fn trimmed(page: &str) -> String {
    page.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
