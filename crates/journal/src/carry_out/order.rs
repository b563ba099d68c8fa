use invoices::{DocumentNumber, Invoice, issue};
use orders::{Command, Contact, Context, Event, Invoiced, No, decide};
use sha2::{Digest, Sha256};

use super::{Desk, load_order};
use crate::tx::{Tx, params};
use crate::{Fault, OrderFile, Outcome, Stop, crash, millis};

/// Carries out one step of the procedure on one order.
pub(super) async fn change<T: Tx>(
    desk: &mut Desk<'_, T>,
    number: i64,
    command: Command,
    expected_version: Option<i64>,
) -> Result<Outcome, Stop> {
    let mut file = load_order(desk.tx, desk.book.site.id, number).await?.ok_or(Stop::Missing("order"))?;
    let current = file.order.version;
    if expected_version.is_some_and(|expected| expected != current) {
        return Err(Stop::Stale { current });
    }
    let undoes = command == Command::UndoProgress;
    let events = decide(&file.order, command, Context { states: &desk.book.states }).map_err(Stop::from)?;
    if undoes {
        desk.nobody_was_told(&file.order).await?;
    }
    let invoice = events.iter().any(|event| matches!(event, Event::ProgressRecorded(entry) if entry.issue_invoice));
    desk.apply(&mut file, &events).await?;
    if invoice {
        desk.issue_invoice(&mut file).await?;
    }
    if file.order.contact_erased {
        file.contact = Contact::default();
    }
    if file.order.deleted {
        return Ok(Outcome::Deleted { number });
    }
    Ok(Outcome::Order(Box::new(file)))
}

impl<T: Tx> Desk<'_, T> {
    /// Numbers and freezes the invoice of an order; its row, its series and the order's event are
    /// one commit, so that a number is neither skipped nor given twice, whatever happens.
    async fn issue_invoice(&mut self, file: &mut OrderFile) -> Result<(), Stop> {
        let zone = &self.book.site.zone;
        let day = |at: jiff::Timestamp| at.to_zoned_datetime(zone.clone()).date();
        let (order_date, today) = (day(file.order.placed_at), day(self.at));
        let series = self.book.counters.invoices;
        let issued = issue(&file.order, &file.contact, &self.book.seller, series, order_date, today);
        let (number, invoice) = issued.map_err(No::from)?;
        self.keep_invoice(number, &invoice).await?;
        self.book.counters.invoices.last = number.sequence;
        self.book.counters.invoices.last_date = Some(invoice.date);
        self.apply(file, &[Event::Invoiced(Invoiced { number: invoice.number })]).await?;
        Ok(())
    }

    async fn keep_invoice(&mut self, number: DocumentNumber, invoice: &Invoice) -> Result<(), Fault> {
        let content = serde_json::to_string(invoice)?;
        let sha256 = Sha256::digest(content.as_bytes());
        let date = invoice.date.to_string();
        let sql = "INSERT INTO invoices (site_id, kind, sequence, number, order_number, date, customer, total_cents,
             content, sha256, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        let values = params![
            self.book.site.id.0,
            number.kind.code(),
            number.sequence,
            &invoice.number,
            invoice.order,
            &date,
            &invoice.buyer.customer.name,
            invoice.vat.gross_cents,
            &content,
            sha256.as_slice(),
            millis(self.at),
        ];
        self.tx.execute(sql, values).await?;
        crash::point();
        Ok(())
    }
}
