//! « Suivi des commandes »: any filter and sort over a site's orders, paged through keysets.

use jiff::Timestamp;
use orders::{PaymentMethod, PaymentStatus, fold};

use super::filter::{Conditions, Filter, Value};
use crate::tx::{Param, Question, Row, Tx};
use crate::{Fault, SiteId};

/// What a list is sorted by. Ties are broken by time, then number, so that pages never overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the columns' names")]
pub enum SortKey {
    Date,
    Number,
    Amount,
    Invoice,
    Customer,
    Language,
    Source,
    PaymentMethod,
    PaymentStatus,
    Progress,
    FollowUp,
}

impl SortKey {
    /// All, in the order of the columns.
    pub const ALL: [SortKey; 11] = [
        SortKey::Source,
        SortKey::Number,
        SortKey::Date,
        SortKey::Amount,
        SortKey::Invoice,
        SortKey::Language,
        SortKey::Customer,
        SortKey::PaymentMethod,
        SortKey::PaymentStatus,
        SortKey::Progress,
        SortKey::FollowUp,
    ];

    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            SortKey::Date => "date",
            SortKey::Number => "number",
            SortKey::Amount => "amount",
            SortKey::Invoice => "invoice",
            SortKey::Customer => "customer",
            SortKey::Language => "language",
            SortKey::Source => "source",
            SortKey::PaymentMethod => "payment_method",
            SortKey::PaymentStatus => "payment_status",
            SortKey::Progress => "progress",
            SortKey::FollowUp => "follow_up",
        }
    }

    /// Whether a position holds a number of this column.
    pub const fn is_number(self) -> bool {
        matches!(self, SortKey::Date | SortKey::Number | SortKey::Amount | SortKey::FollowUp)
    }

    /// The expression; never NULL, so that a keyset can compare it.
    pub(super) const fn column(self) -> &'static str {
        match self {
            SortKey::Date => "id",
            SortKey::Number => "number",
            SortKey::Amount => "total_cents",
            SortKey::Invoice => "COALESCE(invoice, '')",
            SortKey::Customer => "fold(customer)",
            SortKey::Language => "language",
            SortKey::Source => "source",
            SortKey::PaymentMethod => "payment_method",
            SortKey::PaymentStatus => "payment_status",
            SortKey::Progress => "COALESCE(progress, '')",
            SortKey::FollowUp => "follow_up",
        }
    }
}

/// A sort and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridSort {
    /// By what.
    pub key: SortKey,
    /// Largest or newest first.
    pub descending: bool,
}

impl Default for GridSort {
    fn default() -> Self {
        GridSort { key: SortKey::Date, descending: true }
    }
}

impl GridSort {
    /// The sort of a name such as `-date`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let key = SortKey::ALL.into_iter().find(|key| key.code() == name)?;
        Some(GridSort { key, descending })
    }

    /// What the statement sorts by; against the sort where `backwards`.
    pub(super) fn order_by(self, backwards: bool) -> String {
        let direction = if self.descending == backwards { "ASC" } else { "DESC" };
        if self.key == SortKey::Date {
            return format!("id {direction}");
        }
        format!("{} {direction}, id {direction}", self.key.column())
    }

    /// The name, such as `-date`.
    pub fn code(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key.code())
    }
}

/// The row that a page begins after, or ends before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The sort key's value there; numbers as text.
    pub value: String,
    /// The row's id.
    pub id: i64,
    /// False: the rows after it. True: the rows before it, the last of them nearest.
    pub before: bool,
}

/// A page of a site's orders.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The site.
    pub site: SiteId,
    /// Which orders.
    pub filter: Filter,
    /// In which order.
    pub sort: GridSort,
    /// From where; the first page where not said. `last` asks for the end of the list.
    pub position: Option<Position>,
    /// The end of the list rather than its beginning, where no position is given.
    pub last: bool,
    /// Rows of the page.
    pub limit: i64,
}

/// The numbers of the orders that match, newest first.
#[derive(Clone, Debug)]
pub struct Matching {
    /// The site.
    pub site: SiteId,
    /// Which orders.
    pub filter: Filter,
    /// At most this many.
    pub limit: i64,
}

impl Question for Matching {
    type Answer = Vec<i64>;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Vec<i64>, Fault> {
        let all = Conditions::of(self.site, &self.filter);
        let sql = format!("SELECT number FROM orders WHERE {} ORDER BY id DESC LIMIT {}", all.sql, self.limit);
        tx.query(&sql, &all.params()).await?.iter().map(|row| row.int(0)).collect()
    }
}

/// A selection of everything that matches, evaluated anew.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The site.
    pub site: SiteId,
    /// Which orders.
    pub filter: Filter,
    /// The site's revision at which the filter was looked at.
    pub as_of: i64,
    /// At most this many orders are named.
    pub limit: i64,
}

/// What a filter selects now.
#[derive(Clone, Debug)]
pub struct Selected {
    /// Each order's number and version, newest first.
    pub orders: Vec<(i64, i64)>,
    /// How many match, exactly.
    pub total: i64,
    /// How many of them are new or have changed since it was looked at.
    pub changed: i64,
}

impl Question for Selection {
    type Answer = Selected;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<Selected, Fault> {
        let all = Conditions::of(self.site, &self.filter);
        let total = count(tx, &all).await?;
        let mut since = Conditions::of(self.site, &self.filter);
        since.and("rev > ?", Value::Int(self.as_of));
        let changed = count(tx, &since).await?;
        let sql = format!("SELECT number, version FROM orders WHERE {} ORDER BY id DESC LIMIT {}", all.sql, self.limit);
        let rows = tx.query(&sql, &all.params()).await?;
        let orders = rows.iter().map(|row| Ok((row.int(0)?, row.int(1)?))).collect::<Result<_, Fault>>()?;
        Ok(Selected { orders, total, changed })
    }
}

