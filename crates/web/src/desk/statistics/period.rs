//! The time that statistics are of, as the address says it: `period=2013-03`, `2013-q1`, `2013`, `all`, or `from` and `to`.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::desk::orders::read_day_span;
use crate::form::Form;
use crate::format;
use crate::i18n::{Lang, t, ta};

/// Bars that stay wide enough to be seen; beyond, a bar stands for a longer time.
const MOST_BARS: usize = 62;

/// Some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// The month that begins then.
    Month(Date),
    /// The quarter that begins then.
    Quarter(Date),
    /// The year that begins then.
    Year(Date),
    /// Since the first order.
    All,
    /// From and to, both included; open where there is none.
    Days(Option<Date>, Option<Date>),
}

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Month,
    Year,
}

impl Period {
    /// The period of an address; `None` where it cannot be read.
    pub(super) fn read(asked: &Form, today: Date) -> Option<Self> {
        if !asked.get("from").is_empty() || !asked.get("to").is_empty() {
            let (from, to) = read_day_span(asked.get("from"), asked.get("to"), today)?;
            return Some(Period::Days(from, to));
        }
        let text = asked.get("period");
        if text == "all" {
            return Some(Period::All);
        }
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let year: i16 = year.parse().ok().filter(|year| (1980..=2100).contains(year))?;
        match part {
            None => Some(Period::Year(date(year, 1, 1))),
            Some(part) => match part.strip_prefix('q') {
                Some(quarter) => {
                    let quarter: i8 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
                    Some(Period::Quarter(date(year, quarter * 3 - 2, 1)))
                }
                None => Some(Period::Month(Date::new(year, part.parse().ok()?, 1).ok()?)),
            },
        }
    }

    /// The month, quarter, year or everything that holds a day, in the order in which they are offered.
    pub(super) fn around(day: Date) -> [Self; 4] {
        let month = day.first_of_month();
        let quarter = date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
        [Period::Month(month), Period::Quarter(quarter), Period::Year(month.first_of_year()), Period::All]
    }

    /// First and last day, as far as it says them.
    pub(super) fn days(self) -> (Option<Date>, Option<Date>) {
        let months = |first: Date, count: i64| first.checked_add(count.months()).and_then(Date::yesterday).ok();
        match self {
            Period::Month(first) => (Some(first), months(first, 1)),
            Period::Quarter(first) => (Some(first), months(first, 3)),
            Period::Year(first) => (Some(first), months(first, 12)),
            Period::All => (None, None),
            Period::Days(first, last) => (first, last),
        }
    }

    /// The one before or after, of the same length.
    pub(super) fn neighbour(self, step: i64) -> Option<Self> {
        let moved = |first: Date, months: i64| first.checked_add((months * step).months()).ok();
        match self {
            Period::Month(first) => moved(first, 1).map(Period::Month),
            Period::Quarter(first) => moved(first, 3).map(Period::Quarter),
            Period::Year(first) => moved(first, 12).map(Period::Year),
            Period::All | Period::Days(..) => None,
        }
    }

    /// Its part of an address.
    pub(super) fn address(self) -> String {
        let base = "/desk/statistics";
        match self {
            Period::Month(first) => format!("{base}?period={}", first.strftime("%Y-%m")),
            Period::Quarter(first) => format!("{base}?period={}-q{}", first.year(), (first.month() + 2) / 3),
            Period::Year(first) => format!("{base}?period={}", first.year()),
            Period::All => format!("{base}?period=all"),
            Period::Days(first, last) => format!("{base}?{}", days_query(first, last)),
        }
    }

    /// What people call it.
    pub(super) fn name(self, lang: Lang) -> String {
        let day = |day: Date| format::date_grid(lang, day);
        match self {
            Period::Month(first) => format::month(lang, first),
            Period::Quarter(first) => {
                let (quarter, year) = ((first.month() + 2) / 3, first.year().to_string());
                ta(lang, "statistics-quarter-name", &[("quarter", i32::from(quarter).into()), ("year", year.into())])
            }
            Period::Year(first) => first.year().to_string(),
            Period::All | Period::Days(None, None) => t(lang, "statistics-all-name"),
            Period::Days(Some(first), None) => ta(lang, "statistics-since", &[("from", day(first).into())]),
            Period::Days(None, Some(last)) => ta(lang, "statistics-until", &[("to", day(last).into())]),
            Period::Days(Some(first), Some(last)) => {
                ta(lang, "statistics-days", &[("from", day(first).into()), ("to", day(last).into())])
            }
        }
    }
}

