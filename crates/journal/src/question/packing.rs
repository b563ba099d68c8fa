//! A batch as it is packed: its orders page by page, each with its check, and the rows of its slip.

use jiff::Timestamp;
use money::Currency;
use orders::{Contact, Event, PaymentMethod};

use super::handoff::{BatchRow, batch_row};
use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId, Stored};

/// A page of a batch's orders, by their numbers.
#[derive(Clone, Copy, Debug)]
pub struct PackingPage {
    /// The site.
    pub site: SiteId,
    /// The batch's number.
    pub batch: i64,
    /// Orders with a greater number.
    pub after: i64,
    /// At most this many.
    pub limit: i64,
}

/// The orders of a page, and what a pager needs.
#[derive(Clone, Debug)]
pub struct Packing {
    /// The batch.
    pub batch: BatchRow,
    /// The page's orders.
    pub orders: Vec<PackingOrder>,
    /// Orders that are in the batch now.
    pub total: i64,
    /// How many of them come before these.
    pub before: i64,
    /// Where the page before these begins: after this number.
    pub previous: i64,
    /// Where the last page begins: after this number.
    pub last: i64,
}

/// An order of a batch that is being packed.
#[derive(Clone, Debug)]
pub struct PackingOrder {
    /// The order.
    pub number: i64,
    /// The hand-off state's code.
    pub state: String,
    /// Its check, where its code was read.
    pub check: Option<Check>,
}

/// When an order was checked, and by whom.
#[derive(Clone, Debug)]
pub struct Check {
    /// When.
    pub at: Timestamp,
    /// The name of the person, where a person did it.
    pub by: Option<String>,
}

const CHECKED: &str = "SELECT handoff_orders.number, handoff_orders.state, handoff_orders.scanned_at, people.name
     FROM handoff_orders LEFT JOIN people ON 'person:' || people.person_id = handoff_orders.scanned_by
     WHERE handoff_orders.site_id = $1 AND handoff_orders.batch = $2";

fn packing_order(row: &Row) -> Result<PackingOrder, Fault> {
    let at = row.maybe_int(2)?.map(crate::time_of).transpose()?;
    let by = row.maybe_text(3)?.map(str::to_owned);
    Ok(PackingOrder { number: row.int(0)?, state: row.string(1)?, check: at.map(|at| Check { at, by }) })
}

impl Question for PackingPage {
    type Answer = Option<Packing>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Packing>, Fault> {
        let (site, limit) = (self.site.0, self.limit.max(1));
        let Some(batch) = batch_row(tx, self.site, self.batch).await? else { return Ok(None) };
        let sql = format!("{CHECKED} AND handoff_orders.number > $3 ORDER BY handoff_orders.number LIMIT $4");
        let rows = tx.query(&sql, params![site, self.batch, self.after, limit]).await?;
        let orders = rows.iter().map(packing_order).collect::<Result<_, _>>()?;
        let sql = "SELECT COUNT(*) FROM handoff_orders WHERE site_id = $1 AND batch = $2 AND number <= $3";
        let counted = async |tx: &mut T, most: i64| {
            let row = tx.first(sql, params![site, self.batch, most]).await?;
            row.map_or(Ok(0), |row| row.int(0))
        };
        let (total, before) = (counted(tx, i64::MAX).await?, counted(tx, self.after).await?);
        // A page begins after the order that `skipped` others come before.
        let sql = "SELECT number FROM handoff_orders WHERE site_id = $1 AND batch = $2
             ORDER BY number LIMIT 1 OFFSET $3";
        let begin = async |tx: &mut T, skipped: i64| {
            if skipped <= 0 {
                return Ok(0);
            }
            let row = tx.first(sql, params![site, self.batch, skipped - 1]).await?;
            row.map_or(Ok(0), |row| row.int(0))
        };
        let previous = begin(tx, before - limit).await?;
        let last = begin(tx, (total - 1) / limit * limit).await?;
        Ok(Some(Packing { batch, orders, total, before, previous, last }))
    }
}

/// One order of a batch.
#[derive(Clone, Copy, Debug)]
pub struct PackingOf {
    /// The site.
    pub site: SiteId,
    /// The batch's number.
    pub batch: i64,
    /// The order's.
    pub order: i64,
}

impl Question for PackingOf {
    /// The batch and the order in it; `None` where the batch has no such order.
    type Answer = Option<(BatchRow, PackingOrder)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let Some(batch) = batch_row(tx, self.site, self.batch).await? else { return Ok(None) };
        let sql = format!("{CHECKED} AND handoff_orders.number = $3");
        let row = tx.first(&sql, params![self.site.0, self.batch, self.order]).await?;
        Ok(row.as_ref().map(packing_order).transpose()?.map(|order| (batch, order)))
    }
}

