//! How dates and amounts are typed into filters: `100`, `>=100`, `100-200`; `01/03/2013`, `1/3`,
//! `mars 2013`, `01/03/2013-15/03/2013`.

use jiff::civil::{Date, date};
use money::parse_amount;
use orders::fold;

use crate::format;
use crate::i18n::Lang;

/// Years in which orders can have been placed.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2100;

/// A first and a last, both included; open where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range<T> {
    pub from: Option<T>,
    pub until: Option<T>,
}

/// What one field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed<T> {
    /// A value that begins and ends; of a plain day or amount both are the same.
    Point(T, T),
    /// A comparison or a range, which says both ends itself.
    Range(Range<T>),
}

impl<T: Copy + Ord> Range<T> {
    /// What « De » and « à » say together. A plain value is a beginning in the first and an end in the
    /// second; a period such as a month, alone in the first, is the whole of it; a comparison or a
    /// range means what it says in either.
    pub(super) fn of_fields(from: Option<Typed<T>>, until: Option<Typed<T>>) -> Self {
        let from = match (from, until) {
            (None, _) => Range { from: None, until: None },
            (Some(Typed::Point(first, last)), None) if first != last => Range { from: Some(first), until: Some(last) },
            (Some(Typed::Point(first, _)), _) => Range { from: Some(first), until: None },
            (Some(Typed::Range(range)), _) => range,
        };
        let until = match until {
            None => Range { from: None, until: None },
            Some(Typed::Point(_, last)) => Range { from: None, until: Some(last) },
            Some(Typed::Range(range)) => range,
        };
        Range { from: from.from.max(until.from), until: least(from.until, until.until) }
    }
}

fn least<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// An amount in minor units, or a range of them. Spaces of any kind are ignored.
pub(super) fn read_amounts(text: &str, exponent: u32) -> Option<Typed<i64>> {
    let point = |text: &str| {
        let cents = parse_amount(text, exponent).ok().filter(|cents| *cents >= 0)?;
        Some((cents, cents))
    };
    read(text, &point)
}

/// A day, a month, a year, or a range of them. A day without a year is the last one that is not after `today`.
pub(super) fn read_days(text: &str, today: Date) -> Option<Typed<Date>> {
    read(text, &|text| read_period(text, today))
}

/// The days that « De » and « à » mean together, both included; `None` where one of them cannot be read.
pub(crate) fn read_day_span(from: &str, to: &str, today: Date) -> Option<(Option<Date>, Option<Date>)> {
    let typed = |text: &str| if text.is_empty() { Some(None) } else { read_days(text, today).map(Some) };
    let range = Range::of_fields(typed(from)?, typed(to)?);
    Some((range.from, range.until))
}

fn read<T: Copy + Ord>(text: &str, point: &impl Fn(&str) -> Option<(T, T)>) -> Option<Typed<T>> {
    let text = text.trim();
    if let Some((first, last)) = point(text) {
        return Some(Typed::Point(first, last));
    }
    let after = |signs: &[&str]| signs.iter().find_map(|sign| text.strip_prefix(sign)).map(|rest| point(rest.trim()));
    if let Some(least) = after(&[">=", "≥", "=>"]) {
        return least.map(|(first, _)| Typed::Range(Range { from: Some(first), until: None }));
    }
    if let Some(most) = after(&["<=", "≤", "=<"]) {
        return most.map(|(_, last)| Typed::Range(Range { from: None, until: Some(last) }));
    }
    if let Some(exactly) = after(&["="]) {
        return exactly.map(|(first, last)| Typed::Range(Range { from: Some(first), until: Some(last) }));
    }
    let separators = ["-", "–", "—", "..", " à ", " au ", " to "];
    let places = separators.iter().flat_map(|mark| text.match_indices(mark));
    let sides = |(at, mark): (usize, &str)| {
        let (one, other) = (point(text[..at].trim())?, point(text[at + mark.len()..].trim())?);
        // Typed the wrong way round it can only mean the same.
        let (low, high) = if one.0 <= other.0 { (one, other) } else { (other, one) };
        Some(Typed::Range(Range { from: Some(low.0), until: Some(high.1) }))
    };
    places.into_iter().find_map(sides)
}

