//! How amounts, percentages, dates, times and counts are written, one function per kind, exact to the byte.
//!
//! Pages never format by themselves. Groups and currency signs take U+00A0 in French, not the narrower U+202F: at text sizes the
//! latter is nearly invisible and `1 234` reads as `1234`.

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::i18n::{Lang, t, ta};

/// The space inside French numbers and dates, which a line never breaks at.
pub const NBSP: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// An amount in minor units: `1 234,56 €`, `€1,234.56`. `exponent` is the currency's number of decimals.
pub fn amount(lang: Lang, minor: i64, currency: &str, exponent: u32) -> String {
    let mut text = String::with_capacity(24);
    if minor < 0 {
        text.push(MINUS);
    }
    let number = decimal(lang, minor.unsigned_abs(), exponent);
    match (lang, symbol(lang, currency)) {
        (Lang::Fr, sign) => {
            text.push_str(&number);
            text.push(NBSP);
            text.push_str(sign.unwrap_or(currency));
        }
        (Lang::En, Some(sign)) => {
            text.push_str(sign);
            text.push_str(&number);
        }
        (Lang::En, None) => {
            text.push_str(currency);
            text.push(NBSP);
            text.push_str(&number);
        }
    }
    text
}

/// A rate in hundredths of a percent, without idle zeros: `5,5 %`, `20 %`, `5.5%`.
pub fn percent(lang: Lang, basis_points: i64) -> String {
    let mut text = String::with_capacity(12);
    if basis_points < 0 {
        text.push(MINUS);
    }
    let hundredths = basis_points.unsigned_abs();
    text.push_str(&grouped(lang, hundredths / 100));
    let rest = hundredths % 100;
    if rest > 0 {
        text.push(decimal_mark(lang));
        text.push_str(format!("{rest:02}").trim_end_matches('0'));
    }
    if lang == Lang::Fr {
        text.push(NBSP);
    }
    text.push('%');
    text
}

/// A date in words, as the grid and the pages show it: `1 mars 2013`, `1 March 2013`.
pub fn date_grid(lang: Lang, date: impl Into<Date>) -> String {
    let date = date.into();
    let month = month_name(lang, date.month());
    match lang {
        Lang::Fr => format!("{}{NBSP}{month} {}", date.day(), date.year()),
        Lang::En => format!("{} {month} {}", date.day(), date.year()),
    }
}

/// A month in words: `mars 2013`, `March 2013`.
pub fn month(lang: Lang, date: impl Into<Date>) -> String {
    let date = date.into();
    format!("{} {}", month_name(lang, date.month()), date.year())
}

/// A day and its month at the foot of a chart: `1 mars`, `9 déc.`, `1 Mar`.
pub fn day_brief(lang: Lang, date: impl Into<Date>) -> String {
    let date = date.into();
    format!("{}{NBSP}{}", date.day(), month_brief_name(lang, date.month()))
}

/// A month at the foot of a chart: `déc. 2013`, `Dec 2013`.
pub fn month_brief(lang: Lang, date: impl Into<Date>) -> String {
    let date = date.into();
    format!("{}{NBSP}{}", month_brief_name(lang, date.month()), date.year())
}

/// An account number as banks print it, in groups of four: `FR76 3000 6000`.
pub fn iban(number: &str) -> String {
    let groups: Vec<&str> = number.as_bytes().chunks(4).filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(&NBSP.to_string())
}

/// An amount as a field holds it, to be typed over: `1234,56`, `1234.56`.
pub fn plain_amount(lang: Lang, minor: i64, exponent: u32) -> String {
    let unit = 10_i64.checked_pow(exponent).unwrap_or(1);
    if unit == 1 {
        return minor.to_string();
    }
    let width = usize::try_from(exponent).unwrap_or(0);
    format!("{}{}{:0width$}", minor / unit, decimal_mark(lang), (minor % unit).abs())
}

