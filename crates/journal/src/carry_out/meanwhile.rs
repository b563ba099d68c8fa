//! Whether a setting is still as its form was opened: of two people who save, the second one is told.

use orders::OfferChange;

use super::Desk;
use crate::codec::{Changed, SiteEvent, Stored};
use crate::tx::{Tx, params};
use crate::{Command, Fault, Request, Stop};

/// Events looked through; a form that more than these have passed was open for too long to be trusted.
const MOST_EVENTS: i64 = 1_000;

/// Refuses a change of what somebody has changed since the version of the site that the request expects.
pub(super) async fn nothing_changed<T: Tx>(desk: &mut Desk<'_, T>, request: &Request) -> Result<(), Stop> {
    let command = &request.command;
    let (Some(opened), Some(_)) = (request.expected_version, settings_kind(command)) else { return Ok(()) };
    let sql = "SELECT version, kind, data FROM events WHERE site_id = $1 AND subject = 'site' AND number = 0
         AND version > $2 ORDER BY version DESC LIMIT $3";
    let rows = desk.tx.query(sql, params![desk.book.site.id.0, opened, MOST_EVENTS]).await?;
    let Some(current) = rows.first().map(|row| row.int(0)).transpose()? else { return Ok(()) };
    let mut changed = i64::try_from(rows.len()).is_ok_and(|found| found >= MOST_EVENTS);
    for row in &rows {
        let event = SiteEvent::read(row.text(1)?, row.text(2)?).map_err(Fault::new)?;
        changed |= concerns(command, &event);
    }
    if changed { Err(Stop::Stale { current }) } else { Ok(()) }
}

/// The kind of event that a change of a setting becomes; nothing for commands that are no such change.
#[allow(clippy::wildcard_enum_match_arm, reason = "every other command changes no setting")]
pub fn settings_kind(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::SaveSeller(_) => "site.seller_saved",
        Command::SaveSite(_) => "site.saved",
        Command::SaveStorefront(_) => "site.storefront_saved",
        Command::SaveState(_) => "site.state_saved",
        Command::EditProduct { .. } => "site.product_saved",
        Command::ChangeOffer(_) => "site.offer_changed",
        Command::SetHost { .. } => "site.host_set",
        Command::SetRole { .. } => "site.person_role_set",
        _ => return None,
    })
}

/// Whether an event changed what a command is about to change.
pub fn concerns(command: &Command, event: &SiteEvent) -> bool {
    match (command, event) {
        (Command::SaveSeller(_), SiteEvent::SellerSaved(_))
        | (Command::SaveSite(_), SiteEvent::Saved(_))
        | (Command::SaveStorefront(_), SiteEvent::StorefrontSaved(_))
        | (Command::SetHost { .. }, SiteEvent::HostSet(_)) => true,
        (Command::SetRole { person, .. }, SiteEvent::PersonRoleSet(set)) => *person == set.person,
        (Command::SaveState(state), SiteEvent::StateSaved(saved)) => state.code == saved.code,
        (Command::SaveState(state), SiteEvent::StateRemoved(removed)) => state.code == removed.code,
        (Command::EditProduct { product, .. }, SiteEvent::ProductSaved(saved)) => product.sku == saved.sku,
        (Command::ChangeOffer(change), SiteEvent::OfferChanged(changed)) => is_of_offer(change, changed),
        _ => false,
    }
}

/// Three pages change the offer, each a part of it.
fn is_of_offer(change: &OfferChange, Changed { before, after }: &Changed<orders::Offer>) -> bool {
    match change {
        OfferChange::Deliver(method) => before.delivery(&method.code) != after.delivery(&method.code),
        OfferChange::AddDelivery(_) | OfferChange::StopDelivering(_) => false,
        OfferChange::ShipTo(_) => before.countries != after.countries,
        OfferChange::Take { .. } => {
            (&before.payments, &before.iban, &before.bic) != (&after.payments, &after.iban, &after.bic)
        }
    }
}
