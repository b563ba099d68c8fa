use jiff::Timestamp;
use orders::{PaymentMethod, PaymentStatus};

use super::filter::{Conditions, Filter, Value};
use crate::tx::{Question, Row, Tx, params};
use crate::{Fault, SiteId, id_range, time_of};

/// What was ordered, as it is now: the orders that a filter of the grid finds, counted and summed up.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// The site.
    pub site: SiteId,
    /// Which orders.
    pub filter: Filter,
    /// Parts of the time they were placed in: where each begins, and the end of the last.
    pub spans: Vec<Timestamp>,
}

/// Some orders, counted and summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many.
    pub orders: i64,
    /// Minor units, tax included.
    pub total_cents: i64,
}

/// The orders of a filter, whole and in parts. Parts without orders are absent, but for those of time.
#[derive(Clone, Debug)]
pub struct Totals {
    /// All of them.
    pub all: Figures,
    /// By part of the time, as asked.
    pub by_span: Vec<Figures>,
    /// By « État ».
    pub by_status: Vec<(PaymentStatus, Figures)>,
    /// By « Paiement ».
    pub by_method: Vec<(PaymentMethod, Figures)>,
    /// By the progress state's code; `None` is « (Non défini) ».
    pub by_progress: Vec<(Option<String>, Figures)>,
}

impl Question for Statistics {
    type Answer = Totals;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Totals, Fault> {
        let all = Conditions::of(self.site, &self.filter);
        let mut by_span = Vec::with_capacity(self.spans.len());
        for pair in self.spans.windows(2) {
            let (low, high) = id_range(pair[0], pair[1]);
            let mut part = Conditions::of(self.site, &self.filter);
            part.and("id >= ?", Value::Int(low));
            part.and("id < ?", Value::Int(high));
            by_span.push(sum(tx, &part).await?);
        }
        let status = |row: &Row| PaymentStatus::parse(row.text(0)?).ok_or_else(|| Fault::new("a status is unknown"));
        let method =
            |row: &Row| PaymentMethod::parse(row.text(0)?).ok_or_else(|| Fault::new("a payment method is unknown"));
        let progress = |row: &Row| Ok(Some(row.string(0)?).filter(|code| !code.is_empty()));
        let mut by_status = parts(tx, &all, "payment_status", status).await?;
        by_status.sort_by_key(|(status, _)| *status);
        Ok(Totals {
            all: sum(tx, &all).await?,
            by_span,
            by_status,
            by_method: parts(tx, &all, "payment_method", method).await?,
            by_progress: parts(tx, &all, "COALESCE(progress, '')", progress).await?,
        })
    }
}

async fn sum<T: Tx>(tx: &mut T, conditions: &Conditions) -> Result<Figures, Fault> {
    let sql = format!("SELECT COUNT(*), COALESCE(SUM(total_cents), 0) FROM orders WHERE {}", conditions.sql);
    let row = tx.first(&sql, &conditions.params()).await?;
    row.map_or(Ok(Figures::default()), |row| Ok(Figures { orders: row.int(0)?, total_cents: row.int(1)? }))
}

async fn parts<T: Tx, K>(
    tx: &mut T,
    conditions: &Conditions,
    column: &str,
    key: impl Fn(&Row) -> Result<K, Fault>,
) -> Result<Vec<(K, Figures)>, Fault> {
    let sql = format!(
        "SELECT {column}, COUNT(*), SUM(total_cents) FROM orders WHERE {} GROUP BY {column} ORDER BY 2 DESC, 1",
        conditions.sql
    );
    let part = |row: &Row| Ok((key(row)?, Figures { orders: row.int(1)?, total_cents: row.int(2)? }));
    tx.query(&sql, &conditions.params()).await?.iter().map(part).collect()
}

/// When the first and the last of a site's orders were placed; `None` where there are none.
#[derive(Clone, Copy, Debug)]
pub struct OrderedSpan(pub SiteId);

impl Question for OrderedSpan {
    type Answer = Option<(Timestamp, Timestamp)>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Self::Answer, Fault> {
        let sql = "SELECT placed_at FROM orders WHERE site_id = $1 ORDER BY id LIMIT 1";
        let first = tx.first(sql, params![self.0.0]).await?;
        let sql = "SELECT placed_at FROM orders WHERE site_id = $1 ORDER BY id DESC LIMIT 1";
        let last = tx.first(sql, params![self.0.0]).await?;
        let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
        Ok(Some((time_of(first.int(0)?)?, time_of(last.int(0)?)?)))
    }
}
