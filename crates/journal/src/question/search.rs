use crate::tx::{Question, Tx, params};
use crate::{Fault, SiteId};

/// The order that a number names: its own, or that of one of its invoices.
#[derive(Clone, Debug)]
pub struct OrderNamed {
    /// The site.
    pub site: SiteId,
    /// An order's number, where the text is one.
    pub number: Option<i64>,
    /// An invoice's number.
    pub invoice: String,
}

impl Question for OrderNamed {
    type Answer = Option<i64>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<i64>, Fault> {
        if let Some(number) = self.number {
            let sql = "SELECT number FROM orders WHERE site_id = $1 AND number = $2";
            if let Some(row) = tx.first(sql, params![self.site.0, number]).await? {
                return row.int(0).map(Some);
            }
        }
        let sql = "SELECT order_number FROM invoices WHERE site_id = $1 AND number = $2";
        tx.first(sql, params![self.site.0, &self.invoice]).await?.map(|row| row.int(0)).transpose()
    }
}
