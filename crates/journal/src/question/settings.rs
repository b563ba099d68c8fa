use invoices::Seller;
use jiff::civil::Date;
use orders::{Offer, ProgressState};

use crate::book::read_states;
use crate::tx::{Question, Tx, params};
use crate::{Fault, SiteId, Storefront};

/// The site's states of progress, in its order.
#[derive(Clone, Copy, Debug)]
pub struct States(pub SiteId);

impl Question for States {
    type Answer = Vec<ProgressState>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<ProgressState>, Fault> {
        read_states(tx, self.0).await
    }
}

/// « Propriétés de facturation ».
#[derive(Clone, Copy, Debug)]
pub struct BillingSettings(pub SiteId);

/// The seller, and how far the invoices have come.
#[derive(Clone, Debug)]
pub struct Billing {
    /// The identity that the next invoice freezes.
    pub seller: Seller,
    /// The invoices' series.
    pub series: SeriesState,
}

/// How far a series has come, and where it began.
#[derive(Clone, Debug)]
pub struct SeriesState {
    /// The last sequence issued.
    pub last: i64,
    /// Day of the last document.
    pub last_date: Option<Date>,
    /// The last number of the system it was taken over from; 0 where there is none.
    pub taken_over: i64,
    /// When it was taken over.
    pub taken_over_at: jiff::Timestamp,
    /// Number and day of the first document issued here.
    pub first: Option<(String, Date)>,
}

impl Question for BillingSettings {
    type Answer = Billing;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Billing, Fault> {
        let missing = || Fault::new("a site without billing settings");
        let row = tx.first("SELECT seller FROM sites WHERE site_id = $1", params![self.0.0]).await?;
        let seller = serde_json::from_str(row.ok_or_else(missing)?.text(0)?)?;
        let sql = "SELECT last, last_date, taken_over, taken_over_at FROM series
             WHERE site_id = $1 AND kind = 'invoice'";
        let row = tx.first(sql, params![self.0.0]).await?.ok_or_else(missing)?;
        let sql = "SELECT number, date FROM invoices WHERE site_id = $1 AND kind = 'invoice' ORDER BY sequence LIMIT 1";
        let first = tx.first(sql, params![self.0.0]).await?;
        let first = first.map(|row| Ok::<_, Fault>((row.string(0)?, row.text(1)?.parse().map_err(Fault::new)?)));
        let series = SeriesState {
            first: first.transpose()?,
            last: row.int(0)?,
            last_date: row.maybe_text(1)?.map(str::parse).transpose().map_err(Fault::new)?,
            taken_over: row.int(2)?,
            taken_over_at: row.time(3)?,
        };
        Ok(Billing { seller, series })
    }
}

/// What the shop offers, and how its storefront presents itself.
#[derive(Clone, Copy, Debug)]
pub struct ShopSettings(pub SiteId);

/// See [`ShopSettings`].
#[derive(Clone, Debug, Default)]
pub struct Shop {
    /// What customers choose among.
    pub offer: Offer,
    /// How it presents itself.
    pub storefront: Storefront,
    /// The name of its logo's file, if it has one.
    pub logo: Option<String>,
}

impl Question for ShopSettings {
    type Answer = Shop;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Shop, Fault> {
        read_shop(tx, self.0).await
    }
}

pub(crate) async fn read_shop<T: Tx>(tx: &mut T, site: SiteId) -> Result<Shop, Fault> {
    let row = tx.first("SELECT offer, storefront, logo FROM sites WHERE site_id = $1", params![site.0]).await?;
    let row = row.ok_or_else(|| Fault::new("a site without a storefront"))?;
    Ok(Shop {
        offer: serde_json::from_str(row.text(0)?)?,
        storefront: serde_json::from_str(row.text(1)?)?,
        logo: row.maybe_text(2)?.map(str::to_owned),
    })
}
