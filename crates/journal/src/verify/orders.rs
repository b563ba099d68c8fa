//! Each order's rows are what its events amount to.

use std::collections::BTreeMap;

use orders::{Contact, Event, HandoffState, Order, Recorded};

use super::{Audit, PAGE, Table};
use crate::codec::Stored;
use crate::keys::{KeyKind, generation, hash_key};
use crate::tx::{Param, Row, Tx, params};
use crate::{Fault, rows, time_of};

/// What the tables hold for a range of order numbers; the first column of each is the number.
struct Range {
    events: Vec<Row>,
    orders: Vec<Row>,
    lines: Vec<Row>,
    payments: Vec<Row>,
    shipments: Vec<Row>,
    parcels: Vec<Row>,
    invoices: Vec<Row>,
}

/// An order as its history makes it.
struct Told {
    order: Order,
    /// Its state in each batch that has held it.
    holds: BTreeMap<i64, HandoffState>,
    rev: i64,
}

impl<T: Tx> Audit<'_, T> {
    /// Every order there is or was, a range of numbers at a time.
    pub(super) async fn orders(&mut self) -> Result<(), Fault> {
        let mut low = i64::MIN;
        loop {
            let sql = "SELECT DISTINCT number FROM events
                 WHERE site_id = $1 AND subject = 'order' AND number > $2 ORDER BY number LIMIT $3";
            let numbers = self.tx.query(sql, params![self.site.id.0, low, PAGE]).await?;
            let numbers = numbers.iter().map(|row| row.int(0)).collect::<Result<Vec<_>, _>>()?;
            // The last range reaches as far as numbers do: rows without any history lie in it too.
            let last = numbers.len() < usize::try_from(PAGE).unwrap_or(0);
            let high = if last { i64::MAX } else { numbers.last().copied().unwrap_or(i64::MAX) };
            let range = self.range(low, high).await?;
            for number in &numbers {
                self.order(*number, &range).await?;
            }
            self.orphans(&numbers, &range);
            if last {
                return Ok(());
            }
            low = high;
        }
    }

    async fn range(&mut self, low: i64, high: i64) -> Result<Range, Fault> {
        let key = params![self.site.id.0, low, high].to_vec();
        let events = "SELECT number, rev, kind, data, actor, at, version FROM events WHERE site_id = $1
             AND subject = 'order' AND number > $2 AND number <= $3 ORDER BY number, version";
        let orders = "SELECT number, customer, contact, number, id, source, source_order_id, language, placed_at,
             currency, total_cents, payment_method, received_cents, payment_status, progress, invoice, follow_up,
             handoff_batch, handoff_state, version, rev, changed_at FROM orders
             WHERE site_id = $1 AND number > $2 AND number <= $3 ORDER BY number";
        let lines = "SELECT number, line, sku, title, quantity, unit_price_cents, vat_rate FROM order_lines
             WHERE site_id = $1 AND number > $2 AND number <= $3 ORDER BY number, line";
        let payments = "SELECT number, payment, method, amount_cents, outcome, cheque_number, reference, note, at
             FROM payments WHERE site_id = $1 AND number > $2 AND number <= $3 ORDER BY number, payment";
        let shipments = "SELECT number, shipment, carrier, at FROM shipments
             WHERE site_id = $1 AND number > $2 AND number <= $3 ORDER BY number, shipment";
        let parcels = "SELECT number, shipment, parcel, tracking_number, tracking_url, weight_g FROM parcels
             WHERE site_id = $1 AND number > $2 AND number <= $3 ORDER BY number, shipment, parcel";
        let invoices = "SELECT order_number, number FROM invoices WHERE site_id = $1 AND order_number > $2
             AND order_number <= $3 AND kind = 'invoice' ORDER BY order_number, sequence";
        Ok(Range {
            events: self.tx.query(events, &key).await?,
            orders: self.tx.query(orders, &key).await?,
            lines: self.tx.query(lines, &key).await?,
            payments: self.tx.query(payments, &key).await?,
            shipments: self.tx.query(shipments, &key).await?,
            parcels: self.tx.query(parcels, &key).await?,
            invoices: self.tx.query(invoices, &key).await?,
        })
    }

    async fn order(&mut self, number: i64, range: &Range) -> Result<(), Fault> {
        let at = format!("order {number}");
        let told = match tell(number, of(&range.events, number)) {
            Ok(Some(told)) => told,
            Ok(None) => {
                self.fault(format_args!("{at}: its history does not begin with a placement"));
                return Ok(());
            }
            Err(fault) => {
                self.fault(format_args!("{at}: its history cannot be read: {fault}"));
                return Ok(());
            }
        };
        self.source_key(&at, &told.order).await?;
        self.count(if told.order.deleted { "deleted orders" } else { "orders" }, 1);
        let rows = of(&range.orders, number);
        match (told.order.deleted, rows.first()) {
            (false, Some(row)) => self.order_row(&at, &told, row),
            (false, None) => self.fault(format_args!("{at}: the row is missing")),
            (true, Some(_)) => self.fault(format_args!("{at}: it was deleted, and its row is still there")),
            (true, None) => {}
        }
        self.rows_beside(&at, number, &told.order, range);
        self.statement(&at, &told.order).await?;
        self.holds(&at, &told).await
    }

    fn order_row(&mut self, at: &str, told: &Told, row: &Row) {
        let order = &told.order;
        self.compare(at, rows::FIXED, row, 3, &rows::fixed(order));
        self.compare(at, rows::MOVING, row, 12, &rows::moving(order, told.rev));
        let contact = row.text(2).and_then(|contact| Ok(serde_json::from_str::<Contact>(contact)?));
        match contact {
            Ok(contact) => self.compare(at, "customer", row, 1, &[Param::Text(&contact.customer.name)]),
            Err(fault) => self.fault(format_args!("{at}: its contact cannot be read: {fault}")),
        }
        let lines = order.lines.iter().map(|line| i128::from(line.total_cents())).sum::<i128>();
        let sum = lines + i128::from(order.delivery.price_cents);
        if sum != i128::from(order.total_cents) {
            self.fault(format_args!("{at}: its total is {}, and its parts make {sum}", order.total_cents));
        }
    }

    /// The tables that hold one order's parts. A deleted order has none.
    fn rows_beside(&mut self, at: &str, number: i64, order: &Order, range: &Range) {
        let none = order.deleted;
        let table = |columns, keys| Table { at, columns, keys, first: 1 };
        let lines: Vec<_> = if none {
            Vec::new()
        } else {
            (1_i64..).zip(&order.lines).map(|(position, line)| rows::line(position, line).to_vec()).collect()
        };
        self.compare_all(&table(rows::LINE, 1), &of(&range.lines, number), &lines);
        let kept = if none { &[][..] } else { &order.payments };
        let payments: Vec<_> = kept.iter().map(|payment| rows::payment(payment).to_vec()).collect();
        self.compare_all(&table(rows::PAYMENT, 1), &of(&range.payments, number), &payments);
        let kept = if none { &[][..] } else { &order.shipments };
        let shipments: Vec<_> = kept.iter().map(|shipment| rows::shipment(shipment).to_vec()).collect();
        self.compare_all(&table(rows::SHIPMENT, 1), &of(&range.shipments, number), &shipments);
        let parcels: Vec<_> = kept
            .iter()
            .flat_map(|shipment| {
                let parcels = (1_i64..).zip(&shipment.parcels);
                parcels.map(|(position, parcel)| rows::parcel(shipment.id, position, parcel).to_vec())
            })
            .collect();
        self.compare_all(&table(rows::PARCEL, 2), &of(&range.parcels, number), &parcels);
        let invoices = of(&range.invoices, number);
        for invoice in &order.invoices {
            if !invoices.iter().any(|row| row.text(1).is_ok_and(|number| number == invoice)) {
                self.fault(format_args!("{at}: it was invoiced under {invoice}, and there is no such invoice"));
            }
        }
        for invoice in invoices.iter().filter_map(|row| row.text(1).ok()) {
            if !order.invoices.iter().any(|known| known == invoice) {
                self.fault(format_args!("{at}: its history does not know of invoice {invoice}"));
            }
        }
    }

    /// The order's rows in the batches that have held it.
    async fn holds(&mut self, at: &str, told: &Told) -> Result<(), Fault> {
        if told.order.deleted {
            return Ok(());
        }
        for (batch, state) in &told.holds {
            let sql = "SELECT state, held FROM handoff_orders WHERE site_id = $1 AND batch = $2 AND number = $3";
            let row = self.tx.first(sql, params![self.site.id.0, *batch, told.order.number]).await?;
            let at = format!("{at}, batch {batch}");
            match row {
                Some(row) => {
                    let expected = [Param::Text(state.code()), Param::from(state.open())];
                    self.compare(&at, "state, held", &row, 0, &expected);
                }
                None => self.fault(format_args!("{at}: the row is missing")),
            }
        }
        Ok(())
    }

    /// The order is found again by its source's reference, deleted or not.
    async fn source_key(&mut self, at: &str, order: &Order) -> Result<(), Fault> {
        let hash = hash_key(&order.source, &order.source_order_id);
        let sql = "SELECT 1 FROM keys WHERE site_id = $1 AND kind = $2 AND generation = $3 AND hash = $4
             AND target = $5";
        let key = params![self.site.id.0, KeyKind::Source as i64, generation(order.number), hash, order.number];
        if self.tx.first(sql, key).await?.is_none() {
            self.fault(format_args!("{at}: it is not found by its source, {} {}", order.source, order.source_order_id));
        }
        Ok(())
    }

    /// Rows whose order has no history at all.
    fn orphans(&mut self, numbers: &[i64], range: &Range) {
        for (table, rows) in [
            ("orders", &range.orders),
            ("order_lines", &range.lines),
            ("payments", &range.payments),
            ("shipments", &range.shipments),
            ("parcels", &range.parcels),
            ("invoices", &range.invoices),
        ] {
            let mut named = None;
            for number in rows.iter().filter_map(|row| row.int(0).ok()) {
                if named != Some(number) && numbers.binary_search(&number).is_err() {
                    self.fault(format_args!("order {number}: {table} has rows of it, and it has no history"));
                    named = Some(number);
                }
            }
        }
    }
}

/// Folds an order's events, keeping where it stood in each batch.
fn tell(number: i64, events: Vec<&Row>) -> Result<Option<Told>, Fault> {
    let mut told: Option<Told> = None;
    for row in events {
        let (rev, at) = (row.int(1)?, time_of(row.int(5)?)?);
        let event = Event::read(row.text(2)?, row.text(3)?)?;
        match &mut told {
            None => {
                let Event::Placed(placed) = &event else { return Ok(None) };
                told = Some(Told { order: Order::begin(number, placed, at), holds: BTreeMap::new(), rev });
            }
            Some(told) => {
                told.order.evolve(Recorded { event: &event, at, actor: row.text(4)? });
                told.rev = rev;
                if let Some(handoff) = &told.order.handoff {
                    told.holds.insert(handoff.batch, handoff.state);
                }
            }
        }
    }
    Ok(told)
}

/// The rows of one number, among rows that are sorted by it.
fn of(rows: &[Row], number: i64) -> Vec<&Row> {
    let number_of = |row: &Row| row.int(0).unwrap_or(i64::MIN);
    let from = rows.partition_point(|row| number_of(row) < number);
    let until = rows.partition_point(|row| number_of(row) <= number);
    rows[from..until].iter().collect()
}
