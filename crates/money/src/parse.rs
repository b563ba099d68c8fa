//! Amounts as people type them and as files hold them.
//!
//! The two are read differently on purpose. A person is helped with marks, spaces and signs, and
//! asked when the text can mean two amounts. A file has one grammar, may carry more decimals than
//! the currency has, and is told whether rounding changed its value.

use serde::{Deserialize, Serialize};

use crate::MAX_AMOUNT;

/// Why a text is not an amount.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum AmountError {
    /// Nothing was written.
    #[error("no amount is given")]
    Empty,
    /// It is not written like an amount.
    #[error("not an amount")]
    NotANumber,
    /// It can be read as two amounts, such as `1.234`: ask, do not guess.
    #[error("the amount can be read in two ways")]
    Ambiguous,
    /// It has more decimals than the currency.
    #[error("the amount has more decimals than its currency")]
    TooPrecise,
    /// It is beyond [`MAX_AMOUNT`], either side of zero.
    #[error("the amount is out of bounds")]
    TooLarge,
}

/// An amount from a file, rounded to the minor unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Rounded {
    /// In minor units, rounded half away from zero.
    pub cents: i64,
    /// Whether the text said exactly this, so that nothing was lost by rounding.
    pub exact: bool,
}

/// Reads an amount that a person typed, in minor units of a currency with `exponent` decimals.
///
/// Comma and point are both decimal marks, and both thousands marks where that is plain:
/// `1234,5`, `1234.50`, `1.234,50`, `1,234.50`, `1 234,50` and `1.234.567` are all understood.
/// Spaces of any kind are ignored around the number and between its thousands. One sign `€`, `$` or
/// `£` may stand before or after; it is not compared with the currency. The minus is `-` or U+2212.
///
/// # Errors
/// - [`Empty`](AmountError::Empty): nothing but spaces, or a currency sign alone.
/// - [`NotANumber`](AmountError::NotANumber): letters, two decimal marks, thousands out of place.
/// - [`Ambiguous`](AmountError::Ambiguous): a single mark before three digits (`1.234`), thousands
///   or thousandths? Not where only one reading can be meant: `0.123`, `1234.567`, a currency
///   without decimals (thousands) and one with exactly three (all of them are commonly written,
///   and there is no other way to write them). Also digits apart that are not thousands (`12 50`).
/// - [`TooPrecise`](AmountError::TooPrecise): more than `exponent` decimals.
/// - [`TooLarge`](AmountError::TooLarge): beyond [`MAX_AMOUNT`].
pub fn parse_amount(text: &str, exponent: u32) -> Result<i64, AmountError> {
    // From here on every run of spaces, whichever their kind, is one plain space.
    let text: Vec<&str> = text.split(is_space).filter(|part| !part.is_empty()).collect();
    let text = text.join(" ");
    let (negative, number) = undress(&text)?;
    if number.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' ')) {
        return Err(AmountError::NotANumber);
    }

    let (whole, fraction) = match decimal_mark(number, exponent)? {
        Some(mark) => (&number[..mark], Some(number[mark + 1..].trim_start())),
        None => (number, None),
    };
    check_thousands(whole.trim_end(), fraction.is_some())?;
    let fraction = match fraction {
        Some("") => return Err(AmountError::NotANumber),
        Some(digits) if digits.contains(' ') => return Err(AmountError::Ambiguous),
        Some(digits) => digits,
        None => "",
    };
    if fraction.len() > decimals(exponent) {
        return Err(AmountError::TooPrecise);
    }

    let magnitude = minor_units(whole, fraction, exponent)?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// Reads an amount from a file, in minor units of a currency with `exponent` decimals, rounded half
