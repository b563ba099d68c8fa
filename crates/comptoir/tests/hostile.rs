//! Bad input of every kind gets a clear refusal with a code, never a fault, and changes nothing.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::io::{Read, Write};
use std::net::SocketAddr;

use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::browser::{Browser, Page, send};
use support::{Server, comptoir};

const TOKEN: &str = "demo-token-for-this-machine-only";

struct World {
    server: Server,
    at: SocketAddr,
    _folder: tempfile::TempDir,
}

fn begin() -> World {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(comptoir(folder.path(), &["demo", "--listen", "127.0.0.1:0", "--data", "d"])).unwrap();
    let at = server.at();
    World { server, at, _folder: folder }
}

/// A call with a body of any bytes and any more headers.
async fn call(at: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Page {
    let mut request = Request::builder().method(method).uri(path).header("host", at.to_string());
    if !headers.iter().any(|(name, _)| *name == "authorization") {
        request = request.header("authorization", format!("Bearer {TOKEN}"));
    }
    for (name, value) in headers {
        request = request.header(*name, value.as_bytes());
    }
    send(at, request.body(Full::new(Bytes::copy_from_slice(body))).unwrap()).await
}

async fn post(at: SocketAddr, body: &[u8]) -> Page {
    call(at, "POST", "/api/v1/orders", &[], body).await
}

/// How far the site's journal has come.
async fn revision(at: SocketAddr) -> Value {
    let events = call(at, "GET", "/api/v1/orders?limit=1", &[], b"").await;
    serde_json::from_str::<Value>(&events.must_be(200).body).unwrap()["as_of"].clone()
}

fn valid() -> Value {
    let address = json!({ "name": "A", "line1": "1 rue", "postal_code": "75001", "city": "Paris", "country": "FR" });
    json!({
        "source": "hostile",
        "source_order_id": "1",
        "language": "fr",
        "customer": { "name": "Client", "email": "client@example.com" },
        "billing_address": address,
        "delivery_address": address,
        "delivery": { "method": "home", "price": { "amount": 590, "currency": "EUR" } },
        "payment_method": "cheque",
        "lines": [{ "sku": "X", "title": "Chose", "quantity": 1, "unit_price": { "amount": 100, "currency": "EUR" }, "vat_rate": 2000 }],
    })
}

/// A valid order with one place changed.
fn with(pointer: &str, value: Value) -> Vec<u8> {
    let mut order = valid();
    *order.pointer_mut(pointer).unwrap() = value;
    order.to_string().into_bytes()
}

#[track_caller]
fn refused(page: &Page, status: u16, code: &str, field: &str) {
    page.must_be(status);
    assert_eq!(page.headers["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_str(&page.body).unwrap();
    assert_eq!(problem["status"], status);
    let detail = problem["detail"].as_str().unwrap();
    assert!(!detail.starts_with('['), "the code has no sentence: {problem}");
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let at_field = errors.iter().any(|error| error["code"] == code && error["field"] == field);
    assert!(at_field || field.is_empty() && problem["code"] == code, "{code} at {field}: {problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_does_not_hold_is_refused_at_the_field() {
    let world = begin();
    let before = revision(world.at).await;
    let many: Vec<Value> = vec![valid()["lines"][0].clone(); 2_001];
    let dear = json!({ "title": "T", "quantity": 1_000_000, "unit_price": { "amount": 100_000_000_000_i64, "currency": "EUR" } });
    let table = [
        ("/source", json!(""), "required", "source"),
        ("/source", json!("x".repeat(256)), "too_long", "source"),
        ("/source_order_id", json!("a\u{0}b"), "control_character", "source_order_id"),
        ("/source_order_id", json!(7), "wrong_type", "source_order_id"),
        ("/customer/name", json!("  "), "required", "customer.name"),
        ("/customer/email", json!("nobody"), "not_an_email", "customer.email"),
        ("/language", json!("de"), "unknown_code", "language"),
        ("/payment_method", json!("gold"), "unknown_code", "payment_method"),
        ("/delivery_address/country", json!("france"), "not_a_country", "delivery_address.country"),
        ("/delivery/price/amount", json!(-1), "out_of_range", "delivery.price"),
        ("/delivery/price/currency", json!("USD"), "other_currency", "delivery.price.currency"),
        ("/lines", json!([]), "required", "lines"),
        ("/lines", json!(many), "too_many", "lines"),
        ("/lines", json!(vec![dear; 200]), "total_too_large", "lines"),
        ("/lines/0/title", json!(""), "required", "lines.0.title"),
        ("/lines/0/quantity", json!(0), "out_of_range", "lines.0.quantity"),
        ("/lines/0/quantity", json!(-3), "out_of_range", "lines.0.quantity"),
        ("/lines/0/quantity", json!(1_000_001), "out_of_range", "lines.0.quantity"),
        ("/lines/0/quantity", json!(1.5), "wrong_type", "lines.0.quantity"),
        ("/lines/0/quantity", json!(i64::MAX), "out_of_range", "lines.0.quantity"),
        ("/lines/0/quantity", json!(u64::MAX), "wrong_type", "lines.0.quantity"),
        ("/lines/0/unit_price/amount", json!(-1), "out_of_range", "lines.0.unit_price"),
        ("/lines/0/unit_price/amount", json!(100_000_000_001_i64), "out_of_range", "lines.0.unit_price"),
        ("/lines/0/unit_price/currency", json!("eur"), "other_currency", "lines.0.unit_price.currency"),
        ("/lines/0/vat_rate", json!(10_001), "out_of_range", "lines.0.vat_rate"),
    ];
    for (pointer, value, code, field) in table {
        let body = with(pointer, value);
        refused(&post(world.at, &body).await, 422, code, field);
    }
    let mut unknown = valid();
    unknown["colour"] = json!("blue");
    refused(&post(world.at, unknown.to_string().as_bytes()).await, 422, "unknown_field", "colour");
    assert_eq!(revision(world.at).await, before, "nothing was changed");
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_json_or_too_much_of_it_is_said() {
    let world = begin();
    let deep = "[".repeat(200_000);
    for bad in [b"{".as_slice(), b"", b"{} {}", b"\xff\xfe{}", b"{\"a\":\xc3\x28}", deep.as_bytes(), b"null,"] {
        let page = post(world.at, bad).await;
        assert!([400, 422].contains(&page.status), "{}", page.body);
        assert_eq!(page.headers["content-type"], "application/problem+json");
    }
    refused(&post(world.at, b"{").await, 400, "malformed_json", "");
    refused(&post(world.at, &vec![b' '; (1 << 20) + 1]).await, 413, "body_too_large", "");
    let kind = [("content-type", "text/plain")];
    refused(&call(world.at, "POST", "/api/v1/orders", &kind, b"{}").await, 415, "not_json", "");
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_are_never_clamped_or_ignored() {
    let world = begin();
    let table = [
        ("limit=0", "out_of_range", "limit"),
        ("limit=251", "out_of_range", "limit"),
        ("limit=abc", "out_of_range", "limit"),
        ("amount_min=-1", "out_of_range", "amount_min"),
        ("amount_max=99999999999999999999", "out_of_range", "amount_max"),
        ("payment_status=paid", "unknown_code", "payment_status"),
        ("payment_method=gold", "unknown_code", "payment_method"),
        ("progress=nowhere", "unknown_state", "progress"),
        ("sort=colour", "unknown_code", "sort"),
        ("follow_up=perhaps", "not_true_or_false", "follow_up"),
        ("from=yesterday", "not_a_date", "from"),
        ("to=2013-02-31", "not_a_date", "to"),
        ("cursor=garbage", "not_a_cursor", "cursor"),
        ("cursor=eyJzb3J0IjoiYW1vdW50IiwidmFsdWUiOiJ4IiwiaWQiOjF9&sort=amount", "not_a_cursor", "cursor"),
        ("cursor=eyJzb3J0IjoiYW1vdW50IiwidmFsdWUiOiIxIiwiaWQiOjF9", "not_a_cursor", "cursor"),
        ("colour=blue", "unknown_field", "colour"),
        ("limit=1&limit=2", "repeated", "limit"),
    ];
    for (query, code, field) in table {
        let page = call(world.at, "GET", &format!("/api/v1/orders?{query}"), &[], b"").await;
        refused(&page, 422, code, field);
    }
    refused(&call(world.at, "GET", "/api/v1/orders/abc", &[], b"").await, 422, "not_a_number", "number");
    refused(&call(world.at, "GET", "/api/v1/orders/1", &[], b"").await, 404, "not_found", "");
    refused(&call(world.at, "GET", "/api/v1/nowhere", &[], b"").await, 404, "not_found", "");
    refused(&call(world.at, "PATCH", "/api/v1/orders", &[], b"").await, 405, "method_not_allowed", "");
    refused(&call(world.at, "GET", "/api/v1/events?after=-1", &[], b"").await, 422, "not_a_number", "after");
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_none_opens_nothing() {
    let world = begin();
    for token in ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic abc", "Bearer jétön", "bearer\tx", "Bearer a b"]
    {
        let page = call(world.at, "GET", "/api/v1/orders", &[("authorization", token)], b"").await;
        refused(&page, 401, "unauthorized", "");
    }
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn stale_versions_and_reused_keys_change_nothing() {
    let world = begin();
    let path = "/api/v1/orders/6756639/follow-up";
    let stale = call(world.at, "PUT", path, &[("if-match", "\"99\"")], b"").await;
    refused(&stale, 412, "stale_version", "");
    assert!(stale.says("current_version"));
    refused(&call(world.at, "PUT", path, &[("if-match", "seven")], b"").await, 422, "not_a_version", "If-Match");
    let long = "k".repeat(256);
    let key = call(world.at, "PUT", path, &[("idempotency-key", &long)], b"").await;
    refused(&key, 422, "not_a_key", "Idempotency-Key");

    let key = [("idempotency-key", "once")];
    let body = valid().to_string();
    let first = call(world.at, "POST", "/api/v1/orders", &key, body.as_bytes()).await;
    let again = call(world.at, "POST", "/api/v1/orders", &key, body.as_bytes()).await;
    assert_eq!((first.must_be(201).body.as_str(), again.status), (again.body.as_str(), 201));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other = with("/customer/name", json!("Somebody else"));
    refused(&call(world.at, "POST", "/api/v1/orders", &key, &other).await, 422, "idempotency_key_reused", "");
    let repeated = post(world.at, &other).await;
    repeated.must_be(200).must_say("Client");
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_cookies_and_forms_open_and_break_nothing() {
    let world = begin();
    for cookie in ["comptoir=forged", "comptoir=", "basket=garbage; lang=xx; theme=neon", "=;;=; a"] {
        let headers = [("cookie", cookie), ("accept-language", "fr")];
        let page = call(world.at, "GET", "/desk/orders", &headers, b"").await;
        assert!([303, 400].contains(&page.status), "{cookie}: {}", page.status);
    }
    let shop = [("cookie", "basket=W1siWCIsOTk5OTk5OTk5OTk5XV0")];
    call(world.at, "GET", "/shop/demo/fr/basket", &shop, b"").await.must_be(200);
    call(world.at, "GET", "/shop/demo/fr/orders/7090564/AAAAAAAAAAAAAAAAAAAAAA", &[], b"").await.must_be(404);
    call(world.at, "GET", "/shop/nowhere/fr/", &[], b"").await.must_be(404);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let huge = vec![b'a'; (1 << 20) + 1];
    call(world.at, "POST", "/sign-in", &form, &huge).await.must_be(413);
    let cross = [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://elsewhere.example")];
    call(world.at, "POST", "/sign-in", &cross, b"site=demo").await.must_be(403);
    let away = call(world.at, "POST", "/preferences", &form, b"lang=en&back=%2F%2Felsewhere.example").await;
    assert_eq!(away.location.as_deref(), Some("/"));
    let mut guesser = Browser::new(world.at);
    let mut last = 0;
    for _ in 0..12 {
        let page = guesser.open("/sign-in").await;
        let guess = [("site", "demo"), ("email", "owner@demo.example"), ("password", "guess")];
        last = guesser.submit(&page, "/sign-in", &guess).await.status;
    }
    assert_eq!(last, 429, "passwords cannot be guessed in bulk");
    assert!(world.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_no_http_do_not_end_the_server() {
    let world = begin();
    let table: [&[u8]; 5] = [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET /%ff%00 HTTP/1.1\r\nHost: x\r\n\xff: \xff\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nzz\r\n",
    ];
    for bytes in table {
        let mut stream = std::net::TcpStream::connect(world.at).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(5))).unwrap();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 5"), "{}", String::from_utf8_lossy(&answer));
    }
    call(world.at, "GET", "/health", &[], b"").await.must_be(200).must_say("ok");
    assert!(world.server.end());
}

/// Any JSON at any place of a valid order.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,12}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

const PLACES: [&str; 12] = [
    "/source",
    "/source_order_id",
    "/language",
    "/customer",
    "/customer/name",
    "/billing_address",
    "/delivery",
    "/delivery/price",
    "/payment_method",
    "/lines",
    "/lines/0",
    "/lines/0/unit_price/amount",
];

#[test]
fn no_json_at_any_place_of_an_order_is_a_fault() {
    let world = begin();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(place in prop::sample::select(PLACES.to_vec()), value in any_json())| {
        let page = runtime.block_on(post(world.at, &with(place, value)));
        prop_assert!([200, 201, 409, 422].contains(&page.status), "{}: {}", page.status, page.body);
    });
    assert!(world.server.end());
}
