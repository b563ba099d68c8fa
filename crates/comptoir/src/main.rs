//! The program: its commands and the server's life.
//!
//! Whatever is decided is decided in the subjects, whatever is shown is shown by `web`; here the
//! time, the files and the signals of a real machine come in. Deliberately missing: any rule of the
//! trade.

mod bench;
mod command;
mod database;
mod demo;
mod import;
mod operator;
mod output;
mod secrets;
mod server;
mod site_time;
mod stop;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

/// Orders are made on one thread, written on another and answered on a third: this allocator takes
/// memory back from another thread at little cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENVIRONMENT: &str = "Every option can also be given in the environment, as COMPTOIR_ and its name: COMPTOIR_DATABASE \
     for --database. What goes on is told on standard error; COMPTOIR_LOG says how much (warn, info, debug).";

/// Comptoir: a shop's orders, from the storefront to the logistician.
///
#[derive(Parser)]
#[command(version, about, after_help = ENVIRONMENT, max_term_width = 100)]
struct Program {
    #[command(subcommand)]
    command: command::Command,
}

fn main() -> ExitCode {
    let program = Program::parse();
    let filter = EnvFilter::try_from_env("COMPTOIR_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let ansi = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ansi).init();
    match run(program.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("comptoir: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: command::Command) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(command.run());
    // What is still running here has had its time: see server.rs.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    result
}
