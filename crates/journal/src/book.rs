use std::collections::HashMap;
use std::collections::hash_map::Entry;

use invoices::{Seller, Series, SeriesKind};
use orders::{ProgressKind, ProgressState, StateColour, Text};

use crate::keys::{KeyKind, Keys};
use crate::site::SITE_COLUMNS;
use crate::tx::{Row, Tx, params};
use crate::{Fault, Site};

/// The id of a site; first in every key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(pub i64);

impl SiteId {
    /// Not a site: where sites are made.
    pub const DIRECTORY: SiteId = SiteId(0);
}

/// What a site's writer has counted up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counters {
    pub rev: i64,
    pub order: i64,
    pub batch: i64,
    pub request: i64,
    pub effect: i64,
    pub invoices: Series,
    pub credit_notes: Series,
}

/// A site as its writer knows it between commits: settings, counters and keys. It is dropped and
/// read again whenever another process has written.
pub(crate) struct Book {
    pub site: Site,
    pub seller: Seller,
    pub states: Vec<ProgressState>,
    pub counters: Counters,
    pub sources: Keys,
    pub requests: Keys,
    /// Whether any product's stock is followed; most channels' orders need not ask further.
    pub follows_stock: bool,
    written: Counters,
}

impl Book {
    async fn load<T: Tx>(tx: &mut T, id: SiteId) -> Result<Option<Self>, Fault> {
        let sql = format!("SELECT {SITE_COLUMNS}, seller FROM sites WHERE site_id = $1");
        let Some(row) = tx.first(&sql, params![id.0]).await? else { return Ok(None) };
        let site = Site::read(&row)?;
        let seller = serde_json::from_str(row.text(8)?)?;
        let sql = "SELECT last_rev, last_order, last_batch, last_request, last_effect FROM counters WHERE site_id = $1";
        let counted = tx.first(sql, params![id.0]).await?.ok_or_else(|| Fault::new("a site without counters"))?;
        let counters = Counters {
            rev: counted.int(0)?,
            order: counted.int(1)?,
            batch: counted.int(2)?,
            request: counted.int(3)?,
            effect: counted.int(4)?,
            invoices: read_series(tx, id, SeriesKind::Invoice).await?,
            credit_notes: read_series(tx, id, SeriesKind::CreditNote).await?,
        };
        let stock = "SELECT 1 FROM products WHERE site_id = $1 AND stock IS NOT NULL LIMIT 1";
        Ok(Some(Book {
            site,
            seller,
            states: read_states(tx, id).await?,
            counters,
            sources: Keys::load(tx, id, KeyKind::Source).await?,
            requests: Keys::load(tx, id, KeyKind::Request).await?,
            follows_stock: tx.first(stock, params![id.0]).await?.is_some(),
            written: counters,
        }))
    }

    /// Writes the counters, once per commit and only where they moved.
    pub(crate) async fn flush<T: Tx>(&mut self, tx: &mut T) -> Result<(), Fault> {
        if self.counters == self.written {
            return Ok(());
        }
        let Counters { rev, order, batch, request, effect, invoices, credit_notes } = self.counters;
        let sql = "UPDATE counters SET last_rev = $1, last_order = $2, last_batch = $3, last_request = $4,
             last_effect = $5 WHERE site_id = $6";
        tx.execute(sql, params![rev, order, batch, request, effect, self.site.id.0]).await?;
        for (now, before) in [(invoices, self.written.invoices), (credit_notes, self.written.credit_notes)] {
            if now != before {
                let date = now.last_date.map(|date| date.to_string());
                let sql = "UPDATE series SET last = $1, last_date = $2 WHERE site_id = $3 AND kind = $4";
                tx.execute(sql, params![now.last, date.as_ref(), self.site.id.0, now.kind.code()]).await?;
            }
        }
        self.written = self.counters;
        Ok(())
    }
}

/// The books of the sites that the writer has opened.
#[derive(Default)]
pub(crate) struct Shelf(HashMap<SiteId, Book>);

impl Shelf {
    /// The site's book, read when it is not at hand; `None` when there is no such site.
    pub(crate) async fn book<T: Tx>(&mut self, tx: &mut T, site: SiteId) -> Result<Option<&mut Book>, Fault> {
        match self.0.entry(site) {
            Entry::Occupied(known) => Ok(Some(known.into_mut())),
            Entry::Vacant(free) => Ok(Book::load(tx, site).await?.map(|book| free.insert(book))),
        }
    }

    /// The site's book if it is at hand.
    pub(crate) fn at_hand(&mut self, site: SiteId) -> Option<&mut Book> {
        self.0.get_mut(&site)
    }

    /// Lets the site's book go; it is read again when it is next needed.
    pub(crate) fn forget(&mut self, site: SiteId) {
        self.0.remove(&site);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) async fn flush<T: Tx>(&mut self, tx: &mut T) -> Result<(), Fault> {
        for book in self.0.values_mut() {
            book.flush(tx).await?;
        }
        Ok(())
    }
}

/// How far one of the site's series has come.
pub(crate) async fn read_series<T: Tx>(tx: &mut T, site: SiteId, kind: SeriesKind) -> Result<Series, Fault> {
    let sql = "SELECT last, last_date FROM series WHERE site_id = $1 AND kind = $2";
    let row = tx.first(sql, params![site.0, kind.code()]).await?;
    let row = row.ok_or_else(|| Fault::new("a site without a series"))?;
    let last_date = row.maybe_text(1)?.map(str::parse).transpose().map_err(Fault::new)?;
    Ok(Series { kind, last: row.int(0)?, last_date })
}

/// The site's states of progress, in its order.
pub(crate) async fn read_states<T: Tx>(tx: &mut T, site: SiteId) -> Result<Vec<ProgressState>, Fault> {
    let sql = "SELECT code, kind, colour, label_fr, label_en, message_fr, message_en, published, sends_mail,
         issues_invoice, followed_by, carrier, retired FROM progress_states WHERE site_id = $1 ORDER BY position, code";
    tx.query(sql, params![site.0]).await?.iter().map(read_state).collect()
}

fn read_state(row: &Row) -> Result<ProgressState, Fault> {
    let unknown = |what: &str| Fault::new(format_args!("a progress state's {what} is unknown"));
    Ok(ProgressState {
        code: row.string(0)?,
        kind: ProgressKind::parse(row.text(1)?).ok_or_else(|| unknown("kind"))?,
        colour: StateColour::parse(row.text(2)?).ok_or_else(|| unknown("colour"))?,
        label: Text::new(row.text(3)?, row.text(4)?),
        message: Text::new(row.text(5)?, row.text(6)?),
        published: row.flag(7)?,
        sends_mail: row.flag(8)?,
        issues_invoice: row.flag(9)?,
        followed_by: row.text(10)?.split_ascii_whitespace().map(str::to_owned).collect(),
        carrier: row.string(11)?,
        retired: row.flag(12)?,
    })
}
