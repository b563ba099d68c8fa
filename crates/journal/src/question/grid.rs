//! « Suivi des commandes »: any filter and sort over a site's orders, paged through keysets.

use std::fmt::Write;

use jiff::Timestamp;
use orders::{PaymentMethod, PaymentStatus};

use crate::tx::{Param, Question, Row, Tx};
use crate::{Fault, SiteId, id_range};

/// What to show of a site's orders. Every filter that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The order number contains these digits.
    pub number: Option<String>,
    /// Placed at or after.
    pub from: Option<Timestamp>,
    /// Placed before.
    pub until: Option<Timestamp>,
    /// At least, minor units.
    pub amount_min: Option<i64>,
    /// At most, minor units.
    pub amount_max: Option<i64>,
    /// The invoice number contains this.
    pub invoice: Option<String>,
    /// The customer's language.
    pub language: Option<String>,
    /// The customer's name contains this, whatever the case.
    pub customer: Option<String>,
    /// The payment method.
    pub payment_method: Option<PaymentMethod>,
    /// « État ».
    pub payment_status: Option<PaymentStatus>,
    /// The progress state's code; `Some(None)` is « (Non défini) ».
    pub progress: Option<Option<String>>,
    /// « À suivre ».
    pub follow_up: Option<bool>,
    /// The channel.
    pub source: Option<String>,
    /// Changed after.
    pub updated_after: Option<Timestamp>,
}

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
}

impl SortKey {
    /// All, in the order of the columns.
    pub const ALL: [SortKey; 10] = [
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
        }
    }

    /// The expression; never NULL, so that a keyset can compare it.
    const fn column(self) -> &'static str {
        match self {
            SortKey::Date => "id",
            SortKey::Number => "number",
            SortKey::Amount => "total_cents",
            SortKey::Invoice => "COALESCE(invoice, '')",
            SortKey::Customer => "customer",
            SortKey::Language => "language",
            SortKey::Source => "source",
            SortKey::PaymentMethod => "payment_method",
            SortKey::PaymentStatus => "payment_status",
            SortKey::Progress => "COALESCE(progress, '')",
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

const COLUMNS: &str = "number, id, source, source_order_id, language, placed_at, currency, total_cents, received_cents,
     payment_method, payment_status, progress, invoice, follow_up, handoff_batch, handoff_state, customer, version,
     changed_at";

impl GridRow {
    fn read(row: &Row) -> Result<Self, Fault> {
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
            SortKey::Customer => self.customer.clone(),
            SortKey::Language => self.language.clone(),
            SortKey::Source => self.source.clone(),
            SortKey::PaymentMethod => self.payment_method.code().to_owned(),
            SortKey::PaymentStatus => self.payment_status.code().to_owned(),
            SortKey::Progress => self.progress.clone().unwrap_or_default(),
        };
        Position { value, id: self.id, before }
    }
}

/// A statement under construction: conditions and the values they bind, numbered as they appear.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

enum Value {
    Int(i64),
    Text(String),
}

impl Conditions {
    fn new(site: SiteId) -> Self {
        Conditions { sql: "site_id = $1".to_owned(), values: vec![Value::Int(site.0)] }
    }

    fn and(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.sql.push_str(" AND ");
        self.sql.push_str(&condition.replace('?', &format!("${}", self.values.len())));
    }