/// Who took the batch's last parcels, delivery by delivery: the next ones mostly go with the same.
#[derive(Clone, Copy, Debug)]
pub struct LastCarriers {
    /// The site.
    pub site: SiteId,
    /// The batch's number.
    pub batch: i64,
}

/// Shipments looked through for them. A delivery that was last used before keeps its field empty.
const MOST_SHIPMENTS: i64 = 100;

impl Question for LastCarriers {
    /// The way to deliver, as its orders name it, and the carrier; the last parcels first.
    type Answer = Vec<(String, String)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT shipments.carrier, events.kind, events.data FROM handoff_orders
             JOIN shipments ON shipments.site_id = handoff_orders.site_id AND shipments.number = handoff_orders.number
             JOIN events ON events.site_id = handoff_orders.site_id AND events.subject = 'order'
              AND events.number = handoff_orders.number AND events.version = 1
             WHERE handoff_orders.site_id = $1 AND handoff_orders.batch = $2
             ORDER BY shipments.at DESC, shipments.number DESC, shipments.shipment DESC LIMIT $3";
        let rows = tx.query(sql, params![self.site.0, self.batch, MOST_SHIPMENTS]).await?;
        let mut carriers: Vec<(String, String)> = Vec::new();
        for row in &rows {
            let Event::Placed(placed) = Event::read(row.text(1)?, row.text(2)?)? else { continue };
            let method = placed.delivery.method;
            if !carriers.iter().any(|(known, _)| *known == method) {
                carriers.push((method, row.string(0)?));
            }
        }
        Ok(carriers)
    }
}

/// The lines of a batch's slip, by order number; orders that went back are not on it.
#[derive(Clone, Copy, Debug)]
pub struct SlipRows {
    /// The site.
    pub site: SiteId,
    /// The batch's number.
    pub batch: i64,
}

/// A line of a slip.
#[derive(Clone, Debug)]
pub struct SlipRow {
    /// The order.
    pub number: i64,
    /// For whom; empty where it was erased.
    pub name: String,
    /// Postcode and town it goes to.
    pub town: String,
    /// Money that the carrier collects; 0 where nothing is due on delivery.
    pub due_on_delivery_cents: i64,
    /// Of that money.
    pub currency: Currency,
    /// Parcels that have left since the batch was made.
    pub parcels: i64,
}

impl Question for SlipRows {
    type Answer = Vec<SlipRow>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<SlipRow>, Fault> {
        let sql = "SELECT handoff_orders.number, orders.contact,
             (SELECT COUNT(*) FROM parcels JOIN shipments ON shipments.site_id = parcels.site_id
              AND shipments.number = parcels.number AND shipments.shipment = parcels.shipment
              WHERE parcels.site_id = handoff_orders.site_id AND parcels.number = handoff_orders.number
              AND shipments.at >= handoff_batches.made_at),
             orders.payment_method, orders.total_cents - orders.received_cents, orders.currency
             FROM handoff_orders
             JOIN orders ON orders.site_id = handoff_orders.site_id AND orders.number = handoff_orders.number
             JOIN handoff_batches ON handoff_batches.site_id = handoff_orders.site_id
              AND handoff_batches.number = handoff_orders.batch
             WHERE handoff_orders.site_id = $1 AND handoff_orders.batch = $2
              AND (handoff_orders.held = 1 OR handoff_orders.state = 'shipped')
             ORDER BY handoff_orders.number";
        tx.query(sql, params![self.site.0, self.batch]).await?.iter().map(slip_row).collect()
    }
}

fn slip_row(row: &Row) -> Result<SlipRow, Fault> {
    let contact: Contact = serde_json::from_str(row.text(1)?)?;
    let (name, address) = (contact.customer.name, contact.delivery);
    let is_due = PaymentMethod::parse(row.text(3)?) == Some(PaymentMethod::CashOnDelivery);
    Ok(SlipRow {
        number: row.int(0)?,
        name: if address.name.is_empty() { name } else { address.name },
        town: format!("{} {}", address.postal_code, address.city).trim().to_owned(),
        due_on_delivery_cents: if is_due { row.int(4)?.max(0) } else { 0 },
        currency: Currency::parse(row.text(5)?).map_err(Fault::new)?,
        parcels: row.int(2)?,
    })
}