/// away from zero.
///
/// The grammar is that of `xs:decimal` in XML Schema, which the invoice formats use: an optional `-`
/// or `+`, digits, and an optional point with any number of decimals, with white space around it
/// ignored. No thousands, no comma, no exponent.
///
/// # Errors
/// - [`Empty`](AmountError::Empty): nothing but white space.
/// - [`NotANumber`](AmountError::NotANumber): outside the grammar.
/// - [`TooLarge`](AmountError::TooLarge): beyond [`MAX_AMOUNT`], once rounded.
pub fn parse_decimal(text: &str, exponent: u32) -> Result<Rounded, AmountError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    let negative = text.starts_with('-');
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() + fraction.len() == 0 {
        return Err(AmountError::NotANumber);
    }

    let (kept, dropped) = fraction.split_at(fraction.len().min(decimals(exponent)));
    let rounds_up = dropped.bytes().next().is_some_and(|digit| digit >= b'5');
    let magnitude = minor_units(whole, kept, exponent)? + i64::from(rounds_up);
    if magnitude > MAX_AMOUNT {
        return Err(AmountError::TooLarge);
    }
    Ok(Rounded {
        cents: if negative { -magnitude } else { magnitude },
        exact: dropped.bytes().all(|digit| digit == b'0'),
    })
}

/// White space of any kind, and the characters of no width that come along when text is pasted.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Takes the sign and the currency sign off: whether it is negative, and the number that is left.
fn undress(text: &str) -> Result<(bool, &str), AmountError> {
    const CURRENCY_SIGNS: [char; 3] = ['€', '$', '£'];
    let unpriced = |text| {
        let rest = str::strip_prefix(text, CURRENCY_SIGNS)?;
        Some(rest.trim_start())
    };

    // The currency sign may stand before the sign, after it, or at the end, but only once.
    let (text, mut priced) = unpriced(text).map_or((text, false), |rest| (rest, true));
    let negative = text.starts_with(['-', '\u{2212}']);
    let signed = negative || text.starts_with('+');
    let mut number = text.strip_prefix(['-', '\u{2212}', '+']).unwrap_or(text);
    number = number.trim_start();
    if !priced && let Some(rest) = unpriced(number) {
        (number, priced) = (rest, true);
    }
    if !priced && let Some(rest) = number.strip_suffix(CURRENCY_SIGNS) {
        number = rest.trim_end();
    }

    match number {
        "" if signed => Err(AmountError::NotANumber),
        "" => Err(AmountError::Empty),
        _ => Ok((negative, number)),
    }
}

/// Where the decimal mark of a number of digits, marks and spaces is, if it has one.
fn decimal_mark(number: &str, exponent: u32) -> Result<Option<usize>, AmountError> {
    let Some(last) = number.rfind(['.', ',']) else {
        return Ok(None);
    };
    let (mark, other) = if number[last..].starts_with('.') { ('.', ',') } else { (',', '.') };
    let is_repeated = number.matches(mark).count() > 1;
    if number.contains(other) {
        // Both are there: the last one is decimal, and there is only one of that.
        return if is_repeated { Err(AmountError::NotANumber) } else { Ok(Some(last)) };
    }
    if is_repeated {
        return Ok(None);
    }

    let whole = number[..last].trim_end();
    let fraction = number[last + 1..].trim_start();
    if !could_be_thousands(whole, fraction) {
        return Ok(Some(last));
    }
    match exponent {
        0 => Ok(None),
        3 => Ok(Some(last)),
        _ => Err(AmountError::Ambiguous),
    }
}

/// Whether a single mark between these two could be one of thousands: `1.234`, not `0.234`.
fn could_be_thousands(whole: &str, fraction: &str) -> bool {
    (1..=3).contains(&whole.len()) && !whole.starts_with('0') && fraction.len() == 3
}

/// Checks that the digits before the decimal mark are together or in thousands.
fn check_thousands(whole: &str, has_fraction: bool) -> Result<(), AmountError> {
    if whole.is_empty() && has_fraction {
        // `,50` is what some keypads give, and can only mean one thing.
        return Ok(());
    }
    let groups: Vec<usize> = whole.split(['.', ',', ' ']).map(str::len).collect();
    if groups.contains(&0) {
        return Err(AmountError::NotANumber);
    }
    let (first, others) = groups.split_first().unwrap_or((&0, &[]));
    if others.is_empty() || (*first <= 3 && others.iter().all(|&digits| digits == 3)) {
        return Ok(());
    }
    // `12 50` may be twelve and a half or a slip of the thumb; `10.07.2026` is no amount at all.
    Err(if whole.contains(['.', ',']) { AmountError::NotANumber } else { AmountError::Ambiguous })
}

