use super::filter::{Conditions, Filter};
use super::grid::{COLUMNS, GridRow, GridSort};
use crate::tx::{Question, Tx, params};
use crate::{Fault, SiteId};

/// The orders beside one in a grid, which the order itself need not match any more: its place is where it would stand.
#[derive(Clone, Debug)]
pub struct Neighbours {
    /// The site.
    pub site: SiteId,
    /// Which orders.
    pub filter: Filter,
    /// In which order.
    pub sort: GridSort,
    /// The order that stands between them.
    pub number: i64,
}

/// The numbers of the orders on both sides; none at an end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The one before it, as the grid goes down.
    pub previous: Option<i64>,
    /// The one after it.
    pub next: Option<i64>,
}

impl Question for Neighbours {
    type Answer = Beside;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Beside, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM orders WHERE site_id = $1 AND number = $2");
        let row = tx.first(&sql, params![self.site.0, self.number]).await?;
        let Some(row) = row.as_ref().map(GridRow::read).transpose()? else {
            return Ok(Beside { previous: None, next: None });
        };
        Ok(Beside { previous: self.nearest(tx, &row, true).await?, next: self.nearest(tx, &row, false).await? })
    }
}

impl Neighbours {
    /// The nearest order before or after `row`: the first of the page that the grid would show from there.
    async fn nearest<T: Tx>(&self, tx: &mut T, row: &GridRow, before: bool) -> Result<Option<i64>, Fault> {
        let mut there = Conditions::of(self.site, &self.filter);
        there.beyond(self.sort, &row.position(self.sort, before))?;
        let order = self.sort.order_by(before);
        let sql = format!("SELECT number FROM orders WHERE {} ORDER BY {order} LIMIT 1", there.sql);
        tx.first(&sql, &there.params()).await?.map(|row| row.int(0)).transpose()
    }
}
