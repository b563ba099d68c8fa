use jiff::Timestamp;
use orders::PaymentStatus;

use crate::tx::{Question, Tx, params};
use crate::{Fault, SiteId, id_range};

/// What was ordered in a period, by payment status and by month.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// The site.
    pub site: SiteId,
    /// The months of the period: the first instant of each, and the end of the last.
    pub months: Vec<Timestamp>,
}

/// Orders of one payment status.
#[derive(Clone, Copy, Debug)]
pub struct StatusTotal {
    /// Which.
    pub status: PaymentStatus,
    /// How many.
    pub orders: i64,
    /// Minor units, tax included.
    pub total_cents: i64,
}

/// Orders of one month.
#[derive(Clone, Copy, Debug)]
pub struct MonthTotal {
    /// When it begins.
    pub from: Timestamp,
    /// How many.
    pub orders: i64,
    /// Minor units, tax included.
    pub total_cents: i64,
}

impl Question for Statistics {
    type Answer = (Vec<StatusTotal>, Vec<MonthTotal>);

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let (Some(first), Some(end)) = (self.months.first(), self.months.last()) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let (low, high) = id_range(*first, *end);
        let sql = "SELECT payment_status, COUNT(*), SUM(total_cents) FROM orders
             WHERE site_id = $1 AND id >= $2 AND id < $3 GROUP BY payment_status";
        let mut statuses = Vec::new();
        for row in tx.query(sql, params![self.site.0, low, high]).await? {
            let status = PaymentStatus::parse(row.text(0)?).ok_or_else(|| Fault::new("a status is unknown"))?;
            statuses.push(StatusTotal { status, orders: row.int(1)?, total_cents: row.int(2)? });
        }
        statuses.sort_by_key(|total| total.status);
        let mut months = Vec::new();
        for pair in self.months.windows(2) {
            let (low, high) = id_range(pair[0], pair[1]);
            let sql = "SELECT COUNT(*), COALESCE(SUM(total_cents), 0) FROM orders
                 WHERE site_id = $1 AND id >= $2 AND id < $3";
            let Some(row) = tx.first(sql, params![self.site.0, low, high]).await? else { continue };
            months.push(MonthTotal { from: pair[0], orders: row.int(0)?, total_cents: row.int(1)? });
        }
        Ok((statuses, months))
    }
}
