use crate::carry_out::load_order;
use crate::tx::{Question, Tx};
use crate::{Fault, OrderFile, SiteId};

/// One order, whole.
#[derive(Clone, Copy, Debug)]
pub struct OrderByNumber {
    /// The site.
    pub site: SiteId,
    /// Its number.
    pub number: i64,
}

impl Question for OrderByNumber {
    type Answer = Option<OrderFile>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Option<OrderFile>, Fault> {
        load_order(tx, self.site, self.number).await
    }
}

/// Several orders, whole, in the order asked; those that are not there are left out.
#[derive(Clone, Debug)]
pub struct OrdersByNumbers {
    /// The site.
    pub site: SiteId,
    /// Their numbers.
    pub numbers: Vec<i64>,
}

impl Question for OrdersByNumbers {
    type Answer = Vec<OrderFile>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<OrderFile>, Fault> {
        let mut files = Vec::with_capacity(self.numbers.len());
        for number in self.numbers {
            files.extend(load_order(tx, self.site, number).await?);
        }
        Ok(files)
    }
}
