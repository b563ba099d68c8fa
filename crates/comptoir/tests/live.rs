//! The stream that keeps grids up to date: over real HTTP, past the time limit of requests, to the end of the program.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use support::browser::Browser;
use support::{Server, comptoir};

/// The demo, and a clerk's cookie.
struct Desk {
    server: Server,
    at: SocketAddr,
    cookie: String,
    token: String,
    _folder: tempfile::TempDir,
}

impl Desk {
    async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let words = ["demo", "--listen", "127.0.0.1:0", "--data", "data"];
        let server = Server::start(comptoir(folder.path(), &words)).unwrap();
        let at: SocketAddr = server.printed.last().unwrap().rsplit('/').next().unwrap().parse().unwrap();
        let printed = |start: &str| server.printed.iter().find_map(|line| line.strip_prefix(start)).unwrap().to_owned();
        let (clerk, token) = (printed("sign-in clerk: demo "), printed("token: "));
        let (email, password) = clerk.split_once(' ').unwrap();
        let mut browser = Browser::new(at);
        let form = browser.open("/sign-in").await;
        let filled = [("site", "demo"), ("email", email), ("password", password)];
        let answer = browser.submit(&form, "/sign-in", &filled).await;
        let cookie = answer.must_be(303).headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Desk { server, at, cookie, token, _folder: folder }
    }

    /// Sends a request and answers its lines as they come.
    fn ask(&self, request: &str) -> std::io::Lines<BufReader<TcpStream>> {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream).lines()
    }

    fn follow(&self, more: &str) -> std::io::Lines<BufReader<TcpStream>> {
        let head = "accept: text/event-stream\r\naccept-encoding: gzip\r\nconnection: close";
        let cookie = &self.cookie;
        self.ask(&format!("GET /desk/orders/live HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n{head}\r\n{more}\r\n"))
    }

    fn post(&self, path: &str, head: &str, body: &str) -> String {
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\n{head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn set_follow_up(&self, order: i64) {
        let path = format!("/desk/orders/{order}/follow-up");
        let head = format!("cookie: {}\r\ncontent-type: application/x-www-form-urlencoded", self.cookie);
        let answer = self.post(&path, &head, "follow-up=true");
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
}

/// The next line that begins so; what follows.
fn next(lines: &mut std::io::Lines<BufReader<TcpStream>>, start: &str) -> Option<String> {
    lines.map_while(Result::ok).find_map(|line| line.strip_prefix(start).map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread")]
async fn u22_a_commit_is_told_with_its_revision_and_a_reader_who_was_away_catches_up() {
    let desk = Desk::begin().await;
    let mut lines = desk.follow("");
    let head: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let head = head.join("\n");
    assert!(head.contains("200 OK") && head.contains("content-type: text/event-stream"), "{head}");
    assert!(!head.contains("content-encoding"), "a stream is not packed: {head}");
    assert!(head.contains("x-accel-buffering: no"), "{head}");
    // Whoever knows nothing hears at once how far the site is.
    assert_eq!(next(&mut lines, "event: ").unwrap(), "rev");
    let rev: i64 = next(&mut lines, "id: ").unwrap().parse().unwrap();
    desk.set_follow_up(7_090_564);
    assert_eq!(next(&mut lines, "id: ").unwrap(), (rev + 1).to_string());

    let mut known = desk.follow(&format!("last-event-id: {}\r\n", rev + 1));
    assert_eq!(next(&mut known, "event: ").unwrap(), "beat", "nothing is new to them");
    let mut away = desk.follow(&format!("last-event-id: {rev}\r\n"));
    assert_eq!(next(&mut away, "event: ").unwrap(), "rev", "something is");
    assert!(desk.server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn u24_the_stream_outlives_the_time_limit_of_requests_and_ends_with_the_program() {
    let desk = Desk::begin().await;
    let mut lines = desk.follow("");
    let begun = Instant::now();
    let mut beats = 0;
    while begun.elapsed() < Duration::from_secs(33) {
        assert!(next(&mut lines, "event: ").is_some(), "the stream ended after {:?}", begun.elapsed());
        beats += 1;
    }
    assert!(beats >= 8, "a sign of life at least every five seconds: {beats}");
    let begun = Instant::now();
    assert!(desk.server.end(), "the program ends well");
    assert!(begun.elapsed() < Duration::from_secs(10), "a stream does not hold it up: {:?}", begun.elapsed());
    assert_eq!(next(&mut lines, "event: nothing more"), None, "the stream has ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn u24_who_signs_out_hears_no_more() {
    let desk = Desk::begin().await;
    let mut lines = desk.follow("");
    assert!(next(&mut lines, "event: ").is_some());
    let out = desk.post("/sign-out", &format!("cookie: {}", desk.cookie), "");
    assert!(out.starts_with("HTTP/1.1 303"), "{out}");
    assert_eq!(
        lines.by_ref().map_while(Result::ok).find(|line| line == "event: ended").as_deref(),
        Some("event: ended")
    );
    assert_eq!(next(&mut lines, "event: "), None, "the stream has ended");
    let stranger = desk.follow("").next().unwrap().unwrap();
    assert!(stranger.starts_with("HTTP/1.1 303"), "{stranger}");
    assert!(!desk.token.is_empty() && desk.server.end());
}
