use std::collections::BTreeMap;

use catalog::take;
use logistics::{Return, ReturnRecorded};
use orders::{Event, Order, Placement, Refusal, StockTaken};

use super::{Desk, load_order, load_order_as_of};
use crate::keys::hash_key;
use crate::tx::{Tx, params};
use crate::{Fault, MailKind, OrderFile, Outcome, Stop, crash, millis};

/// Places an order, once per (source, source order id) for ever. It gets the next number, or the
/// `number` it already has elsewhere: numbers only ever ascend, so that none is given twice.
pub(super) async fn place<T: Tx>(
    desk: &mut Desk<'_, T>,
    placement: &Placement,
    number: Option<i64>,
) -> Result<Outcome, Stop> {
    let hash = hash_key(&placement.source, &placement.source_order_id);
    if let Some(known) = placed_before(desk, placement, hash).await? {
        return Ok(Outcome::Placed { file: Box::new(known), repeated: true });
    }
    let number_is_new = number.is_none();
    let last = desk.book.counters.order;
    let number = number.unwrap_or(last + 1);
    if number <= last {
        return Err(Stop::Taken("order_number"));
    }
    let stock_taken = take_stock(desk, placement).await?;
    desk.book.counters.order = number;
    let event = Event::Placed(orders::place(placement, stock_taken));
    let rev = desk.record("order", number, 1, &event).await?;
    let Event::Placed(placed) = &event else { return Err(Fault::new("a placement is a placement").into()) };
    let file = OrderFile { order: Order::begin(number, placed, desk.at), contact: placement.contact.clone() };
    desk.insert_row(&file, rev).await?;
    desk.book.sources.add(desk.tx, desk.book.site.id, hash, number).await?;
    crash::point();
    if number_is_new && placed_by_people(&desk.actor) {
        desk.owe_mail(&file, MailKind::Placed, &format!(r#"{{"order":{}}}"#, file.order.number)).await?;
    }
    Ok(Outcome::Placed { file: Box::new(file), repeated: false })
}

/// Customers and the shop's people order here, and here it is acknowledged. A channel that calls the
/// API has its own customers and writes to them itself; what comes from a file is long past.
fn placed_by_people(actor: &str) -> bool {
    actor == "customer" || actor.starts_with("person:")
}

/// The order that this source has already placed; one that was deleted stays deleted.
async fn placed_before<T: Tx>(
    desk: &mut Desk<'_, T>,
    placement: &Placement,
    hash: i64,
) -> Result<Option<OrderFile>, Stop> {
    let site = desk.book.site.id;
    for number in desk.book.sources.find(desk.tx, site, hash).await? {
        let Some(order) = load_order_as_of(desk.tx, site, number, i64::MAX).await? else { continue };
        if order.source == placement.source && order.source_order_id == placement.source_order_id {
            let file = load_order(desk.tx, site, number).await?;
            return Ok(Some(file.ok_or(Refusal::OrderDeleted)?));
        }
    }
    Ok(None)
}

/// Takes what the order needs from the stock of the products that follow theirs.
async fn take_stock<T: Tx>(desk: &mut Desk<'_, T>, placement: &Placement) -> Result<Vec<StockTaken>, Stop> {
    if !desk.book.follows_stock {
        return Ok(Vec::new());
    }
    let mut wanted: BTreeMap<&str, i64> = BTreeMap::new();
    for line in placement.lines.iter().filter(|line| !line.sku.is_empty()) {
        *wanted.entry(&line.sku).or_default() += line.quantity;
    }
    let site = desk.book.site.id.0;
    let mut taken = Vec::new();
    for (sku, quantity) in wanted {
        let sql = "SELECT stock FROM products WHERE site_id = $1 AND sku = $2 AND stock IS NOT NULL";
        let Some(row) = desk.tx.first(sql, params![site, sku]).await? else { continue };
        let left = take(row.maybe_int(0)?, quantity, placement.shortage).map_err(|out| Refusal::OutOfStock {
            sku: sku.to_owned(),
            left: out.left,
            wanted: quantity,
        })?;
        let sql = "UPDATE products SET stock = $1 WHERE site_id = $2 AND sku = $3";
        desk.tx.execute(sql, params![left, site, sku]).await?;
        taken.push(StockTaken { sku: sku.to_owned(), quantity });
    }
    Ok(taken)
}

/// Keeps a return as a record, once per (source, number).
pub(super) async fn record_return<T: Tx>(desk: &mut Desk<'_, T>, record: &Return) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let sql = "SELECT 1 FROM returns WHERE site_id = $1 AND source = $2 AND source_number = $3";
    if desk.tx.first(sql, params![site, &record.source, &record.source_number]).await?.is_some() {
        return Ok(Outcome::Return { repeated: true });
    }
    let event = logistics::Event::ReturnRecorded(ReturnRecorded { record: record.clone() });
    // A return's number is its place among the site's returns.
    let sql = "SELECT COUNT(*) FROM returns WHERE site_id = $1";
    let number = desk.tx.first(sql, params![site]).await?.map_or(Ok(0), |row| row.int(0))? + 1;
    desk.record("return", number, 1, &event).await?;
    let lines = i64::try_from(record.lines.len()).unwrap_or(i64::MAX);
    let sql = "INSERT INTO returns (site_id, source, source_number, at, total_cents, lines)
         VALUES ($1, $2, $3, $4, $5, $6)";
    let values = params![site, &record.source, &record.source_number, millis(record.at), record.total_cents, lines];
    desk.tx.execute(sql, values).await?;
    Ok(Outcome::Return { repeated: false })
}
