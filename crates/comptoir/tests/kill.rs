//! The program is killed again and again while sixty-four clients place and invoice: what was
//! acknowledged stays, and no number is skipped or given twice. Ten kills; a hundred and more with
//! `COMPTOIR_LONG=1`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use support::{Server, comptoir, run, stderr, stdout};
use tokio::sync::watch;

const CLIENTS: usize = 64;

/// What a client was promised.
#[derive(Clone, Debug)]
struct Promise {
    source_order_id: String,
    number: i64,
    invoice: String,
}

/// Where the server is now, and how many answers it has given.
#[derive(Clone)]
struct World {
    server: watch::Receiver<Option<SocketAddr>>,
    answers: Arc<AtomicUsize>,
    token: Arc<str>,
}

impl World {
    /// Asks until somebody answers: the same request, under the same key, however often the server
    /// dies in between.
    async fn insist(&mut self, path: &str, key: &str, body: &Value) -> (u16, Value) {
        loop {
            let server = *self.server.wait_for(Option::is_some).await.unwrap();
            let answer = ask(server.unwrap(), &self.token, path, key, body).await;
            match answer {
                Some((503, _)) | None => {
                    // Dead or dying: the next address, or the same one if it was only busy.
                    let _ = tokio::time::timeout(Duration::from_millis(20), self.server.changed()).await;
                }
                Some(answer) => {
                    self.answers.fetch_add(1, Ordering::Relaxed);
                    return answer;
                }
            }
        }
    }
}

async fn ask(server: SocketAddr, token: &str, path: &str, key: &str, body: &Value) -> Option<(u16, Value)> {
    let stream = tokio::net::TcpStream::connect(server).await.ok()?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
    tokio::spawn(connection);
    let request = Request::post(path)
        .header("host", server.to_string())
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", key)
        .header("content-type", "application/json")
        .body(Full::new(Bytes::from(body.to_string())))
        .unwrap();
    let response = sender.send_request(request).await.ok()?;
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.ok()?.to_bytes();
    Some((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
}

fn order(source_order_id: &str) -> Value {
    let address = json!({ "name": "Client d’essai", "line1": "1 rue", "postal_code": "75001", "city": "Paris" });
    json!({
        "source": "kill",
        "source_order_id": source_order_id,
        "customer": { "name": "Client d’essai" },
        "billing_address": address,
        "delivery_address": address,
        "lines": [{ "title": "Tasse", "quantity": 2, "unit_price": { "amount": 1490, "currency": "EUR" } }],
    })
}

/// Places and invoices until told to stop, and keeps what it was promised.
async fn client(mut world: World, id: usize, stop: watch::Receiver<bool>) -> Vec<Promise> {
    let mut promises = Vec::new();
    while !*stop.borrow() {
        let source_order_id = format!("{id}-{}", promises.len());
        let (status, placed) =
            world.insist("/api/v1/orders", &format!("p{source_order_id}"), &order(&source_order_id)).await;
        assert_eq!(status, 201, "{placed}");
        let number = placed["number"].as_i64().unwrap();
        let step = json!({ "state": "preparing", "issue_invoice": true });
        let path = format!("/api/v1/orders/{number}/progress");
        let (status, progressed) = world.insist(&path, &format!("i{source_order_id}"), &step).await;
        assert_eq!(status, 201, "{progressed}");
        let invoice = progressed["invoice"].as_str().unwrap().to_owned();
        promises.push(Promise { source_order_id, number, invoice });
    }
    promises
}

fn start(folder: &Path) -> Server {
    let words = ["serve", "--database", "sqlite:shop.db", "--listen", "127.0.0.1:0"];
    Server::start(comptoir(folder, &words)).expect("the program starts on what a kill has left")
}

fn address(server: &Server) -> SocketAddr {
    let line = server.printed.last().unwrap();
    line.rsplit('/').next().unwrap().trim().parse().unwrap_or_else(|_| panic!("{line}"))
}

/// Kills the server after it has given some more answers, each time another number of them.
async fn kill_again_and_again(
    folder: &Path,
    kills: usize,
    answers: &AtomicUsize,
    tell: &watch::Sender<Option<SocketAddr>>,
) {
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..kills {
        let mut server = start(folder);
        tell.send_replace(Some(address(&server)));
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let enough = answers.load(Ordering::Relaxed) + 1 + usize::try_from(chance >> 56).unwrap();
        while answers.load(Ordering::Relaxed) < enough {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tell.send_replace(None);
        server.child.kill().unwrap();
        server.child.wait().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_and_no_number_is_skipped_however_often_it_is_killed() {
    let kills = if std::env::var_os("COMPTOIR_LONG").is_some() { 120 } else { 10 };
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["site", "add", "kill", "--database", "sqlite:shop.db"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let scopes = "orders:read,orders:write,invoices:read,invoices:write";
    let token =
        run(folder.path(), &["token", "add", "--site", "kill", "--scope", scopes, "--database", "sqlite:shop.db"]);
    let token = stdout(&token).trim().strip_prefix("token: ").unwrap().to_owned();

    let (tell, server) = watch::channel(None);
    let (stop, stopped) = watch::channel(false);
    let answers = Arc::new(AtomicUsize::new(0));
    let world = World { server, answers: Arc::clone(&answers), token: token.into() };
    let mut clients = tokio::task::JoinSet::new();
    for id in 0..CLIENTS {
        clients.spawn(client(world.clone(), id, stopped.clone()));
    }
    kill_again_and_again(folder.path(), kills, &answers, &tell).await;

    let server = start(folder.path());
    tell.send_replace(Some(address(&server)));
    stop.send_replace(true);
    let promises: Vec<Promise> = clients.join_all().await.into_iter().flatten().collect();
    every_promise_is_kept(world, &promises).await;
    assert!(server.end());

    let verified = run(folder.path(), &["verify", "--database", "sqlite:shop.db"]);
    assert!(verified.status.success(), "{}{}", stdout(&verified), stderr(&verified));
    println!("{kills} kills, {} orders placed and invoiced", promises.len());
}

async fn every_promise_is_kept(mut world: World, promises: &[Promise]) {
    let numbers: BTreeSet<i64> = promises.iter().map(|promise| promise.number).collect();
    assert_eq!(numbers.len(), promises.len(), "an order's number was given twice");
    let mut invoices: Vec<i64> = promises.iter().map(|promise| promise.invoice[8..].parse().unwrap()).collect();
    invoices.sort_unstable();
    let expected: Vec<i64> = (1..=i64::try_from(promises.len()).unwrap()).collect();
    assert_eq!(invoices, expected, "an invoice's number was skipped or given twice");
    // The same request again has the same answer.
    for promise in promises.iter().step_by(7) {
        let id = &promise.source_order_id;
        let (status, again) = world.insist("/api/v1/orders", &format!("p{id}"), &order(id)).await;
        assert_eq!((status, again["number"].as_i64()), (201, Some(promise.number)), "{again}");
        let step = json!({ "state": "preparing", "issue_invoice": true });
        let path = format!("/api/v1/orders/{}/progress", promise.number);
        let (_, again) = world.insist(&path, &format!("i{id}"), &step).await;
        assert_eq!(again["invoice"].as_str(), Some(promise.invoice.as_str()), "{again}");
    }
}