/// `01/03/2013`, `1/3/2013`, `01.03.2013` or `2013-03-01`.
pub(crate) fn read_day(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date).filter(|_| text.len() == 10);
    }
    let parts: Vec<i16> = text.split(['/', '.']).map(number).collect::<Option<_>>()?;
    match parts[..] {
        [day, month, year] => day_of(day, month, year),
        _ => None,
    }
}

fn read_period(text: &str, today: Date) -> Option<(Date, Date)> {
    if let Some(day) = read_day(text).or_else(|| read_recent_day(text, today)) {
        return Some((day, day));
    }
    let (month, year) = read_month(text)?;
    let Some(month) = month else { return Some((day_of(1, 1, year)?, day_of(31, 12, year)?)) };
    let first = day_of(1, month, year)?;
    Some((first, first.last_of_month()))
}

/// `1/3`, `1 mars`, `1 mars 2013`, `1er mars`.
fn read_recent_day(text: &str, today: Date) -> Option<Date> {
    let words = fold(text);
    let parts: Vec<&str> = words.split(['/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let day = number(parts.first()?.trim_end_matches("er"))?;
    let month = |part: &str| number(part).filter(|month| *month <= 12).or_else(|| month_named(part));
    match parts[..] {
        [_, of, year] => day_of(day, month_named(of)?, number(year)?),
        [_, of] => {
            let (month, year) = (month(of)?, today.year());
            let of_year = |year| day_of(day, month, year).filter(|day| *day <= today);
            of_year(year).or_else(|| of_year(year - 1)).or_else(|| (year - 8..year).rev().find_map(of_year))
        }
        _ => None,
    }
}

/// `mars 2013`, `03/2013`, `2013-03`, `2013`.
fn read_month(text: &str) -> Option<(Option<i16>, i16)> {
    let words = fold(text);
    let parts: Vec<&str> = words.split(['/', '.', ' ', '-']).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [year] => Some((None, number(year)?)),
        [year, month] if year.len() == 4 && number(year).is_some() => Some((Some(number(month)?), number(year)?)),
        [month, year] => Some((Some(number(month).or_else(|| month_named(month))?), number(year)?)),
        _ => None,
    }
}

fn number(text: &str) -> Option<i16> {
    text.trim().parse().ok().filter(|number| *number > 0)
}

fn day_of(day: i16, month: i16, year: i16) -> Option<Date> {
    let day = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some(day).filter(|day| YEARS.contains(&day.year()))
}

/// The month whose name begins so, in either language: `mars`, `fevr`, `Dec`. Three letters at least, and only one month.
fn month_named(start: &str) -> Option<i16> {
    let start = start.trim_end_matches('.');
    if start.chars().count() < 3 {
        return None;
    }
    let named = |month: &i16| {
        let first = date(2000, i8::try_from(*month).unwrap_or(1), 1);
        Lang::ALL.iter().any(|lang| fold(&format::month(*lang, first)).starts_with(start))
    };
    let mut months = (1..=12).filter(named);
    let found = months.next()?;
    months.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn days(from: &str, to: &str) -> Option<(Option<Date>, Option<Date>)> {
        read_day_span(from, to, TODAY)
    }

    fn amounts(from: &str, to: &str) -> Option<(Option<i64>, Option<i64>)> {
        let typed = |text: &str| if text.is_empty() { Some(None) } else { read_amounts(text, 2).map(Some) };
        let range = Range::of_fields(typed(from)?, typed(to)?);
        Some((range.from, range.until))
    }

    #[test]
    fn u06_amounts_are_read_as_people_write_them() {
        let exactly_620 = Some((Some(62_029), Some(62_029)));
        let table = [
            ("100", "", Some((Some(10_000), None))),
            ("", "100", Some((None, Some(10_000)))),
            ("100", "200", Some((Some(10_000), Some(20_000)))),
            (">=100", "", Some((Some(10_000), None))),
            (">= 100,50", "", Some((Some(10_050), None))),
            ("≥ 100", "", Some((Some(10_000), None))),
            ("<=100", "", Some((None, Some(10_000)))),
            ("=620,29", "", exactly_620),
            ("620.29", "620,29", exactly_620),
            ("100-200", "", Some((Some(10_000), Some(20_000)))),
            ("", "100-200", Some((Some(10_000), Some(20_000)))),
            ("100 – 200", "", Some((Some(10_000), Some(20_000)))),
            ("100..200", "", Some((Some(10_000), Some(20_000)))),
            ("100 à 200", "", Some((Some(10_000), Some(20_000)))),
            ("200-100", "", Some((Some(10_000), Some(20_000)))),
            ("100-300", "200", Some((Some(10_000), Some(20_000)))),
            ("1 234,56", "", Some((Some(123_456), None))),
            ("1\u{a0}234,56\u{202f}€", "", Some((Some(123_456), None))),
            ("1\u{202f}000-2\u{a0}000", "", Some((Some(100_000), Some(200_000)))),
            ("cent", "", None),
            ("100-", "", None),
            ("-5", "", None),
            (">=", "", None),
            ("1.234", "", None),
            ("100-deux cents", "", None),
        ];
        for (from, to, expected) in table {
            assert_eq!(amounts(from, to), expected, "{from} | {to}");
        }
    }

    #[test]
    fn u06_dates_are_read_as_people_write_them() {
        let day = date(2013, 3, 1);
        let march = Some((Some(day), Some(date(2013, 3, 31))));
        let fortnight = Some((Some(day), Some(date(2013, 3, 15))));
        let table = [
            ("01/03/2013", "", Some((Some(day), None))),
            ("1/3/2013", "", Some((Some(day), None))),
            ("01.03.2013", "", Some((Some(day), None))),
            ("2013-03-01", "", Some((Some(day), None))),
            ("1 mars 2013", "", Some((Some(day), None))),
            ("1\u{a0}mars 2013", "", Some((Some(day), None))),
            ("1er Mars 2013", "", Some((Some(day), None))),
            ("", "01/03/2013", Some((None, Some(day)))),
            ("01/03/2013", "15/03/2013", fortnight),
            ("01/03/2013-15/03/2013", "", fortnight),
            ("2013-03-01 – 2013-03-15", "", fortnight),
            ("2013-03-01-2013-03-15", "", fortnight),
            ("01/03/2013 au 15/03/2013", "", fortnight),
            ("15/03/2013-01/03/2013", "", fortnight),
            ("=01/03/2013", "", Some((Some(day), Some(day)))),
            ("<=01/03/2013", "", Some((None, Some(day)))),
            ("mars 2013", "", march),
            ("MARS 2013", "", march),
            ("March 2013", "", march),
            ("03/2013", "", march),
            ("2013-03", "", march),
            ("", "mars 2013", Some((None, Some(date(2013, 3, 31))))),
            ("mars 2013", "mai 2013", Some((Some(day), Some(date(2013, 5, 31))))),
            ("mars 2013-mai 2013", "", Some((Some(day), Some(date(2013, 5, 31))))),
            (">=mars 2013", "", Some((Some(day), None))),
            ("fevrier 2012", "", Some((Some(date(2012, 2, 1)), Some(date(2012, 2, 29))))),
            ("févr. 2012", "", Some((Some(date(2012, 2, 1)), Some(date(2012, 2, 29))))),
            ("2013", "", Some((Some(date(2013, 1, 1)), Some(date(2013, 12, 31))))),
            ("1/3", "", Some((Some(date(2026, 3, 1)), None))),
            ("1 mars", "", Some((Some(date(2026, 3, 1)), None))),
            ("24/11", "", Some((Some(TODAY), None))),
            ("25/11", "", Some((Some(date(2025, 11, 25)), None))),
            ("29/2", "", Some((Some(date(2024, 2, 29)), None))),
            ("31/02/2013", "", None),
            ("31/2", "", None),
            ("1/3/13", "", None),
            ("jui 2013", "", None),
            ("ma 2013", "", None),
            ("hier", "", None),
            ("13/2013", "", None),
            ("0/3", "", None),
        ];
        for (from, to, expected) in table {
            assert_eq!(days(from, to), expected, "{from} | {to}");
        }
    }

    #[test]
    fn days_of_forms_have_a_year() {
        for text in ["01/03/2013", "1/3/2013", "2013-03-01", "01.03.2013"] {
            assert_eq!(read_day(text), Some(date(2013, 3, 1)), "{text}");
        }
        for text in ["", "31/02/2013", "2013", "1/3", "03/2013/01/1", "1/3/13"] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }
}