/// How far a site's history has come.
#[derive(Clone, Copy, Debug)]
pub struct SiteRev(pub SiteId);

impl Question for SiteRev {
    type Answer = i64;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<i64, Fault> {
        let sql = "SELECT last_rev FROM counters WHERE site_id = $1";
        tx.first(sql, &[Param::Int(self.0.0)]).await?.map_or(Ok(0), |row| row.int(0))
    }
}

/// The rows, and what a pager needs.
#[derive(Clone, Debug)]
pub struct GridPage {
    /// The orders of the page.
    pub rows: Vec<GridRow>,
    /// Orders that match, exactly.
    pub total: i64,
    /// Whether orders come before and after these.
    pub more_before: bool,
    /// See `more_before`.
    pub more_after: bool,
    /// The site's revision that this shows.
    pub rev: i64,
}

/// One order as the grid shows it.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are the columns of PROCEDURE")]
pub struct GridRow {
    pub number: i64,
    pub id: i64,
    pub source: String,
    pub source_order_id: String,
    pub language: String,
    pub placed_at: Timestamp,
    pub currency: String,
    pub total_cents: i64,
    pub received_cents: i64,
    pub payment_method: PaymentMethod,
    pub payment_status: PaymentStatus,
    pub progress: Option<String>,
    pub invoice: Option<String>,
    pub follow_up: bool,
    pub handoff_batch: Option<i64>,
    pub handoff_state: Option<String>,
    pub customer: String,
    pub version: i64,
    pub changed_at: Timestamp,
}

pub(super) const COLUMNS: &str =
    "number, id, source, source_order_id, language, placed_at, currency, total_cents, received_cents,
     payment_method, payment_status, progress, invoice, follow_up, handoff_batch, handoff_state, customer, version,
     changed_at";

impl GridRow {
    pub(super) fn read(row: &Row) -> Result<Self, Fault> {
        let unknown = |what: &str| Fault::new(format_args!("an order's {what} is unknown"));
        Ok(GridRow {
            number: row.int(0)?,
            id: row.int(1)?,
            source: row.string(2)?,
            source_order_id: row.string(3)?,
            language: row.string(4)?,
            placed_at: row.time(5)?,
            currency: row.string(6)?,
            total_cents: row.int(7)?,
            received_cents: row.int(8)?,
            payment_method: PaymentMethod::parse(row.text(9)?).ok_or_else(|| unknown("payment method"))?,
            payment_status: PaymentStatus::parse(row.text(10)?).ok_or_else(|| unknown("payment status"))?,
            progress: row.maybe_text(11)?.map(str::to_owned),
            invoice: row.maybe_text(12)?.map(str::to_owned),
            follow_up: row.flag(13)?,
            handoff_batch: row.maybe_int(14)?,
            handoff_state: row.maybe_text(15)?.map(str::to_owned),
            customer: row.string(16)?,
            version: row.int(17)?,
            changed_at: row.time(18)?,
        })
    }

    /// The position of this row under `sort`, to go on after or before it.
    pub fn position(&self, sort: GridSort, before: bool) -> Position {
        let value = match sort.key {
            SortKey::Date => self.id.to_string(),
            SortKey::Number => self.number.to_string(),
            SortKey::Amount => self.total_cents.to_string(),
            SortKey::Invoice => self.invoice.clone().unwrap_or_default(),
            SortKey::Customer => fold(&self.customer),
            SortKey::Language => self.language.clone(),
            SortKey::Source => self.source.clone(),
            SortKey::PaymentMethod => self.payment_method.code().to_owned(),
            SortKey::PaymentStatus => self.payment_status.code().to_owned(),
            SortKey::Progress => self.progress.clone().unwrap_or_default(),
            SortKey::FollowUp => i64::from(self.follow_up).to_string(),
        };
        Position { value, id: self.id, before }
    }
}

impl Question for Grid {
    type Answer = GridPage;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<GridPage, Fault> {
        let all = Conditions::of(self.site, &self.filter);
        let total = count(tx, &all).await?;
        let rev = SiteRev(self.site).ask(tx).await?;

        let backwards = self.position.as_ref().map_or(self.last, |position| position.before);
        let mut page = Conditions::of(self.site, &self.filter);
        if let Some(position) = &self.position {
            page.beyond(self.sort, position)?;
        }
        let order = self.sort.order_by(backwards);
        // The last page is what the pages before it leave, so that going on and going to the end show the same.
        let rest = if self.last && self.position.is_none() { total % self.limit.max(1) } else { 0 };
        let size = if rest > 0 { rest } else { self.limit };
        let limit = size + 1;
        let sql = format!("SELECT {COLUMNS} FROM orders WHERE {} ORDER BY {order} LIMIT {limit}", page.sql);
        let rows = tx.query(&sql, &page.params()).await?;
        let mut rows: Vec<GridRow> = rows.iter().map(GridRow::read).collect::<Result<_, _>>()?;
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > size;
        rows.truncate(usize::try_from(size).unwrap_or(0));
        if backwards {
            rows.reverse();
        }
        let elsewhere = self.position.is_some();
        let (more_before, more_after) = if backwards { (more, elsewhere) } else { (elsewhere, more) };
        Ok(GridPage { rows, total, more_before, more_after, rev })
    }
}

/// How many match, exactly.
async fn count<T: Tx>(tx: &mut T, all: &Conditions) -> Result<i64, Fault> {
    let sql = format!("SELECT COUNT(*) FROM orders WHERE {}", all.sql);
    tx.first(&sql, &all.params()).await?.map_or(Ok(0), |row| row.int(0))
}
