//! The grid's address: filters, sort, page. It is the whole state of the view.

use jiff::ToSpan;
use jiff::civil::Date;
use journal::question::{Filter, GridSort, Position, SortKey};
use journal::{Site, day_range};
use money::parse_amount;
use orders::{Language, PaymentMethod, PaymentStatus, ProgressState};

use crate::form::Form;
use crate::i18n::{Lang, t};

/// Rows of a page where the address names none.
pub(super) const DEFAULT_SIZE: i64 = 50;

/// What may be chosen instead.
const SIZES: [i64; 4] = [20, 50, 100, 200];

/// The filters, in the order of the columns.
const FILTERS: [&str; 13] = [
    "source",
    "number",
    "from",
    "to",
    "amount_min",
    "amount_max",
    "invoice",
    "language",
    "customer",
    "payment_method",
    "payment_status",
    "progress",
    "follow_up",
];

/// The grid's address, read.
pub(crate) struct Query {
    /// What was typed, kept as it was.
    typed: Form,
    /// The filters that could be read.
    pub filter: Filter,
    pub sort: GridSort,
    pub position: Option<Position>,
    pub last: bool,
    pub size: i64,
    /// The page's number, as the address says; only for people.
    pub page: i64,
    /// Everything that matches is selected.
    pub all: bool,
    faults: Vec<(&'static str, &'static str)>,
}

impl Query {
    /// Reads an address. A filter that cannot be read is kept as typed, marked, and filters nothing.
    pub(crate) fn read(typed: &Form, site: &Site) -> Self {
        let sort = GridSort::parse(typed.get("sort")).unwrap_or_default();
        let size = typed.get("size").parse().ok().filter(|size| SIZES.contains(size)).unwrap_or(DEFAULT_SIZE);
        let mut query = Query {
            typed: typed.clone(),
            filter: Filter::default(),
            sort,
            position: read_position(typed, sort),
            last: typed.get("end") == "1",
            size,
            page: typed.get("page").parse().unwrap_or(1),
            all: typed.get("all") == "1",
            faults: Vec::new(),
        };
        query.filter = query.read_filter(site);
        query
    }

