//! The program is killed again and again while sixty-four clients place and invoice: what was
//! acknowledged stays, and no number is skipped or given twice. Ten kills; a hundred and more with
//! `COMPTOIR_LONG=1`.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use support::{Server, comptoir, run, stderr, stdout};
use tokio::sync::watch;

const CLIENTS: usize = 64;

/// A run that takes longer has hung.
const BOUND: Duration = Duration::from_mins(2);
const LONG_BOUND: Duration = Duration::from_mins(15);

/// How long a client waits before it asks a server again that did not answer and is not replaced.
const PATIENCE: Duration = Duration::from_millis(20);

/// One answer: its status, whether it is the one given before, and what it says.
#[derive(Clone, Debug)]
struct Answer {
    status: u16,
    replayed: bool,
    body: Value,
}

/// What a client was promised: the answers to placing and to invoicing, whole.
#[derive(Clone, Debug)]
struct Promise {
    source_order_id: String,
    placed: Value,
    invoiced: Value,
}

impl Promise {
    fn number(&self) -> i64 {
        self.placed["number"].as_i64().unwrap()
    }

    fn invoice(&self) -> &str {
        self.invoiced["invoice"].as_str().unwrap()
    }
}

/// Where the server is now, how many answers it has given, and who asks.
#[derive(Clone)]
struct World {
    server: watch::Receiver<Option<SocketAddr>>,
    answers: Arc<watch::Sender<usize>>,
    token: Arc<str>,
}

impl World {
    /// Asks until somebody answers: the same request, under the same key, however often the server
    /// dies in between.
    async fn insist(&mut self, path: &str, key: &str, body: &Value) -> Answer {
        loop {
            let server = *self.server.wait_for(Option::is_some).await.unwrap();
            match self.ask(server.unwrap(), "POST", path, key, &body.to_string()).await {
                // Dead or dying: the next address, or the same one if it was only busy.
                Some(Answer { status: 503, .. }) | None => {
                    let _ = tokio::time::timeout(PATIENCE, self.server.changed()).await;
                }
                Some(answer) => {
                    self.answers.send_modify(|answers| *answers += 1);
                    return answer;
                }
            }
        }
    }

