//! The grid's address: filters, sort, page. It is the whole state of the view.

use jiff::ToSpan;
use jiff::civil::Date;
use journal::question::{Filter, GridSort, Position, Search, SortKey, SourceNamed};
use journal::{Site, day_range};
use money::parse_amount;
use orders::{Language, PaymentMethod, PaymentStatus, ProgressState};

use super::grammar::{Range, read_amounts, read_days};
use crate::desk::words::sources_called;
use crate::form::Form;
use crate::i18n::{Lang, t};

/// Rows of a page where the address names none.
pub(super) const DEFAULT_SIZE: i64 = 50;

/// What may be chosen instead.
pub(super) const SIZES: [i64; 4] = [20, 50, 100, 200];

/// Characters of a text filter; more cannot be found in any column.
const MOST_CHARACTERS: usize = 255;

/// The filters, in the order of the columns; the search first.
pub(super) const FILTERS: [&str; 14] = [
    "search",
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

/// How the list is shown.
const MANNER: [&str; 3] = ["sort", "size", "density"];

/// Where in the list.
const PLACE: [&str; 4] = ["after", "before", "end", "page"];

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
    /// Rows of 32 instead of 40 pixels.
    pub compact: bool,
    faults: Vec<(&'static str, &'static str)>,
}

impl Query {
    /// Reads an address. A filter that cannot be read is kept as typed, marked, and filters nothing.
    pub(crate) fn read(typed: &Form, site: &Site, today: Date) -> Self {
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
            compact: typed.get("density") == "compact",
            faults: Vec::new(),
        };
        query.filter = query.read_filter(site, today);
        query
    }

    fn read_filter(&mut self, site: &Site, today: Date) -> Filter {
        let exponent = site.currency.exponent();
        let days = |text: &str| read_days(text, today).ok_or("filter-bad-date");
        let amounts = |text: &str| read_amounts(text, exponent).ok_or("filter-bad-amount");
        let text = |text: &str| {
            if orders::plain_text(text, MOST_CHARACTERS) { Ok(text.to_owned()) } else { Err("filter-bad-text") }
        };
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if digits.is_empty() { Err("filter-bad-number") } else { Ok(digits) }
        };
        let days = Range::of_fields(self.one("from", days), self.one("to", days));
        let amounts = Range::of_fields(self.one("amount_min", amounts), self.one("amount_max", amounts));
        Filter {
            number: self.one("number", digits),
            from: days.from.and_then(|day| day_range(day, day, &site.zone).ok()).map(|(from, _)| from),
            until: days.until.and_then(|day| day_range(day, day, &site.zone).ok()).map(|(_, until)| until),
            amount_min: amounts.from,
            amount_max: amounts.until,
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
            source: None,
            source_named: self
                .one("source", |typed| Ok(SourceNamed { text: text(typed)?, codes: sources_called(typed) })),
            updated_after: None,
            search: self.one("search", |typed| {
                let amount = parse_amount(typed, exponent).ok().filter(|cents| *cents > 0);
                Ok(Search { text: text(typed)?, amount })
            }),
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

    /// What is wrong, each with its field.
    pub(super) fn faults(&self) -> &[(&'static str, &'static str)] {
        &self.faults
    }

    /// The filters that hold: typed, and read.
    pub(super) fn active(&self) -> impl Iterator<Item = &'static str> {
        FILTERS.into_iter().filter(|name| !self.typed(name).is_empty() && self.fault(name).is_none())
    }

    /// The filters alone, as a query string: what a selection of everything that matches stands for.
    pub(super) fn filter_text(&self) -> String {
        self.encode(&FILTERS, &[])
    }

    /// This very address.
    pub(super) fn here(&self) -> String {
        address(&self.view())
    }

    /// This very address without its path, which an order's pages keep to find the way back.
    pub(super) fn view(&self) -> String {
        self.encode(&[&FILTERS[..], &MANNER, &PLACE].concat(), &[])
    }

    /// The same view without filters.
    pub(super) fn cleared(&self) -> String {
        address(&self.encode(&MANNER, &[]))
    }

    /// The same view without one filter, from the first page.
    pub(super) fn without(&self, filter: &str) -> String {
        let others = FILTERS.into_iter().filter(|name| *name != filter).chain(MANNER);
        address(&self.encode(&others.collect::<Vec<_>>(), &[]))
    }

    /// The same filters, shown otherwise, from the first page.
    pub(super) fn shown(&self, name: &str, value: &str) -> String {
        let others = FILTERS.into_iter().chain(MANNER).filter(|other| *other != name);
        let said = if value.is_empty() { vec![] } else { vec![(name, value)] };
        address(&self.encode(&others.collect::<Vec<_>>(), &said))
    }

    /// The same filters, sorted otherwise, from the first page.
    pub(super) fn sorted(&self, sort: GridSort) -> String {
        self.shown("sort", &sort.code())
    }

    /// The same page with everything that matches selected, or only what is ticked.
    pub(super) fn with_all(&self, all: bool) -> String {
        address(&self.encode(&[&FILTERS[..], &MANNER, &PLACE].concat(), if all { &[("all", "1")] } else { &[] }))
    }

    /// The same view from another position.
    pub(super) fn at_page(&self, position: Option<&Position>, last: bool, page: i64) -> String {
        let names = [&FILTERS[..], &MANNER].concat();
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

    /// The periods and orders that « Date » offers, each with whether it is the one that is shown.
    pub(super) fn periods(&self, lang: Lang, today: Date) -> Vec<(String, String, bool)> {
        let back = |days: i64| today.checked_sub(days.days()).unwrap_or(today);
        let month = today.first_of_month();
        let last_month = month.checked_sub(1.days()).unwrap_or(month);
        let year = today.first_of_year();
        let spans = [
            ("period-today", Some(today), None),
            ("period-week", Some(back(6)), None),
            ("period-month", Some(month), None),
            ("period-last-month", Some(last_month.first_of_month()), Some(last_month)),
            ("period-year", Some(year), None),
            ("period-all", None, None),
        ];
        let names: Vec<&str> =
            FILTERS.into_iter().filter(|name| !matches!(*name, "from" | "to")).chain(MANNER).collect();
        let mut periods: Vec<_> = spans
            .into_iter()
            .map(|(key, from, to)| {
                let [from, to] = [from, to].map(|day| day.map(crate::format::date_short).unwrap_or_default());
                let shown = self.typed("from") == from && self.typed("to") == to;
                let mut more = vec![("from", from.as_str()), ("to", to.as_str())];
                more.retain(|(_, day)| !day.is_empty());
                (address(&self.encode(&names, &more)), t(lang, key), shown)
            })
            .collect();
        for (key, descending) in [("date-newest-first", true), ("date-oldest-first", false)] {
            let sort = GridSort { key: SortKey::Date, descending };
            periods.push((self.sorted(sort), t(lang, key), self.sort == sort));
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

/// The grid as it was when somebody left it for an order: `view` is what [`Query::view`] said, or anything else somebody
/// typed, of which only known names are kept.
pub(crate) fn way_back(view: &str) -> String {
    let typed = Form::of_query(&format!("?{view}"));
    let mut query = form_urlencoded::Serializer::new(String::new());
    let names = FILTERS.into_iter().chain(MANNER).chain(PLACE);
    query.extend_pairs(names.map(|name| (name, typed.get(name))).filter(|(_, value)| !value.is_empty()));
    address(&query.finish())
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
    if sort.key.is_number() && value.parse::<i64>().is_err() {
        return None;
    }
    Some(Position { value: value.to_owned(), id: id.parse().ok()?, before })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u04_the_way_back_keeps_the_view_and_nothing_else() {
        let table = [
            ("", "/desk/orders"),
            (
                "customer=%C3%89lise&sort=-amount&after=7%7E12&page=2",
                "/desk/orders?customer=%C3%89lise&sort=-amount&after=7%7E12&page=2",
            ),
            ("done=order-deleted&all=1&density=compact", "/desk/orders?density=compact"),
            ("//elsewhere.example/?x=1", "/desk/orders"),
        ];
        for (view, expected) in table {
            assert_eq!(way_back(view), expected);
        }
    }
}
