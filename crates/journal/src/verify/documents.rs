//! Documents: every number once, none left out, and each as it was issued.

use invoices::{DocumentNumber, Invoice, SeriesKind};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Audit, PAGE};
use crate::tx::{Row, Tx, params};
use crate::{Fault, book};

impl<T: Tx> Audit<'_, T> {
    /// Both series, document by document.
    pub(super) async fn documents(&mut self) -> Result<(), Fault> {
        self.series(SeriesKind::Invoice, "invoices").await?;
        self.series(SeriesKind::CreditNote, "credit notes").await?;
        let sql = "SELECT COUNT(*) FROM invoices WHERE site_id = $1 AND kind <> 'invoice' AND kind <> 'credit_note'";
        let others = self.number(sql).await?;
        if others != 0 {
            self.fault(format_args!("{others} documents belong to no series"));
        }
        Ok(())
    }

    async fn series(&mut self, kind: SeriesKind, name: &str) -> Result<(), Fault> {
        let series = match book::read_series(self.tx, self.site.id, kind).await {
            Ok(series) => series,
            Err(fault) => {
                self.fault(format_args!("the series of {name} cannot be read: {fault}"));
                return Ok(());
            }
        };
        let sql = "SELECT taken_over FROM series WHERE site_id = $1 AND kind = $2";
        let row = self.tx.first(sql, params![self.site.id.0, kind.code()]).await?;
        let mut last = row.map_or(Ok(0), |row| row.int(0))?;
        let (mut last_date, mut low) = (None, i64::MIN);
        loop {
            let sql = "SELECT invoices.sequence, invoices.number, invoices.order_number, invoices.date,
                 invoices.customer, invoices.total_cents, invoices.content, invoices.sha256, orders.total_cents
                 FROM invoices LEFT JOIN orders ON orders.site_id = invoices.site_id
                 AND orders.number = invoices.order_number
                 WHERE invoices.site_id = $1 AND invoices.kind = $2 AND invoices.sequence > $3
                 ORDER BY invoices.sequence LIMIT $4";
            let rows = self.tx.query(sql, params![self.site.id.0, kind.code(), low, PAGE]).await?;
            self.count(name, rows.len());
            for row in &rows {
                let sequence = row.int(0)?;
                if sequence != last + 1 {
                    self.fault(format_args!("{name}: {sequence} follows {last}"));
                }
                (low, last) = (sequence, sequence);
                if let Err(fault) = self.document(kind, row, &mut last_date) {
                    self.fault(format_args!("{name}: {sequence} cannot be read: {fault}"));
                }
            }
            if rows.is_empty() {
                break;
            }
        }
        if (series.last, series.last_date) != (last, last_date) {
            let day = |date: Option<Date>| date.map_or_else(|| "no day".to_owned(), |date| date.to_string());
            self.fault(format_args!(
                "the series of {name} stands at {} on {}, and the last of them is {last} on {}",
                series.last,
                day(series.last_date),
                day(last_date)
            ));
        }
        Ok(())
    }

    fn document(&mut self, kind: SeriesKind, row: &Row, last_date: &mut Option<Date>) -> Result<(), Fault> {
        let (sequence, number, content) = (row.int(0)?, row.text(1)?, row.text(6)?);
        let date: Date = row.text(3)?.parse().map_err(Fault::new)?;
        let expected = DocumentNumber { kind, year: date.year(), month: date.month(), sequence }.to_string();
        if number != expected {
            self.fault(format_args!("document {number}: by its series and day it would be {expected}"));
        }
        if last_date.is_some_and(|last| date < last) {
            self.fault(format_args!("document {number}: its day, {date}, lies before that of the one before"));
        }
        *last_date = Some(last_date.map_or(date, |last| last.max(date)));
        if Sha256::digest(content.as_bytes()).as_slice() != row.blob(7)? {
            self.fault(format_args!("document {number}: its content is not the one that was issued"));
        }
        match kind {
            SeriesKind::Invoice => self.invoice(row, date, &serde_json::from_str(content)?),
            // A credit note's amounts are checked against its invoice by the one who issues it.
            SeriesKind::CreditNote => Ok(()),
        }
    }

    fn invoice(&mut self, row: &Row, date: Date, invoice: &Invoice) -> Result<(), Fault> {
        let (number, total) = (row.text(1)?, row.int(5)?);
        let mut wrong = |what: &str, holds: bool| {
            if !holds {
                self.fault(format_args!("invoice {number}: its {what} is not what its content says"));
            }
        };
        wrong("number", invoice.number == number);
        wrong("day", invoice.date == date);
        wrong("order", invoice.order == row.int(2)?);
        wrong("customer", invoice.buyer.customer.name == row.text(4)?);
        wrong("total", invoice.vat.gross_cents == total);
        let lines: i128 = invoice.lines.iter().map(|line| i128::from(line.gross_cents)).sum();
        if lines != i128::from(total) || invoice.vat.net_cents.checked_add(invoice.vat.vat_cents) != Some(total) {
            self.fault(format_args!("invoice {number}: its parts do not make its total, {total}"));
        }
        match row.maybe_int(8)? {
            Some(ordered) if ordered == total => {}
            Some(ordered) => {
                self.fault(format_args!("invoice {number}: it is over {total}, and its order over {ordered}"));
            }
            None => self.fault(format_args!("invoice {number}: its order, {}, is not there", row.int(2)?)),
        }
        Ok(())
    }
}