/// A date in figures: `01/03/2013` in both languages.
pub fn date_short(date: impl Into<Date>) -> String {
    let date = date.into();
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A time of day in 24 hours: `14:05`. In autumn's double hour it says which of the two it is.
pub fn time(lang: Lang, at: &ZonedDateTime) -> String {
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    if !is_double_hour(at) {
        return clock;
    }
    let summer = at.time_zone().to_offset_info(at.timestamp()).dst().is_dst();
    let which = if summer { t(lang, "time-summer") } else { t(lang, "time-winter") };
    format!("{clock} ({which})")
}

/// A time of day to the second, for what is updated while one looks: `14:07:32`.
pub fn clock(at: &ZonedDateTime) -> String {
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// Day and time of a moment, as text: `1 mars 2013 à 09:49`.
pub fn moment_text(lang: Lang, at: &ZonedDateTime) -> String {
    let (date, time) = (date_grid(lang, at), time(lang, at));
    ta(lang, "date-and-time", &[("date", date.into()), ("time", time.into())])
}

/// The moment for a `datetime` attribute: RFC 3339 with the offset, `2013-03-01T09:49:00+01:00`.
pub fn datetime_attr(at: &ZonedDateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A whole number with groups: `1 248`, `1,248`.
pub fn count(lang: Lang, number: i64) -> String {
    let digits = grouped(lang, number.unsigned_abs());
    if number < 0 { format!("{MINUS}{digits}") } else { digits }
}

/// A number that names a thing: `N° 1042`, `No. 1042`.
pub fn number_sign(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Fr => format!("N°{NBSP}{number}"),
        Lang::En => format!("No.{NBSP}{number}"),
    }
}

fn decimal(lang: Lang, minor: u64, exponent: u32) -> String {
    let Some(unit) = 10_u64.checked_pow(exponent).filter(|unit| *unit > 1) else {
        return grouped(lang, minor);
    };
    let width = usize::try_from(exponent).unwrap_or_default();
    format!("{}{}{:0width$}", grouped(lang, minor / unit), decimal_mark(lang), minor % unit)
}

fn grouped(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let separator = match lang {
        Lang::Fr => NBSP,
        Lang::En => ',',
    };
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

const fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    }
}

/// The sign of a currency where readers of the language know it; other currencies show their code.
fn symbol(lang: Lang, currency: &str) -> Option<&'static str> {
    match (currency, lang) {
        ("EUR", _) => Some("€"),
        ("USD", Lang::Fr) => Some("$US"),
        ("USD", Lang::En) => Some("$"),
        ("GBP", Lang::Fr) => Some("£GB"),
        ("GBP", Lang::En) => Some("£"),
        _ => None,
    }
}

fn month_brief_name(lang: Lang, month: i8) -> &'static str {
    let names = match lang {
        Lang::Fr => ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
        Lang::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
    usize::try_from(month - 1).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

/// The name of a month of the year, from 1.
pub const fn month_name(lang: Lang, month: i8) -> &'static str {
    match (month, lang) {
        (1, Lang::Fr) => "janvier",
        (1, Lang::En) => "January",
        (2, Lang::Fr) => "février",
        (2, Lang::En) => "February",
        (3, Lang::Fr) => "mars",
        (3, Lang::En) => "March",
        (4, Lang::Fr) => "avril",
        (4, Lang::En) => "April",
        (5, Lang::Fr) => "mai",
        (5, Lang::En) => "May",
        (6, Lang::Fr) => "juin",
        (6, Lang::En) => "June",
        (7, Lang::Fr) => "juillet",
        (7, Lang::En) => "July",
        (8, Lang::Fr) => "août",
        (8, Lang::En) => "August",
        (9, Lang::Fr) => "septembre",
        (9, Lang::En) => "September",
        (10, Lang::Fr) => "octobre",
        (10, Lang::En) => "October",
        (11, Lang::Fr) => "novembre",
        (11, Lang::En) => "November",
        (_, Lang::Fr) => "décembre",
        (_, Lang::En) => "December",
    }
}