/// The digits of both parts as minor units, or [`AmountError::TooLarge`]. Marks are skipped, and
/// `fraction` has `exponent` digits at most.
fn minor_units(whole: &str, fraction: &str, exponent: u32) -> Result<i64, AmountError> {
    let mut units = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        if byte.is_ascii_digit() {
            units = append_digit(units, byte - b'0')?;
        }
    }
    // Zero stays zero however many decimals there are; all else is out of bounds after a few.
    for _ in fraction.len()..decimals(exponent) {
        if units == 0 {
            break;
        }
        units = append_digit(units, 0)?;
    }
    Ok(units)
}

fn append_digit(units: i64, digit: u8) -> Result<i64, AmountError> {
    // Ten times MAX_AMOUNT is far from overflow, and more than that never gets here.
    let units = units * 10 + i64::from(digit);
    if units > MAX_AMOUNT {
        return Err(AmountError::TooLarge);
    }
    Ok(units)
}

fn decimals(exponent: u32) -> usize {
    usize::try_from(exponent).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::AmountError::{Ambiguous, Empty, NotANumber, TooLarge, TooPrecise};
    use super::*;

    #[track_caller]
    fn reads(exponent: u32, cases: &[(&str, i64)]) {
        for &(text, amount) in cases {
            assert_eq!(parse_amount(text, exponent), Ok(amount), "{text:?}");
        }
    }

    #[track_caller]
    fn refuses(exponent: u32, error: AmountError, texts: &[&str]) {
        for &text in texts {
            assert_eq!(parse_amount(text, exponent), Err(error), "{text:?}");
        }
    }

    #[test]
    fn comma_and_point_are_both_decimal_marks() {
        reads(
            2,
            &[
                ("0", 0),
                ("12", 1_200),
                ("1.5", 150),
                ("1,5", 150),
                ("1,50", 150),
                ("761.92", 76_192),
                ("761,92", 76_192),
                ("1234,5", 123_450),
                (",50", 50),
                (".5", 50),
                ("007", 700),
                ("0,05", 5),
            ],
        );
    }

    #[test]
    fn thousands_are_understood_where_they_are_plain() {
        reads(
            2,
            &[
                ("1.234,56", 123_456),
                ("1,234.56", 123_456),
                ("1.234,5", 123_450),
                ("1.234.567", 123_456_700),
                ("1,234,567", 123_456_700),
                ("1.234.567,89", 123_456_789),
                ("1 234", 123_400),
                ("1 234 567,89", 123_456_789),
                ("1 234.567,89", 123_456_789),
            ],
        );
    }

    #[test]
    fn spaces_of_any_kind_are_ignored() {
        reads(
            2,
            &[
                (" 12,50\t", 1_250),
                ("1\u{A0}234,56", 123_456),
                ("1\u{202F}234,56\u{A0}€", 123_456),
                ("1\u{2009}234,56", 123_456),
                ("1\u{3000}234", 123_400),
                ("\u{FEFF}12\u{200B}", 1_200),
                ("1  234", 123_400),
                ("12 , 50", 1_250),
            ],
        );
    }

    #[test]
    fn a_currency_sign_may_stand_before_or_after() {
        reads(
            2,
            &[
                ("€12", 1_200),
                ("12 €", 1_200),
                ("£ 12.50", 1_250),
                ("$1,234.50", 123_450),
                ("-12 €", -1_200),
                ("-€12", -1_200),
                ("€ -12", -1_200),
                ("- € 12", -1_200),
            ],
        );
    }

    #[test]
    fn a_minus_is_a_hyphen_or_a_true_minus() {
        reads(2, &[("-12,50", -1_250), ("\u{2212}12,50", -1_250), ("- 12", -1_200), ("+12", 1_200), ("-0", 0)]);
    }

    #[test]
    fn what_can_be_thousands_or_thousandths_is_asked_about() {
        refuses(2, Ambiguous, &["1.234", "1,234", "-12.345", "999,999 €", "12.500", "1 .234"]);
        refuses(4, Ambiguous, &["1.234"]);
    }

    #[test]
    fn digits_apart_that_are_not_thousands_are_asked_about() {
        refuses(2, Ambiguous, &["12 50", "1234 567", "1 23", "1 2345", "1 50,00", "12,5 0"]);
    }

    #[test]
    fn too_many_decimals_are_refused_where_they_can_only_be_decimals() {
        refuses(2, TooPrecise, &["1.2345", "0.123", "0,500", ".500", "1234.567", "1.234,567", "1 234,567", "1,0000"]);
        refuses(0, TooPrecise, &["1.5", "1234,00", "0.123", "1,234.5"]);
        refuses(3, TooPrecise, &["1,2345"]);
    }

    #[test]
    fn a_currency_without_decimals_has_only_thousands() {
        reads(0, &[("1234", 1_234), ("1.234", 1_234), ("1,234,567", 1_234_567)]);
    }

    #[test]
    fn a_currency_of_three_decimals_writes_all_of_them() {
        reads(3, &[("1.234", 1_234), ("1,5", 1_500), ("1 234", 1_234_000), ("1.234,500", 1_234_500)]);
    }

    #[test]
    fn nothing_is_empty() {
        refuses(2, Empty, &["", " ", "\u{A0}\u{202F}\u{200B}", "€", " € "]);
    }

    #[test]
    fn what_is_not_written_like_an_amount_is_refused() {
        refuses(
            2,
            NotANumber,
            &[
                "abc",
                "12 EUR",
                "12€50",
                "€€12",
                "€12€",
                "--12",
                "12-",
                "-",
                "€-",
                ".",
                ",",
                "12,",
                "1..2",
                "1,,234",
                "1.23.45",
                "10.07.2026",
                "1.234,56.78",
                "1,23,456.00",
                ".234.567",
                "1e3",
                "0x10",
                "½",
                "١٢",
                "１２",
                "NaN",
                "inf",
                "1'234",
                "12\u{2212}",
            ],
        );
    }

    #[test]
    fn the_greatest_amount_is_read_and_no_greater_one() {
        reads(2, &[("10000000000000", MAX_AMOUNT), ("-10.000.000.000.000,00", -MAX_AMOUNT)]);
        refuses(2, TooLarge, &["10000000000000,01", "-10000000000001", "99999999999999999999999"]);
        refuses(u32::MAX, TooLarge, &["1"]);
        reads(u32::MAX, &[("0", 0)]);
    }

    #[test]
    fn a_file_is_rounded_half_away_from_zero_and_told_so() {
        for (text, cents, exact) in [
            ("0", 0, true),
            ("12", 1_200, true),
            ("1.5", 150, true),
            ("1.234", 123, false),
            ("1.235", 124, false),
            ("-1.235", -124, false),
            ("-1.234", -123, false),
            ("1.2349999999999999999999999", 123, false),
            ("0.005", 1, false),
            ("-0.004", 0, false),
            ("761.9200000000000000000000000000000", 76_192, true),
            ("+12.50", 1_250, true),
            ("-.5", -50, true),
            ("5.", 500, true),
            (" 12.50\n", 1_250, true),
            ("0000000000000000000000000012", 1_200, true),
            ("10000000000000.004", MAX_AMOUNT, false),
        ] {
            assert_eq!(parse_decimal(text, 2), Ok(Rounded { cents, exact }), "{text:?}");
        }
        let yen = Rounded { cents: 13, exact: false };
        assert_eq!(parse_decimal("12.5", 0), Ok(yen));
    }

    #[test]
    fn a_file_has_one_grammar() {
        for (text, error) in [
            ("", Empty),
            ("  ", Empty),
            ("-", NotANumber),
            (".", NotANumber),
            ("+-1", NotANumber),
            ("1,5", NotANumber),
            ("1 234", NotANumber),
            ("1.234.567", NotANumber),
            ("1e3", NotANumber),
            ("€12", NotANumber),
            ("\u{2212}12", NotANumber),
            ("12é", NotANumber),
            ("10000000000000.005", TooLarge),
            ("-10000000000001", TooLarge),
        ] {
            assert_eq!(parse_decimal(text, 2), Err(error), "{text:?}");
        }
    }
}
