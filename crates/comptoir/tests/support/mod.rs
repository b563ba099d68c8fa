//! The program, run as its users run it.
#![allow(dead_code, missing_docs, clippy::panic, clippy::unwrap_used, reason = "for tests, each of which uses a part")]

pub mod browser;
pub mod shop;
pub mod smtp;

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use journal::question::{Filter, Grid, GridPage, GridSort, SiteByName};
use journal::{Journal, Options, Site};

pub fn comptoir(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comptoir"));
    command.args(words).current_dir(folder).env("COMPTOIR_LOG", "warn").env_remove("COMPTOIR_DATABASE");
    command
}

pub fn run(folder: &Path, words: &[&str]) -> Output {
    comptoir(folder, words).stdin(Stdio::null()).output().unwrap()
}

pub fn run_with_input(folder: &Path, words: &[&str], input: &str) -> Output {
    let mut command = comptoir(folder, words);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A server that has said where it listens, and what it printed until then.
pub struct Server {
    pub child: Child,
    pub printed: Vec<String>,
}

impl Server {
    /// `None` when it ended before it listened.
    pub fn start(mut command: Command) -> Option<Self> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        for line in lines {
            printed.push(line.unwrap());
            if printed.last().is_some_and(|line| line.starts_with("listening on http://")) {
                return Some(Server { child, printed });
            }
        }
        child.wait().unwrap();
        None
    }

    /// Where it listens.
    pub fn at(&self) -> SocketAddr {
        let line = self.printed.last().unwrap();
        line.rsplit('/').next().unwrap().trim().parse().unwrap_or_else(|_| panic!("{line}"))
    }

    /// Ends it as a power failure would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it as a service manager would; whether it ended well.
    pub fn end(mut self) -> bool {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        asked.success() && self.child.wait().unwrap().success()
    }
}

/// A test that fails leaves no server behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn open(database: &Path) -> Journal {
    Journal::open(&format!("sqlite:{}", database.display()), &Options::default()).unwrap()
}

pub async fn site(journal: &Journal, name: &str) -> Site {
    journal.ask(SiteByName(name.into())).await.unwrap().unwrap()
}

pub async fn grid(journal: &Journal, site: &Site, filter: Filter, limit: i64) -> GridPage {
    let sort = GridSort::default();
    journal.ask(Grid { site: site.id, filter, sort, position: None, last: false, limit }).await.unwrap()
}