    fn read_filter(&mut self, site: &Site) -> Filter {
        let day = |text: &str| read_day(text).ok_or("filter-bad-date");
        let range = |day: Date| day_range(day, day, &site.zone).map_err(|_| "filter-bad-date");
        let exponent = site.currency.exponent();
        let amount = |text: &str| parse_amount(text, exponent).map_err(|_| "filter-bad-amount");
        let text = |text: &str| Ok(text.to_owned());
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if digits.is_empty() { Err("filter-bad-number") } else { Ok(digits) }
        };
        Filter {
            number: self.one("number", digits),
            from: self.one("from", |text| Ok(range(day(text)?)?.0)),
            until: self.one("to", |text| Ok(range(day(text)?)?.1)),
            amount_min: self.one("amount_min", amount),
            amount_max: self.one("amount_max", amount),
            invoice: self.one("invoice", text),
            language: self.one("language", |code| {
                Language::parse(code).map(|language| language.code().to_owned()).ok_or("filter-bad-choice")
            }),
            customer: self.one("customer", text),
            payment_method: self.one("payment_method", |code| PaymentMethod::parse(code).ok_or("filter-bad-choice")),
            payment_status: self.one("payment_status", |code| PaymentStatus::parse(code).ok_or("filter-bad-choice")),
            progress: self.one("progress", |code| match code {
                "none" => Ok(None),
                code if ProgressState::valid_code(code) => Ok(Some(code.to_owned())),
                _ => Err("filter-bad-choice"),
            }),
            follow_up: self.one("follow_up", |text| text.parse().map_err(|_| "filter-bad-choice")),
            source: self.one("source", text),
            updated_after: None,
        }
    }

    fn one<T>(&mut self, name: &'static str, read: impl Fn(&str) -> Result<T, &'static str>) -> Option<T> {
        let text = self.typed.get(name);
        if text.is_empty() {
            return None;
        }
        match read(text) {
            Ok(value) => Some(value),
            Err(code) => {
                self.faults.push((name, code));
                None
            }
        }
    }

    /// What was typed into a filter.
    pub(super) fn typed(&self, name: &str) -> &str {
        self.typed.get(name)
    }

    /// The key of what is wrong with a filter.
    pub(super) fn fault(&self, name: &str) -> Option<&'static str> {
        self.faults.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
    }

    /// Each thing that is wrong, once.
    pub(super) fn errors(&self) -> Vec<&'static str> {
        let mut codes: Vec<&str> = self.faults.iter().map(|(_, code)| *code).collect();
        codes.dedup();
        codes
    }

    /// Whether any filter is set.
    pub(super) fn is_filtered(&self) -> bool {
        FILTERS.iter().any(|name| !self.typed(name).is_empty())
    }

    /// The filters alone, as a query string: what a selection of everything that matches stands for.
    pub(super) fn filter_text(&self) -> String {
        self.encode(&FILTERS, &[])
    }

    /// This very address.
    pub(super) fn here(&self) -> String {
        let mut names = FILTERS.to_vec();
        names.extend(["sort", "size", "after", "before", "end", "page"]);
        address(&self.encode(&names, &[]))
    }

    /// The same view without filters.
    pub(super) fn cleared(&self) -> String {
        address(&self.encode(&["sort", "size"], &[]))
    }

    /// The same filters, sorted otherwise, from the first page.
    pub(super) fn sorted(&self, sort: GridSort) -> String {
        let mut names = FILTERS.to_vec();
        names.push("size");
        address(&self.encode(&names, &[("sort", &sort.code())]))
    }

    /// The same page with everything that matches selected, or only what is ticked.
    pub(super) fn with_all(&self, all: bool) -> String {
        let mut names = FILTERS.to_vec();
        names.extend(["sort", "size", "after", "before", "end", "page"]);
        address(&self.encode(&names, if all { &[("all", "1")] } else { &[] }))
    }

    /// The same view from another position.
    pub(super) fn at_page(&self, position: Option<&Position>, last: bool, page: i64) -> String {
        let mut names = FILTERS.to_vec();
        names.extend(["sort", "size"]);
        let page = page.to_string();
        let mut more = vec![];
        let text = position.map(|position| format!("{}~{}", position.id, position.value));
        if let (Some(position), Some(text)) = (position, &text) {
            more.push((if position.before { "before" } else { "after" }, text.as_str()));
        }
        if last {
            more.push(("end", "1"));
        }
        if page != "1" {
            more.push(("page", &page));
        }
        address(&self.encode(&names, &more))
    }

    /// The periods and orders that « Date » offers.
    pub(super) fn periods(&self, lang: Lang, today: Date) -> Vec<(String, String)> {
        let back = |days: i64| today.checked_sub(days.days()).unwrap_or(today);
        let month = today.first_of_month();
        let year = today.first_of_year();
        let spans = [
            ("period-today", Some(today)),
            ("period-week", Some(back(6))),
            ("period-month", Some(month)),
            ("period-year", Some(year)),
            ("period-all", None),
        ];
        let names: Vec<&str> =
            FILTERS.into_iter().filter(|name| !matches!(*name, "from" | "to")).chain(["sort", "size"]).collect();
        let mut periods: Vec<_> = spans
            .into_iter()
            .map(|(key, from)| {
                let from = from.map(crate::format::date_short);
                let more: Vec<_> = from.iter().map(|from| ("from", from.as_str())).collect();
                (address(&self.encode(&names, &more)), t(lang, key))
            })
            .collect();
        for (key, descending) in [("date-newest-first", true), ("date-oldest-first", false)] {
            periods.push((self.sorted(GridSort { key: SortKey::Date, descending }), t(lang, key)));
        }
        periods
    }

    fn encode(&self, names: &[&str], more: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for name in names {
            if !self.typed(name).is_empty() {
                query.append_pair(name, self.typed(name));
            }
        }
        query.extend_pairs(more);
        query.finish()
    }
}

fn address(query: &str) -> String {
    if query.is_empty() { "/desk/orders".to_owned() } else { format!("/desk/orders?{query}") }
}

/// `ID~VALUE`; one that does not hold a value of the sort's column stands for the first page.
fn read_position(typed: &Form, sort: GridSort) -> Option<Position> {
    let (before, text) = match (typed.get("after"), typed.get("before")) {
        ("", "") => return None,
        ("", text) => (true, text),
        (text, _) => (false, text),
    };
    let (id, value) = text.split_once('~')?;
    let numeric = matches!(sort.key, SortKey::Date | SortKey::Number | SortKey::Amount);
    if numeric && value.parse::<i64>().is_err() {
        return None;
    }
    Some(Position { value: value.to_owned(), id: id.parse().ok()?, before })
}

/// `01/03/2013`, `1/3/2013` or `2013-03-01`.
pub(crate) fn read_day(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date).filter(|_| text.len() == 10);
    }
    let mut parts = text.split(['/', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year.trim().parse().ok()?, month.trim().parse().ok()?, day.trim().parse().ok()?)
        .ok()
        .filter(|date| (1980..=2100).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["01/03/2013", "1/3/2013", "2013-03-01", "01.03.2013"] {
            assert_eq!(read_day(text), Some(date(2013, 3, 1)), "{text}");
        }
        for text in ["", "31/02/2013", "2013", "1/3", "03/2013/01/1", "1/3/13"] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }
}
