use orders::OfferChange;

use super::Desk;
use crate::codec::{Changed, SiteEvent};
use crate::question::read_shop;
use crate::tx::{Tx, params};
use crate::{Fault, Outcome, Stop, Storefront};

/// Changes what customers may choose among.
pub(super) async fn change_offer<T: Tx>(desk: &mut Desk<'_, T>, change: &OfferChange) -> Result<Outcome, Stop> {
    let before = read_shop(desk.tx, desk.book.site.id).await?.offer;
    if let OfferChange::StopDelivering(code) = change
        && before.delivery(code).is_none()
    {
        return Err(Stop::Missing("delivery"));
    }
    let after = before.changed(change.clone()).map_err(Stop::Invalid)?;
    if after == before {
        return Ok(Outcome::Done);
    }
    let kept = serde_json::to_string(&after).map_err(Fault::from)?;
    let sql = "UPDATE sites SET offer = $1 WHERE site_id = $2";
    desk.tx.execute(sql, params![&kept, desk.book.site.id.0]).await?;
    desk.record_setting(&SiteEvent::OfferChanged(Box::new(Changed { before, after }))).await?;
    Ok(Outcome::Done)
}

/// How the storefront presents itself from now on.
pub(super) async fn save<T: Tx>(desk: &mut Desk<'_, T>, after: &Storefront) -> Result<Outcome, Stop> {
    let before = read_shop(desk.tx, desk.book.site.id).await?.storefront;
    if before == *after {
        return Ok(Outcome::Done);
    }
    let kept = serde_json::to_string(after).map_err(Fault::from)?;
    let sql = "UPDATE sites SET storefront = $1 WHERE site_id = $2";
    desk.tx.execute(sql, params![&kept, desk.book.site.id.0]).await?;
    desk.record_setting(&SiteEvent::StorefrontSaved(Box::new(Changed { before, after: after.clone() }))).await?;
    Ok(Outcome::Done)
}