/// Whether the clock shows this time twice that day.
fn is_double_hour(at: &ZonedDateTime) -> bool {
    let ambiguous = at.time_zone().to_ambiguous_zoned_datetime(at.datetime());
    matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Fold { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn u57_amounts_are_exact_to_the_byte() {
        let table = [
            (123_456, "EUR", 2, "1\u{a0}234,56\u{a0}€", "€1,234.56"),
            (76_192, "EUR", 2, "761,92\u{a0}€", "€761.92"),
            (-8_900, "EUR", 2, "\u{2212}89,00\u{a0}€", "\u{2212}€89.00"),
            (0, "EUR", 2, "0,00\u{a0}€", "€0.00"),
            (5, "EUR", 2, "0,05\u{a0}€", "€0.05"),
            (123_456_789, "EUR", 2, "1\u{a0}234\u{a0}567,89\u{a0}€", "€1,234,567.89"),
            (1_500, "JPY", 0, "1\u{a0}500\u{a0}JPY", "JPY\u{a0}1,500"),
            (1_234_567, "TND", 3, "1\u{a0}234,567\u{a0}TND", "TND\u{a0}1,234.567"),
            (1_000, "USD", 2, "10,00\u{a0}$US", "$10.00"),
            (1_000, "GBP", 2, "10,00\u{a0}£GB", "£10.00"),
            (
                i64::MIN,
                "EUR",
                2,
                "\u{2212}92\u{a0}233\u{a0}720\u{a0}368\u{a0}547\u{a0}758,08\u{a0}€",
                "\u{2212}€92,233,720,368,547,758.08",
            ),
        ];
        for (minor, currency, exponent, french, english) in table {
            assert_eq!(amount(Lang::Fr, minor, currency, exponent), french);
            assert_eq!(amount(Lang::En, minor, currency, exponent), english);
        }
    }

    #[test]
    fn u57_percentages_drop_idle_zeros() {
        let table = [
            (550, "5,5\u{a0}%", "5.5%"),
            (2_000, "20\u{a0}%", "20%"),
            (210, "2,1\u{a0}%", "2.1%"),
            (525, "5,25\u{a0}%", "5.25%"),
            (5, "0,05\u{a0}%", "0.05%"),
            (0, "0\u{a0}%", "0%"),
            (-1_000, "\u{2212}10\u{a0}%", "\u{2212}10%"),
            (123_400, "1\u{a0}234\u{a0}%", "1,234%"),
        ];
        for (basis_points, french, english) in table {
            assert_eq!(percent(Lang::Fr, basis_points), french);
            assert_eq!(percent(Lang::En, basis_points), english);
        }
    }

    #[test]
    fn u57_dates_are_in_words_or_in_figures() {
        let table = [
            (date(2013, 3, 1), "1\u{a0}mars 2013", "1 March 2013", "01/03/2013"),
            (date(2013, 2, 28), "28\u{a0}février 2013", "28 February 2013", "28/02/2013"),
            (date(2024, 8, 31), "31\u{a0}août 2024", "31 August 2024", "31/08/2024"),
            (date(2024, 12, 9), "9\u{a0}décembre 2024", "9 December 2024", "09/12/2024"),
        ];
        for (day, french, english, figures) in table {
            assert_eq!(date_grid(Lang::Fr, day), french);
            assert_eq!(date_grid(Lang::En, day), english);
            assert_eq!(date_short(day), figures);
        }
    }

    #[test]
    fn u57_days_and_months_are_brief_at_the_foot_of_a_chart() {
        let (spring, winter) = (date(2013, 3, 1), date(2024, 12, 9));
        assert_eq!([day_brief(Lang::Fr, spring), day_brief(Lang::En, winter)], ["1\u{a0}mars", "9\u{a0}Dec"]);
        assert_eq!([month_brief(Lang::Fr, winter), month_brief(Lang::En, spring)], ["déc.\u{a0}2024", "Mar\u{a0}2013"]);
    }

    #[test]
    fn an_account_number_is_read_in_groups_of_four() {
        assert_eq!(iban("FR7630006000011234567890189"), "FR76 3000 6000 0112 3456 7890 189".replace(' ', "\u{a0}"));
        assert_eq!(iban(""), "");
    }

    #[test]
    fn u57_times_carry_their_offset_and_name_the_double_hour() {
        let table = [
            ("2013-03-01T14:05:00+01:00[Europe/Paris]", "14:05", "14:05", "2013-03-01T14:05:00+01:00"),
            ("2013-07-01T09:49:07+02:00[Europe/Paris]", "09:49", "09:49", "2013-07-01T09:49:07+02:00"),
            (
                "2013-10-27T02:30:00+02:00[Europe/Paris]",
                "02:30 (heure d’été)",
                "02:30 (summer time)",
                "2013-10-27T02:30:00+02:00",
            ),
            (
                "2013-10-27T02:30:00+01:00[Europe/Paris]",
                "02:30 (heure d’hiver)",
                "02:30 (winter time)",
                "2013-10-27T02:30:00+01:00",
            ),
        ];
        for (moment, french, english, attribute) in table {
            let at: ZonedDateTime = moment.parse().unwrap();
            assert_eq!(time(Lang::Fr, &at), french);
            assert_eq!(time(Lang::En, &at), english);
            assert_eq!(datetime_attr(&at), attribute);
            assert_eq!(clock(&at), attribute[11..19]);
            assert_eq!(date_short(&at), date_short(at.date()));
        }
    }

    #[test]
    fn u57_counts_are_grouped() {
        let table = [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_248, "1\u{a0}248", "1,248"),
            (1_000_000, "1\u{a0}000\u{a0}000", "1,000,000"),
            (-1_248, "\u{2212}1\u{a0}248", "\u{2212}1,248"),
        ];
        for (number, french, english) in table {
            assert_eq!(count(Lang::Fr, number), french);
            assert_eq!(count(Lang::En, number), english);
        }
        assert_eq!(number_sign(Lang::Fr, "1042"), "N°\u{a0}1042");
        assert_eq!(number_sign(Lang::En, "1042"), "No.\u{a0}1042");
    }
}
