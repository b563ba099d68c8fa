//! One file per command: its words, and what it does with them.

mod bench;
mod demo;
mod import;
mod mail;
mod person;
mod serve;
mod site;
mod token;
mod verify;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    #[command(subcommand)]
    Site(site::Site),
    #[command(subcommand)]
    Person(person::Person),
    #[command(subcommand)]
    Token(token::Token),
    Import(import::Import),
    Verify(verify::Verify),
    #[command(subcommand)]
    Bench(bench::Bench),
}

impl Command {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Command::Demo(demo) => demo.run().await,
            Command::Serve(serve) => serve.run().await,
            Command::Site(site) => site.run().await,
            Command::Person(person) => person.run().await,
            Command::Token(token) => token.run().await,
            Command::Import(import) => import.run().await,
            Command::Verify(verify) => verify.run().await,
            Command::Bench(bench) => bench.run().await,
        }
    }
}