    fn and_if(&mut self, condition: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.and(condition, value);
        }
    }

    fn params(&self) -> Vec<Param<'_>> {
        let param = |value| match value {
            &Value::Int(number) => Param::Int(number),
            Value::Text(text) => Param::Text(text),
        };
        self.values.iter().map(param).collect()
    }

    fn of(site: SiteId, filter: &Filter) -> Self {
        let text = |value: &Option<String>| value.clone().map(Value::Text);
        let containing = |value: &Option<String>| value.as_deref().map(|part| Value::Text(contains(part)));
        let mut all = Conditions::new(site);
        let (from, until) = (filter.from, filter.until);
        all.and_if("id >= ?", from.map(|from| Value::Int(id_range(from, from).0)));
        all.and_if("id < ?", until.map(|until| Value::Int(id_range(until, until).1)));
        all.and_if("CAST(number AS TEXT) LIKE ? ESCAPE '!'", containing(&filter.number));
        all.and_if("total_cents >= ?", filter.amount_min.map(Value::Int));
        all.and_if("total_cents <= ?", filter.amount_max.map(Value::Int));
        all.and_if("invoice LIKE ? ESCAPE '!'", containing(&filter.invoice));
        all.and_if("language = ?", text(&filter.language));
        all.and_if("customer LIKE ? ESCAPE '!'", containing(&filter.customer));
        all.and_if("payment_method = ?", filter.payment_method.map(|method| Value::Text(method.code().into())));
        all.and_if("payment_status = ?", filter.payment_status.map(|status| Value::Text(status.code().into())));
        let progress = filter.progress.clone().map(|code| Value::Text(code.unwrap_or_default()));
        all.and_if("COALESCE(progress, '') = ?", progress);
        all.and_if("follow_up = ?", filter.follow_up.map(|flag| Value::Int(i64::from(flag))));
        all.and_if("source = ?", text(&filter.source));
        all.and_if("changed_at > ?", filter.updated_after.map(|at| Value::Int(crate::millis(at))));
        all
    }

    /// The rows on one side of a position. The sort value and the id are compared as one.
    fn beyond(&mut self, sort: GridSort, position: &Position) -> Result<(), Fault> {
        let comparison = if sort.descending == position.before { ">" } else { "<" };
        let column = sort.key.column();
        match sort.key {
            SortKey::Date => self.and(&format!("id {comparison} ?"), Value::Int(position.id)),
            SortKey::Number | SortKey::Amount => {
                let value = position.value.parse().map_err(Fault::new)?;
                self.and(&format!("({column}, id) {comparison} (?, "), Value::Int(value));
                self.close_pair(position.id);
            }
            SortKey::Invoice
            | SortKey::Customer
            | SortKey::Language
            | SortKey::Source
            | SortKey::PaymentMethod
            | SortKey::PaymentStatus
            | SortKey::Progress => {
                self.and(&format!("({column}, id) {comparison} (?, "), Value::Text(position.value.clone()));
                self.close_pair(position.id);
            }
        }
        Ok(())
    }

    fn close_pair(&mut self, id: i64) {
        self.values.push(Value::Int(id));
        let place = self.values.len();
        let _ = write!(self.sql, "${place})");
    }
}

/// A LIKE pattern for "contains", with the pattern's own signs taken literally.
fn contains(part: &str) -> String {
    let mut pattern = String::with_capacity(part.len() + 2);
    pattern.push('%');
    for sign in part.chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

impl Question for Grid {
    type Answer = GridPage;

    async fn ask<T: Tx>(self, tx: &mut T) -> Result<GridPage, Fault> {
        let all = Conditions::of(self.site, &self.filter);
        let count = format!("SELECT COUNT(*) FROM orders WHERE {}", all.sql);
        let total = tx.first(&count, &all.params()).await?.map_or(Ok(0), |row| row.int(0))?;
        let rev = "SELECT last_rev FROM counters WHERE site_id = $1";
        let rev = tx.first(rev, &[Param::Int(self.site.0)]).await?.map_or(Ok(0), |row| row.int(0))?;

        let backwards = self.position.as_ref().map_or(self.last, |position| position.before);
        let mut page = Conditions::of(self.site, &self.filter);
        if let Some(position) = &self.position {
            page.beyond(self.sort, position)?;
        }
        let direction = if self.sort.descending == backwards { "ASC" } else { "DESC" };
        let order = if self.sort.key == SortKey::Date {
            format!("id {direction}")
        } else {
            format!("{} {direction}, id {direction}", self.sort.key.column())
        };
        let limit = self.limit + 1;
        let sql = format!("SELECT {COLUMNS} FROM orders WHERE {} ORDER BY {order} LIMIT {limit}", page.sql);
        let rows = tx.query(&sql, &page.params()).await?;
        let mut rows: Vec<GridRow> = rows.iter().map(GridRow::read).collect::<Result<_, _>>()?;
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > self.limit;
        rows.truncate(usize::try_from(self.limit).unwrap_or(0));
        if backwards {
            rows.reverse();
        }
        let elsewhere = self.position.is_some();
        let (more_before, more_after) = if backwards { (more, elsewhere) } else { (elsewhere, more) };
        Ok(GridPage { rows, total, more_before, more_after, rev })
    }
}