impl Grain {
    /// The parts of `first..=last`: each one's first and last day.
    pub(super) fn parts(first: Date, last: Date) -> (Self, Vec<(Date, Date)>) {
        for grain in [Grain::Day, Grain::Month] {
            let parts = grain.split(first, last);
            if parts.len() <= MOST_BARS {
                return (grain, parts);
            }
        }
        (Grain::Year, Grain::Year.split(first, last))
    }

    fn split(self, first: Date, last: Date) -> Vec<(Date, Date)> {
        let mut parts = Vec::new();
        let mut begin = first;
        // One too many is enough to know that they are too many.
        while begin <= last && (parts.len() <= MOST_BARS || self == Grain::Year) {
            let end = match self {
                Grain::Day => begin,
                Grain::Month => begin.last_of_month(),
                Grain::Year => begin.last_of_year(),
            };
            parts.push((begin, end.min(last)));
            let Ok(next) = end.tomorrow() else { break };
            begin = next;
        }
        parts
    }

    /// The part that begins at `first`, in words.
    pub(super) fn name(self, lang: Lang, first: Date) -> String {
        match self {
            Grain::Day => format::date_grid(lang, first),
            Grain::Month => format::month(lang, first),
            Grain::Year => first.year().to_string(),
        }
    }

    /// The same in brief, for the foot of a bar; without the year where it is one for all.
    pub(super) fn brief_name(self, lang: Lang, first: Date, one_year: bool) -> String {
        match self {
            Grain::Day => format::day_brief(lang, first),
            Grain::Month if one_year => format::month_name(lang, first.month()).to_owned(),
            Grain::Month => format::month_brief(lang, first),
            Grain::Year => first.year().to_string(),
        }
    }
}

/// Days as the grid's filters take them.
pub(super) fn days_query(first: Option<Date>, last: Option<Date>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, day) in [("from", first), ("to", last)] {
        if let Some(day) = day {
            query.append_pair(name, &day.to_string());
        }
    }
    query.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn read(query: &str) -> Option<Period> {
        Period::read(&Form::of_query(&format!("?{query}")), TODAY)
    }

    #[test]
    fn u39_a_period_is_read_and_leads_back_to_its_address() {
        let march = date(2013, 3, 1);
        let table = [
            ("period=2013-03", Period::Month(march), (Some(march), Some(date(2013, 3, 31)))),
            ("period=2012-02", Period::Month(date(2012, 2, 1)), (Some(date(2012, 2, 1)), Some(date(2012, 2, 29)))),
            ("period=2013-q4", Period::Quarter(date(2013, 10, 1)), (Some(date(2013, 10, 1)), Some(date(2013, 12, 31)))),
            ("period=2013", Period::Year(date(2013, 1, 1)), (Some(date(2013, 1, 1)), Some(date(2013, 12, 31)))),
            ("period=all", Period::All, (None, None)),
            ("from=2013-03-01", Period::Days(Some(march), None), (Some(march), None)),
        ];
        for (query, period, days) in table {
            assert_eq!(read(query), Some(period), "{query}");
            assert_eq!(period.days(), days, "{query}");
            assert_eq!(period.address(), format!("/desk/statistics?{query}"));
        }
        assert_eq!(read("from=mars+2013"), Some(Period::Days(Some(march), Some(date(2013, 3, 31)))));
        for query in ["", "period=2013-13", "period=2013-q5", "period=13", "period=mars", "from=demain"] {
            assert_eq!(read(query), None, "{query}");
        }
    }

    #[test]
    fn u39_parts_are_days_then_months_then_years_and_leave_nothing_out() {
        for (first, last, grain, count) in [
            (date(2013, 3, 1), date(2013, 3, 31), Grain::Day, 31),
            (date(2013, 1, 15), date(2013, 4, 2), Grain::Month, 4),
            (date(2013, 1, 1), date(2017, 12, 31), Grain::Month, 60),
            (date(1980, 1, 1), date(2100, 12, 31), Grain::Year, 121),
        ] {
            let (found, parts) = Grain::parts(first, last);
            assert_eq!((found, parts.len()), (grain, count));
            assert_eq!((parts[0].0, parts[count - 1].1), (first, last));
            for pair in parts.windows(2) {
                assert_eq!(pair[0].1.tomorrow().unwrap(), pair[1].0, "no gap");
            }
        }
    }

    #[test]
    fn periods_around_a_day_hold_it() {
        for period in Period::around(date(2013, 12, 31)) {
            let (first, last) = period.days();
            assert!(first.is_none_or(|first| first <= date(2013, 12, 31)), "{period:?}");
            assert!(last.is_none_or(|last| last >= date(2013, 12, 31)), "{period:?}");
        }
        assert_eq!(Period::Month(date(2013, 1, 1)).neighbour(-1), Some(Period::Month(date(2012, 12, 1))));
    }
}
