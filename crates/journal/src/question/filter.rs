//! Which orders: the grid's filters as conditions of a statement.

use jiff::Timestamp;
use orders::{PaymentMethod, PaymentStatus, fold};

use super::grid::{GridSort, Position, SortKey};
use crate::tx::Param;
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
    /// The customer's name contains this, whatever the case and accents.
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
    /// The channel as people name it.
    pub source_named: Option<SourceNamed>,
    /// Changed after.
    pub updated_after: Option<Timestamp>,
    /// Anything: the order's or invoice's number, the customer's name or e-mail contains this, or the amount is this.
    pub search: Option<Search>,
}

/// What is looked for in every column that people know an order by.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Contained in a number, a name or an e-mail, whatever the case and accents.
    pub text: String,
    /// The total to the cent, where the text reads as an amount.
    pub amount: Option<i64>,
}

/// A channel that people name: as it names itself, or by what it is called on the pages.
#[derive(Clone, Debug, Default)]
pub struct SourceNamed {
    /// Contained in the channel's own name, whatever the case and accents.
    pub text: String,
    /// Channels whose word on the pages contains it.
    pub codes: Vec<&'static str>,
}

/// A statement under construction: conditions and the values they bind, numbered as they appear.
pub(super) struct Conditions {
    pub(super) sql: String,
    values: Vec<Value>,
}

pub(super) enum Value {
    Int(i64),
    Text(String),
}

impl Conditions {
    fn new(site: SiteId) -> Self {
        Conditions { sql: "site_id = $1".to_owned(), values: vec![Value::Int(site.0)] }
    }

    pub(super) fn and(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.sql.push_str(" AND ");
        self.sql.push_str(&condition.replace('?', &format!("${}", self.values.len())));
    }

    fn and_if(&mut self, condition: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.and(condition, value);
        }
    }

    pub(super) fn params(&self) -> Vec<Param<'_>> {
        let param = |value| match value {
            &Value::Int(number) => Param::Int(number),
            Value::Text(text) => Param::Text(text),
        };
        self.values.iter().map(param).collect()
    }

    pub(super) fn of(site: SiteId, filter: &Filter) -> Self {
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
        let folded = filter.customer.as_deref().map(|part| Value::Text(contains(&fold(part))));
        all.and_if("fold(customer) LIKE ? ESCAPE '!'", folded);
        all.and_if("payment_method = ?", filter.payment_method.map(|method| Value::Text(method.code().into())));
        all.and_if("payment_status = ?", filter.payment_status.map(|status| Value::Text(status.code().into())));
        let progress = filter.progress.clone().map(|code| Value::Text(code.unwrap_or_default()));
        all.and_if("COALESCE(progress, '') = ?", progress);
        all.and_if("follow_up = ?", filter.follow_up.map(|flag| Value::Int(i64::from(flag))));
        all.and_if("source = ?", text(&filter.source));
        if let Some(named) = &filter.source_named {
            all.and_source(named);
        }
        all.and_if("changed_at > ?", filter.updated_after.map(|at| Value::Int(crate::millis(at))));
        if let Some(search) = &filter.search {
            all.and_search(search);
        }
        all
    }

    fn and_source(&mut self, named: &SourceNamed) {
        self.and("(fold(source) LIKE ? ESCAPE '!'", Value::Text(contains(&fold(&named.text))));
        for code in &named.codes {
            self.values.push(Value::Text((*code).to_owned()));
            self.sql.push_str(" OR source = $");
            self.sql.push_str(&self.values.len().to_string());
        }
        self.sql.push(')');
    }

    fn and_search(&mut self, search: &Search) {
        let anywhere = "(CAST(number AS TEXT) LIKE ? ESCAPE '!' OR invoice LIKE ? ESCAPE '!' \
             OR fold(customer) LIKE ? ESCAPE '!' OR fold(email_of(contact)) LIKE ? ESCAPE '!'";
        self.and(anywhere, Value::Text(contains(&fold(&search.text))));
        if let Some(cents) = search.amount {
            self.values.push(Value::Int(cents));
            self.sql.push_str(" OR total_cents = $");
            self.sql.push_str(&self.values.len().to_string());
        }
        self.sql.push(')');
    }

    /// The rows on one side of a position. The sort value and the id are compared as one.
    pub(super) fn beyond(&mut self, sort: GridSort, position: &Position) -> Result<(), Fault> {
        let comparison = if sort.descending == position.before { ">" } else { "<" };
        let column = sort.key.column();
        match sort.key {
            SortKey::Date => self.and(&format!("id {comparison} ?"), Value::Int(position.id)),
            SortKey::Number | SortKey::Amount | SortKey::FollowUp => {
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
        self.sql.push('$');
        self.sql.push_str(&self.values.len().to_string());
        self.sql.push(')');
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