    async fn read(&self, path: &str) -> Value {
        let server = self.server.borrow().unwrap();
        let answer = self.ask(server, "GET", path, "", "").await.unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    async fn ask(&self, server: SocketAddr, method: &str, path: &str, key: &str, body: &str) -> Option<Answer> {
        let stream = tokio::net::TcpStream::connect(server).await.ok()?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(connection);
        let mut request = Request::builder().method(method).uri(path).header("host", server.to_string());
        request = request.header("authorization", format!("Bearer {}", self.token));
        if !key.is_empty() {
            request = request.header("idempotency-key", key).header("content-type", "application/json");
        }
        let request = request.body(Full::new(Bytes::from(body.to_owned()))).unwrap();
        let response = sender.send_request(request).await.ok()?;
        let status = response.status().as_u16();
        let replayed = response.headers().get("idempotent-replayed").is_some_and(|value| value == "true");
        let bytes = response.into_body().collect().await.ok()?.to_bytes();
        Some(Answer { status, replayed, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }

    async fn place(&mut self, source_order_id: &str) -> Answer {
        self.insist("/api/v1/orders", &format!("p{source_order_id}"), &order(source_order_id)).await
    }

    async fn invoice(&mut self, source_order_id: &str, number: i64) -> Answer {
        let step = json!({ "state": "preparing", "issue_invoice": true });
        self.insist(&format!("/api/v1/orders/{number}/progress"), &format!("i{source_order_id}"), &step).await
    }
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

async fn client(mut world: World, id: usize, stop: watch::Receiver<bool>) -> Vec<Promise> {
    let mut promises = Vec::new();
    while !*stop.borrow() {
        let source_order_id = format!("{id}-{}", promises.len());
        let placed = world.place(&source_order_id).await;
        assert_eq!(placed.status, 201, "{}", placed.body);
        let number = placed.body["number"].as_i64().unwrap();
        let invoiced = world.invoice(&source_order_id, number).await;
        assert_eq!(invoiced.status, 201, "{}", invoiced.body);
        promises.push(Promise { source_order_id, placed: placed.body, invoiced: invoiced.body });
    }
    promises
}

fn start(folder: &Path) -> Server {
    let words = ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:shop.db"];
    Server::start(comptoir(folder, &words)).expect("the program starts on what a kill has left")
}

/// Kills the server after it has given some more answers, each time another number of them.
async fn kill_again_and_again(
    folder: &Path,
    kills: usize,
    answers: &watch::Sender<usize>,
    tell: &watch::Sender<Option<SocketAddr>>,
) {
    let mut answers = answers.subscribe();
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..kills {
        let mut server = start(folder);
        tell.send_replace(Some(server.at()));
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let enough = *answers.borrow_and_update() + 1 + usize::try_from(chance >> 56).unwrap();
        answers.wait_for(|given| *given >= enough).await.unwrap();
        // In the middle of what the other clients have asked.
        server.kill();
        tell.send_replace(None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_and_no_number_is_skipped_however_often_it_is_killed() {
    let long = std::env::var_os("COMPTOIR_LONG").is_some_and(|value| value == "1");
    let (kills, bound) = if long { (120, LONG_BOUND) } else { (10, BOUND) };
    tokio::time::timeout(bound, kill_and_verify(kills)).await.expect("within its bound");
}

async fn kill_and_verify(kills: usize) {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["site", "add", "kill", "--database", "sqlite:shop.db"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let words =
        "token add --site kill --scope orders:read,orders:write,invoices:read,invoices:write --database sqlite:shop.db";
    let made = run(folder.path(), &words.split(' ').collect::<Vec<_>>());
    let token = stdout(&made).trim().strip_prefix("token: ").unwrap().to_owned();

    let (tell, server) = watch::channel(None);
    let (stop, stopped) = watch::channel(false);
    let answers = Arc::new(watch::Sender::new(0));
    let world = World { server, answers: Arc::clone(&answers), token: token.into() };
    let mut clients = tokio::task::JoinSet::new();
    for id in 0..CLIENTS {
        clients.spawn(client(world.clone(), id, stopped.clone()));
    }
    kill_again_and_again(folder.path(), kills, &answers, &tell).await;

    let server = start(folder.path());
    tell.send_replace(Some(server.at()));
    stop.send_replace(true);
    let promises: Vec<Promise> = clients.join_all().await.into_iter().flatten().collect();
    no_number_is_skipped_or_given_twice(&world, &promises).await;
    every_promise_is_kept(world, &promises).await;
    assert!(server.end());

    let verified = run(folder.path(), &["verify", "--database", "sqlite:shop.db"]);
    assert!(verified.status.success(), "{}{}", stdout(&verified), stderr(&verified));
    println!("{kills} kills, {} orders placed and invoiced", promises.len());
}

/// What was promised and what the shop holds are the same orders and invoices, numbered from 1.
async fn no_number_is_skipped_or_given_twice(world: &World, promises: &[Promise]) {
    let numbers: BTreeSet<i64> = promises.iter().map(Promise::number).collect();
    assert_eq!(numbers.len(), promises.len(), "an order's number was given twice");
    let orders = world.read("/api/v1/orders?limit=1").await;
    assert_eq!(orders["total"].as_u64(), Some(promises.len() as u64), "orders that nobody placed, or placed twice");

    let expected: Vec<i64> = (1..=i64::try_from(promises.len()).unwrap()).collect();
    let mut promised: Vec<i64> = promises.iter().map(|promise| sequence(promise.invoice())).collect();
    promised.sort_unstable();
    assert_eq!(promised, expected, "an invoice's number was skipped or given twice");
    let mut issued = Vec::new();
    let mut path = Some("/api/v1/invoices?limit=250".to_owned());
    while let Some(page) = path {
        let list = world.read(&page).await;
        issued.extend(list["invoices"].as_array().unwrap().iter().map(|row| sequence(row["number"].as_str().unwrap())));
        path = list["next_cursor"].as_str().map(|cursor| format!("/api/v1/invoices?limit=250&cursor={cursor}"));
    }
    issued.reverse();
    assert_eq!(issued, expected, "the invoices that the shop holds");
}

fn sequence(invoice: &str) -> i64 {
    invoice[8..].parse().unwrap()
}

async fn every_promise_is_kept(mut world: World, promises: &[Promise]) {
    for promise in promises {
        let (id, number) = (&promise.source_order_id, promise.number());
        let held = world.read(&format!("/api/v1/orders/{number}")).await;
        assert_eq!(held["source_order_id"], *id.as_str(), "order {number} is another order now");
        assert_eq!(held["version"], promise.invoiced["version"], "{held}");
        assert_eq!(held["invoices"], json!([promise.invoice()]), "{held}");
        assert_eq!(held["progress"], "preparing", "{held}");
        assert_eq!(held["total"], promise.placed["total"], "{held}");
    }
    // The same request again has the same answer, word for word.
    for promise in promises.iter().step_by(7) {
        let placed = world.place(&promise.source_order_id).await;
        assert_eq!((placed.status, placed.replayed), (201, true), "{}", placed.body);
        assert_eq!(placed.body, promise.placed);
        let invoiced = world.invoice(&promise.source_order_id, promise.number()).await;
        assert_eq!((invoiced.status, invoiced.replayed), (201, true), "{}", invoiced.body);
        assert_eq!(invoiced.body, promise.invoiced);
    }
}
