use invoices::Seller;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use orders::{Invalid, default_states};

use super::Desk;
use super::settings::write_state;
use crate::codec::{Changed, HostSet, SiteAdded, SiteEvent, TokenAdded, TokenWithdrawn};
use crate::site::rate;
use crate::tx::{Tx, params};
use crate::{Fault, NewSite, NewToken, Outcome, SiteId, SiteProfile, Stop, millis};

/// Makes the rows without which a site cannot be opened.
pub(super) async fn make_site<T: Tx>(tx: &mut T, new: &NewSite, at: Timestamp) -> Result<SiteId, Stop> {
    if tx.first("SELECT 1 FROM sites WHERE name = $1", params![&new.name]).await?.is_some() {
        return Err(Stop::Taken("site_name"));
    }
    host_is_free(tx, new.host.as_deref()).await?;
    let row = tx.first("SELECT COALESCE(MAX(site_id), 0) + 1 FROM sites", params![]).await?;
    let id = row.map_or(Ok(1), |row| row.int(0))?;
    let seller = Seller { name: new.title.clone(), country: "FR".into(), ..Seller::default() };
    let seller = serde_json::to_string(&seller).map_err(Fault::from)?;
    let sql = "INSERT INTO sites (site_id, name, title, currency, zone, language, vat_rate, seller, host,
         created_at) VALUES ($1, $2, $3, $4, $5, $6, 2000, $7, $8, $9)";
    let values = params![
        id,
        &new.name,
        &new.title,
        new.currency.code(),
        &new.zone,
        new.language.code(),
        &seller,
        new.host.as_deref(),
        millis(at),
    ];
    tx.execute(sql, values).await?;
    let sql = "INSERT INTO counters (site_id, last_rev, last_order, last_batch, last_request, last_effect)
         VALUES ($1, 0, $2, 0, 0, 0)";
    tx.execute(sql, params![id, new.last_order]).await?;
    for (kind, last) in [("invoice", new.last_invoice), ("credit_note", 0)] {
        let sql = "INSERT INTO series (site_id, kind, taken_over, taken_over_at, last) VALUES ($1, $2, $3, $4, $3)";
        tx.execute(sql, params![id, kind, last, millis(at)]).await?;
    }
    Ok(SiteId(id))
}

/// A host name leads to one site.
async fn host_is_free<T: Tx>(tx: &mut T, host: Option<&str>) -> Result<(), Stop> {
    let Some(host) = host else { return Ok(()) };
    match tx.first("SELECT 1 FROM sites WHERE host = $1", params![host]).await? {
        Some(_) => Err(Stop::Taken("site_host")),
        None => Ok(()),
    }
}

/// Gives the site's storefront a host name of its own, or takes it away.
pub(super) async fn set_host<T: Tx>(desk: &mut Desk<'_, T>, host: Option<&str>) -> Result<Outcome, Stop> {
    if desk.book.site.host.as_deref() == host {
        return Ok(Outcome::Done);
    }
    host_is_free(desk.tx, host).await?;
    let sql = "UPDATE sites SET host = $1 WHERE site_id = $2";
    desk.tx.execute(sql, params![host, desk.book.site.id.0]).await?;
    desk.book.site.host = host.map(str::to_owned);
    desk.record_setting(&SiteEvent::HostSet(HostSet { host: host.map(str::to_owned) })).await?;
    Ok(Outcome::Done)
}

/// What the owner makes of the site. The zone dates invoices: it is fixed once one is issued.
pub(super) async fn save_profile<T: Tx>(desk: &mut Desk<'_, T>, after: &SiteProfile) -> Result<Outcome, Stop> {
    let site = &desk.book.site;
    let before = SiteProfile {
        title: site.title.clone(),
        language: site.language,
        zone: site.zone_name.clone(),
        vat_rate: site.vat_rate.basis_points(),
    };
    if before == *after {
        return Ok(Outcome::Done);
    }
    let wrong = |field: &str, code| Stop::Invalid(vec![Invalid { field: field.to_owned(), code }]);
    let zone = TimeZone::get(&after.zone).map_err(|_| wrong("zone", "not_a_zone"))?;
    let issued = "SELECT 1 FROM invoices WHERE site_id = $1 LIMIT 1";
    if before.zone != after.zone && desk.tx.first(issued, params![site.id.0]).await?.is_some() {
        return Err(wrong("zone", "zone_is_fixed"));
    }
    let vat_rate = rate(i64::from(after.vat_rate)).map_err(|_| wrong("vat_rate", "out_of_range"))?;
    let sql = "UPDATE sites SET title = $1, language = $2, zone = $3, vat_rate = $4 WHERE site_id = $5";
    let values =
        params![&after.title, after.language.code(), &after.zone, i64::from(after.vat_rate), desk.book.site.id.0];
    desk.tx.execute(sql, values).await?;
    let site = &mut desk.book.site;
    site.title.clone_from(&after.title);
    site.zone_name.clone_from(&after.zone);
    (site.language, site.zone, site.vat_rate) = (after.language, zone, vat_rate);
    desk.record_setting(&SiteEvent::Saved(Box::new(Changed { before, after: after.clone() }))).await?;
    Ok(Outcome::Done)
}

/// Begins the site's history and gives it its first states.
pub(super) async fn begin<T: Tx>(desk: &mut Desk<'_, T>, new: &NewSite) -> Result<Outcome, Stop> {
    let added = SiteAdded {
        name: new.name.clone(),
        currency: new.currency.code().to_owned(),
        zone: new.zone.clone(),
        taken_over: new.last_invoice,
        host: new.host.clone(),
    };
    desk.record_setting(&SiteEvent::Added(added)).await?;
    for state in default_states() {
        write_state(desk, &state).await?;
        desk.record_setting(&SiteEvent::StateSaved(state.clone())).await?;
        desk.book.states.push(state);
    }
    Ok(Outcome::Site(Box::new(desk.book.site.clone())))
}

/// Adds a token for the API.
pub(super) async fn add_token<T: Tx>(desk: &mut Desk<'_, T>, new: &NewToken) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let hash = new.token_hash.as_slice();
    if desk.tx.first("SELECT 1 FROM api_tokens WHERE token_hash = $1", params![hash]).await?.is_some() {
        return Err(Stop::Taken("token"));
    }
    let sql = "SELECT COALESCE(MAX(token_id), 0) + 1 FROM api_tokens WHERE site_id = $1";
    let id = desk.tx.first(sql, params![site]).await?.map_or(Ok(1), |row| row.int(0))?;
    let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.code()).collect();
    let scopes = scopes.join(",");
    let sql = "INSERT INTO api_tokens (token_hash, site_id, token_id, label, scopes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)";
    let values = params![hash, site, id, &new.label, &scopes, millis(desk.at)];
    desk.tx.execute(sql, values).await?;
    desk.record_setting(&SiteEvent::TokenAdded(TokenAdded { token: id, label: new.label.clone(), scopes })).await?;
    Ok(Outcome::Token { id })
}

/// Withdraws a token of the API.
pub(super) async fn withdraw_token<T: Tx>(desk: &mut Desk<'_, T>, token: i64) -> Result<Outcome, Stop> {
    let sql = "UPDATE api_tokens SET withdrawn_at = $1 WHERE site_id = $2 AND token_id = $3 AND withdrawn_at IS NULL";
    if desk.tx.execute(sql, params![millis(desk.at), desk.book.site.id.0, token]).await? == 0 {
        return Err(Stop::Missing("token"));
    }
    desk.record_setting(&SiteEvent::TokenWithdrawn(TokenWithdrawn { token })).await?;
    Ok(Outcome::Done)
}
