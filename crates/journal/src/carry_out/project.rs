//! An order's events brought to the rows that are read.

use orders::{Event, HandoffState, Order, Recorded, Shipment, StockTaken};

use super::Desk;
use crate::tx::{Tx, params};
use crate::{Fault, MailKind, OrderFile, crash, rows};

impl<T: Tx> Desk<'_, T> {
    /// Records `events` of an existing order and brings it and its rows up to date.
    pub(super) async fn apply(&mut self, file: &mut OrderFile, events: &[Event]) -> Result<(), Fault> {
        let mut rev = self.book.counters.rev;
        for event in events {
            let order = &mut file.order;
            rev = self.record("order", order.number, order.version + 1, event).await?;
            order.evolve(Recorded { event, at: self.at, actor: &self.actor });
            self.project(file, event).await?;
        }
        if !events.is_empty() && !file.order.deleted {
            self.update_row(&file.order, rev).await?;
        }
        Ok(())
    }

    /// The row of an order that was just placed.
    pub(super) async fn insert_row(&mut self, file: &OrderFile, rev: i64) -> Result<(), Fault> {
        let OrderFile { order, contact } = file;
        let sql = "INSERT INTO orders (site_id, customer, contact, number, id, source, source_order_id, language,
             placed_at, currency, total_cents, payment_method, received_cents, payment_status, progress, invoice,
             follow_up, handoff_batch, handoff_state, version, rev, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
             $22)";
        let site = self.book.site.id.0;
        let kept = serde_json::to_string(contact)?;
        let key = params![site, &contact.customer.name, &kept];
        self.tx.execute(sql, &[&key[..], &rows::fixed(order), &rows::moving(order, rev)].concat()).await?;
        crash::point();
        let sql = "INSERT INTO order_lines (site_id, number, line, sku, title, quantity, unit_price_cents, vat_rate)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        for (position, line) in (1_i64..).zip(&order.lines) {
            let key = params![site, order.number];
            self.tx.execute(sql, &[&key[..], &rows::line(position, line)].concat()).await?;
        }
        crash::point();
        Ok(())
    }

    async fn update_row(&mut self, order: &Order, rev: i64) -> Result<(), Fault> {
        let sql = "UPDATE orders SET received_cents = $1, payment_status = $2, progress = $3, invoice = $4,
             follow_up = $5, handoff_batch = $6, handoff_state = $7, version = $8, rev = $9, changed_at = $10
             WHERE site_id = $11 AND number = $12";
        let key = params![self.book.site.id.0, order.number];
        self.tx.execute(sql, &[&rows::moving(order, rev), &key[..]].concat()).await?;
        crash::point();
        Ok(())
    }

    /// The rows beside the order's own that one event changes.
    async fn project(&mut self, file: &OrderFile, event: &Event) -> Result<(), Fault> {
        let order = &file.order;
        match event {
            Event::PaymentValidated(_) => self.write_payment(order).await,
            Event::PaymentReported(reported) if reported.applied => self.write_payment(order).await,
            Event::ProgressRecorded(progress) if progress.notify => {
                let entry = order.progress.len();
                let data = format!(r#"{{"order":{},"entry":{entry}}}"#, order.number);
                self.owe_mail(file, MailKind::Progress, &data).await
            }
            Event::ProgressUndone(_) => self.take_mail_back(order).await,
            Event::Withdrawn(_) => {
                let customer = &file.contact.customer;
                self.keep_statement(order.number, &customer.name, &customer.email).await?;
                self.owe_mail(file, MailKind::Withdrawn, &format!(r#"{{"order":{}}}"#, order.number)).await
            }
            Event::Placed(_)
            | Event::PaymentReported(_)
            | Event::ProgressRecorded(_)
            | Event::Invoiced(_)
            | Event::FollowUpSet(_) => Ok(()),
            Event::HandedOff(handed) => {
                let sql = "INSERT INTO handoff_orders (site_id, batch, number, state, held) VALUES ($1, $2, $3, $4, 1)";
                let state = HandoffState::Submitted.code();
                self.tx.execute(sql, params![self.book.site.id.0, handed.batch, order.number, state]).await?;
                Ok(())
            }
            Event::HandoffAcknowledged(_)
            | Event::HandoffRefused(_)
            | Event::CancellationRequested(_)
            | Event::CancellationAnswered(_) => self.write_hold(order).await,
            Event::Shipped(shipped) => {
                self.write_shipment(order.number, &shipped.shipment).await?;
                self.write_hold(order).await
            }
            Event::Cancelled(_) => self.give_back(order).await,
            Event::Deleted(_) => {
                if order.cancellation.is_none() {
                    self.give_back(order).await?;
                }
                self.erase_from_batches(order.number).await?;
                self.erase_mails(order.number).await?;
                self.delete_rows(order.number).await
            }
            Event::ContactErased(_) => {
                self.erase_from_batches(order.number).await?;
                self.erase_mails(order.number).await?;
                self.erase_contact(order.number).await
            }
        }
    }

    /// The payment that the last event made or changed: the fold keeps it last.
    async fn write_payment(&mut self, order: &Order) -> Result<(), Fault> {
        let Some(payment) = order.payments.last() else { return Ok(()) };
        let sql = "INSERT INTO payments (site_id, number, payment, method, amount_cents, outcome, cheque_number,
             reference, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (site_id, number, payment) DO UPDATE SET method = excluded.method,
             amount_cents = excluded.amount_cents, outcome = excluded.outcome,
             cheque_number = excluded.cheque_number, reference = excluded.reference, note = excluded.note,
             at = excluded.at";
        let key = params![self.book.site.id.0, order.number];
        self.tx.execute(sql, &[&key[..], &rows::payment(payment)].concat()).await?;
        Ok(())
    }

    async fn write_hold(&mut self, order: &Order) -> Result<(), Fault> {
        let Some(handoff) = &order.handoff else { return Ok(()) };
        let sql = "UPDATE handoff_orders SET state = $1, held = $2 WHERE site_id = $3 AND batch = $4 AND number = $5";
        let site = self.book.site.id.0;
        let values = params![handoff.state.code(), handoff.state.open(), site, handoff.batch, order.number];
        self.tx.execute(sql, values).await?;
        Ok(())
    }

    async fn write_shipment(&mut self, number: i64, shipment: &Shipment) -> Result<(), Fault> {
        let site = self.book.site.id.0;
        let sql = "INSERT INTO shipments (site_id, number, shipment, carrier, at) VALUES ($1, $2, $3, $4, $5)";
        let key = params![site, number];
        self.tx.execute(sql, &[&key[..], &rows::shipment(shipment)].concat()).await?;
        let sql = "INSERT INTO parcels (site_id, number, shipment, parcel, tracking_number, tracking_url, weight_g)
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
        for (position, parcel) in (1_i64..).zip(&shipment.parcels) {
            self.tx.execute(sql, &[&key[..], &rows::parcel(shipment.id, position, parcel)].concat()).await?;
        }
        Ok(())
    }

    /// What was taken for an order that does not go out returns to the stock.
    async fn give_back(&mut self, order: &Order) -> Result<(), Fault> {
        let sql = "UPDATE products SET stock = stock + $1 WHERE site_id = $2 AND sku = $3 AND stock IS NOT NULL";
        for StockTaken { sku, quantity } in order.stock_to_give_back() {
            self.tx.execute(sql, params![quantity, self.book.site.id.0, &sku]).await?;
        }
        Ok(())
    }

    /// Only the events and the source's key stay, so that a second import changes nothing.
    async fn delete_rows(&mut self, number: i64) -> Result<(), Fault> {
        for sql in [
            "DELETE FROM order_lines WHERE site_id = $1 AND number = $2",
            "DELETE FROM payments WHERE site_id = $1 AND number = $2",
            "DELETE FROM shipments WHERE site_id = $1 AND number = $2",
            "DELETE FROM parcels WHERE site_id = $1 AND number = $2",
            "DELETE FROM handoff_orders WHERE site_id = $1 AND number = $2",
            "DELETE FROM orders WHERE site_id = $1 AND number = $2",
        ] {
            self.tx.execute(sql, params![self.book.site.id.0, number]).await?;
            crash::point();
        }
        Ok(())
    }
}
