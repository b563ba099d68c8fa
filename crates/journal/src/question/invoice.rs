use invoices::Invoice;

use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId};

/// The site's documents, newest first.
#[derive(Clone, Copy, Debug)]
pub struct Invoices {
    /// The site.
    pub site: SiteId,
    /// Documents with a smaller sequence; all where `None`.
    pub below: Option<i64>,
    /// At most this many.
    pub limit: i64,
}

/// One document as lists show it.
#[derive(Clone, Debug)]
pub struct InvoiceRow {
    /// Its number.
    pub number: String,
    /// Its place in the series.
    pub sequence: i64,
    /// The order.
    pub order: i64,
    /// Day of issue.
    pub date: jiff::civil::Date,
    /// The buyer's name as frozen.
    pub customer: String,
    /// Minor units, tax included.
    pub total_cents: i64,
}

impl Question for Invoices {
    type Answer = Vec<InvoiceRow>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<InvoiceRow>, Fault> {
        let below = self.below.unwrap_or(i64::MAX);
        let sql = "SELECT number, sequence, order_number, date, customer, total_cents FROM invoices
             WHERE site_id = $1 AND kind = 'invoice' AND sequence < $2 ORDER BY sequence DESC LIMIT $3";
        let read = |row: &Row| {
            Ok(InvoiceRow {
                number: row.string(0)?,
                sequence: row.int(1)?,
                order: row.int(2)?,
                date: row.text(3)?.parse().map_err(Fault::new)?,
                customer: row.string(4)?,
                total_cents: row.int(5)?,
            })
        };
        tx.query(sql, params![self.site.0, below, self.limit]).await?.iter().map(read).collect()
    }
}

/// One document as it was issued.
#[derive(Clone, Debug)]
pub struct InvoiceByNumber {
    /// The site.
    pub site: SiteId,
    /// Its number.
    pub number: String,
}

impl Question for InvoiceByNumber {
    type Answer = Option<Invoice>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<Invoice>, Fault> {
        let sql = "SELECT content FROM invoices WHERE site_id = $1 AND number = $2";
        let row = tx.first(sql, params![self.site.0, &self.number]).await?;
        row.map(|row| Ok(serde_json::from_str(row.text(0)?)?)).transpose()
    }
}
