//! Clients that speak HTTP, each on a connection of its own, to `comptoir serve` in a child process.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use http_body_util::BodyExt;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

use super::prepare::{Prepared, address};
use super::report::Measured;
use super::sample::{Random, json};
use super::usage;

/// Lets `clients` place orders for `time`, each one after the other.
pub(super) async fn through_http(
    file: &Path,
    prepared: &Prepared,
    clients: usize,
    time: Duration,
) -> anyhow::Result<Measured> {
    let (mut server, listening) = serve(file).await?;
    let process = server.id().context("the server has ended")?;
    let authorization = format!("Bearer {}", prepared.token);
    let mut connected = Vec::with_capacity(clients);
    for _ in 0..clients {
        connected.push(Client::connect(listening, authorization.clone()).await?);
    }
    // The writer reads what it must know of the site with the first order.
    if let Some(first) = connected.first_mut() {
        first.place().await?;
    }
    let before = usage::cpu(process)?;
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for client in connected {
        tasks.spawn(client.place_until(begun + time));
    }
    let mut latencies = Vec::new();
    while let Some(task) = tasks.join_next().await {
        latencies.extend(task??);
    }
    let elapsed = begun.elapsed();
    let cpu = usage::cpu(process)?.saturating_sub(before);
    let rss_mib = usage::rss_mib(process)?;
    server.kill().await.context("the server could not be ended")?;
    Ok(Measured { latencies, elapsed, cpu, rss_mib })
}

/// This program once more, serving the file.
async fn serve(file: &Path) -> anyhow::Result<(Child, SocketAddr)> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["serve", "--listen", "127.0.0.1:0", "--database", &address(file)]);
    command.env("COMPTOIR_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut server = command.spawn().context("the server could not be started")?;
    let stdout = server.stdout.take().context("the server says nothing")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(listening) = line.strip_prefix("listening on http://") {
            return Ok((server, listening.parse()?));
        }
    }
    bail!("the server ended before it listened")
}

struct Client {
    sender: SendRequest<String>,
    host: String,
    authorization: String,
    random: Random,
}

impl Client {
    async fn connect(to: SocketAddr, authorization: String) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
        });
        Ok(Client { sender, host: to.to_string(), authorization, random: Random::new() })
    }

    async fn place_until(mut self, until: Instant) -> anyhow::Result<Vec<Duration>> {
        let mut latencies = Vec::new();
        while Instant::now() < until {
            latencies.push(self.place().await?);
        }
        Ok(latencies)
    }

    async fn place(&mut self) -> anyhow::Result<Duration> {
        let asked = Instant::now();
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/orders")
            .header(HOST, &self.host)
            .header(AUTHORIZATION, &self.authorization)
            .header(CONTENT_TYPE, "application/json")
            .header("idempotency-key", self.random.reference())
            .body(json(&self.random.reference()))?;
        // The answer before may have been read before the connection knew that it was.
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if status != StatusCode::CREATED {
            bail!("the API answered {status}: {}", String::from_utf8_lossy(&body));
        }
        Ok(asked.elapsed())
    }
}
