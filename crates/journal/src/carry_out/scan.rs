use logistics::{Event, NotScanned, OrderScanned, Scan, read_code, scan};

use super::{Desk, load_order};
use crate::tx::{Tx, params};
use crate::{Outcome, Stop, crash, millis};

/// Checks the order that a scanner read, once.
pub(super) async fn scan_order<T: Tx>(desk: &mut Desk<'_, T>, batch: i64, code: &str) -> Result<Outcome, Stop> {
    let site = desk.book.site.id;
    let sql = "SELECT 1 FROM handoff_batches WHERE site_id = $1 AND number = $2";
    desk.tx.first(sql, params![site.0, batch]).await?.ok_or(Stop::Missing("handoff"))?;
    let number = read_code(code).map_err(Stop::NotScanned)?;
    let Some(file) = load_order(desk.tx, site, number).await? else {
        return Err(Stop::NotScanned(NotScanned::Unknown { code: code.trim().to_owned() }));
    };
    let before = earlier(desk, batch, number).await?;
    scan(&file.order, batch, before).map_err(Stop::NotScanned)?;
    let version = desk.next_version("handoff", batch).await?;
    desk.record("handoff", batch, version, &Event::OrderScanned(OrderScanned { order: number })).await?;
    let sql = "UPDATE handoff_orders SET scanned_at = $1, scanned_by = $2
         WHERE site_id = $3 AND batch = $4 AND number = $5";
    desk.tx.execute(sql, params![millis(desk.at), &desk.actor, site.0, batch, number]).await?;
    crash::point();
    Ok(Outcome::Scanned { order: number })
}

/// The order's check in the batch, where it has one.
async fn earlier<T: Tx>(desk: &mut Desk<'_, T>, batch: i64, number: i64) -> Result<Option<Scan>, Stop> {
    let sql = "SELECT scanned_at, scanned_by FROM handoff_orders
         WHERE site_id = $1 AND batch = $2 AND number = $3 AND scanned_at IS NOT NULL";
    let row = desk.tx.first(sql, params![desk.book.site.id.0, batch, number]).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Scan { at: row.time(0)?, actor: row.string(1)? }))
}
