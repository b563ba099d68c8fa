use journal::{Actor, Command, Journal, Outcome, Request, SiteId, Stop};
use web::clock::Clock;

/// Carries out what the operator asks for on the command line, now.
pub(crate) async fn carry_out(journal: &Journal, site: SiteId, command: Command) -> Result<Outcome, Stop> {
    let at = Clock::system().now();
    let request = Request { site, actor: Actor::System, at, id: None, expected_version: None, command };
    Ok(journal.carry_out(request).await?.outcome)
}
