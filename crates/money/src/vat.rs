//! Value-added tax when shop prices include it.
//!
//! Gross is the truth: it is what the customer saw and paid. Net and VAT are derived from it, per
//! rate on the sum of the lines, and the odd cents stay within the lines' nets.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::amount::saturate;

/// Basis points in a whole: 100 %.
const WHOLE: u32 = 10_000;

/// A rate of VAT in basis points, 0 to 10 000: 2000 is 20 %, 550 is 5.5 %.
///
/// In JSON it is that number; one out of range is refused. Ordered from low to high.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct VatRate(u32);

/// A rate of VAT above 100 %.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
#[error("a VAT rate is 0 to 10000 basis points, not {0}")]
pub struct RateOutOfRange(
    /// The basis points that were asked for.
    pub u32,
);

impl VatRate {
    /// No VAT is charged, for whichever reason.
    pub const ZERO: VatRate = VatRate(0);
    /// France's standard rate, 20 % (CGI, article 278).
    pub const FRENCH_STANDARD: VatRate = VatRate(2_000);

    /// A rate in basis points; `None` above 10 000.
    pub fn new(basis_points: u32) -> Option<VatRate> {
        VatRate::try_from(basis_points).ok()
    }

    /// The rate in basis points, 0 to 10 000.
    pub fn basis_points(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for VatRate {
    type Error = RateOutOfRange;

    fn try_from(basis_points: u32) -> Result<VatRate, RateOutOfRange> {
        if basis_points > WHOLE {
            return Err(RateOutOfRange(basis_points));
        }
        Ok(VatRate(basis_points))
    }
}

impl From<VatRate> for u32 {
    fn from(rate: VatRate) -> u32 {
        rate.0
    }
}

/// What is due at one rate, in cents. Net and VAT make the gross.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VatRow {
    /// The rate of every line in this row.
    pub rate: VatRate,
    /// The base of the tax.
    pub net_cents: i64,
    /// The tax.
    pub vat_cents: i64,
    /// The sum of the lines, tax included.
    pub gross_cents: i64,
}

/// The VAT of a document, in cents: per rate, per line and in all.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VatTable {
    /// One row per rate that a line has, the highest rate first.
    pub rows: Vec<VatRow>,
    /// The net of each line given, in the order given; those of a rate make the row's net.
    pub line_nets: Vec<i64>,
    /// The sum of the rows' nets.
    pub net_cents: i64,
    /// The sum of the rows' VAT.
    pub vat_cents: i64,
    /// The sum of the lines as given: what is to pay.
    pub gross_cents: i64,
}

/// The VAT of lines given as (gross cents, rate).
///
/// Per rate, net is [`net_of`] the sum of gross and VAT is the rest. Each line's net begins as its
/// own [`net_of`]; where those miss the row's net, the largest lines take up a cent each. No line's
/// net leaves the range from zero to its gross, and none is more than a cent off its own rounding.
///
/// The table of the negated lines is the negated table, so a full credit note mirrors its invoice.
/// Exact while the sums fit an `i64`, which [`MAX_AMOUNT`](crate::MAX_AMOUNT) ensures for some nine
/// thousand lines of the greatest amount; beyond that the sums stop at the bounds of an `i64`.
pub fn vat_table(lines: &[(i64, VatRate)]) -> VatTable {
    let mut lines_by_rate: BTreeMap<VatRate, Vec<usize>> = BTreeMap::new();
    for (index, &(_, rate)) in lines.iter().enumerate() {
        lines_by_rate.entry(rate).or_default().push(index);
    }

    let mut rows = Vec::with_capacity(lines_by_rate.len());
    let mut line_nets: Vec<i64> = lines.iter().map(|&(gross, rate)| net_of(gross, rate)).collect();
    for (&rate, indexes) in lines_by_rate.iter().rev() {
        let row = vat_row(rate, total(indexes.iter().map(|&index| lines[index].0)));
        absorb_odd_cents(&mut line_nets, lines, indexes, row.net_cents);
        rows.push(row);
    }

    VatTable {
        net_cents: total(rows.iter().map(|row| row.net_cents)),
        vat_cents: total(rows.iter().map(|row| row.vat_cents)),
        gross_cents: total(lines.iter().map(|&(gross, _)| gross)),
        rows,
        line_nets,
    }
}

/// The net part of an amount that includes VAT, in cents: `gross · 10000 / (10000 + rate)`, half up,
/// away from zero for negatives, so that the net of the opposite is the opposite of the net.
pub fn net_of(gross_cents: i64, rate: VatRate) -> i64 {
    let divisor = i128::from(WHOLE) + i128::from(rate.0);
    let magnitude = i128::from(gross_cents.unsigned_abs()) * i128::from(WHOLE);
    let rounded = (2 * magnitude + divisor) / (2 * divisor);
    saturate(rounded * i128::from(gross_cents.signum()))
}

fn vat_row(rate: VatRate, gross_cents: i64) -> VatRow {
    let net_cents = net_of(gross_cents, rate);
    VatRow {
        rate,
        net_cents,
        // Net is between zero and gross, so this cannot overflow.
        vat_cents: gross_cents - net_cents,
        gross_cents,
    }
}

/// Moves the nets of the lines at `indexes`, all of one rate, by a cent each from the largest line
/// down, until they add up to `row_net_cents`.
///
/// One pass is enough. Each line's rounding is off by half a cent at most, and so is the row's: with
/// n lines rounded the wrong way, at most (n + 1) / 2 cents are odd. And each of those n can move
/// without leaving its range, since moving it undoes its rounding.
fn absorb_odd_cents(line_nets: &mut [i64], lines: &[(i64, VatRate)], indexes: &[usize], row_net_cents: i64) {
    let sum_of_nets: i128 = indexes.iter().map(|&index| i128::from(line_nets[index])).sum();
    let mut odd_cents = i128::from(row_net_cents) - sum_of_nets;
    if odd_cents == 0 {
        return;
    }

    let mut largest_first = indexes.to_vec();
    // The sort is stable: of equal lines the first takes the cent.
    largest_first.sort_by_key(|&index| Reverse(lines[index].0.unsigned_abs()));
    for index in largest_first {
        if odd_cents == 0 {
            return;
        }
        let step = odd_cents.signum();
        let moved = i128::from(line_nets[index]) + step;
        // A net beyond its gross would mean tax of the wrong sign on that line.
        if is_between_zero_and(lines[index].0, moved) {
            line_nets[index] = saturate(moved);
            odd_cents -= step;
        }
    }
}

fn is_between_zero_and(gross_cents: i64, net_cents: i128) -> bool {
    let gross_cents = i128::from(gross_cents);
    (gross_cents.min(0)..=gross_cents.max(0)).contains(&net_cents)
}

fn total(cents: impl Iterator<Item = i64>) -> i64 {
    saturate(cents.map(i128::from).sum())
}

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, I64Deserializer};

    use super::*;
    use crate::MAX_AMOUNT;

    fn rate(basis_points: u32) -> VatRate {
        VatRate::new(basis_points).unwrap()
    }

    fn row(basis_points: u32, net_cents: i64, vat_cents: i64, gross_cents: i64) -> VatRow {
        VatRow { rate: rate(basis_points), net_cents, vat_cents, gross_cents }
    }

    #[test]
    fn a_rate_is_at_most_a_hundred_percent() {
        assert_eq!(rate(0), VatRate::ZERO);
        assert_eq!(rate(2_000), VatRate::FRENCH_STANDARD);
        assert_eq!(rate(10_000).basis_points(), 10_000);
        assert_eq!(VatRate::new(10_001), None);
        assert_eq!(VatRate::new(u32::MAX), None);
    }

    #[test]
    fn a_rate_is_written_and_read_as_a_number_and_refused_out_of_range() {
        struct Written(VatRate);
        impl std::fmt::Display for Written {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.serialize(f)
            }
        }
        assert_eq!(Written(rate(550)).to_string(), "550");

        let read = |basis_points: i64| {
            let number: I64Deserializer<Error> = basis_points.into_deserializer();
            VatRate::deserialize(number)
        };
        assert_eq!(read(550), Ok(rate(550)));
        assert!(read(-1).is_err());
        assert_eq!(read(10_001).unwrap_err().to_string(), "a VAT rate is 0 to 10000 basis points, not 10001");
    }

    #[test]
    fn the_net_is_rounded_half_up_and_mirrors() {
        for (gross, basis_points, net) in [
            (12_000, 2_000, 10_000),
            (0, 2_000, 0),
            (1, 2_000, 1),
            (100, 2_000, 83),
            // Exactly 2.5: up, and away from zero.
            (3, 2_000, 3),
            (999, 0, 999),
            (1_055, 550, 1_000),
            (1_000, 210, 979),
            (1, 10_000, 1),
            (76_192, 2_000, 63_493),
            (MAX_AMOUNT, 2_000, 833_333_333_333_333),
            (i64::MAX, 0, i64::MAX),
        ] {
            assert_eq!(net_of(gross, rate(basis_points)), net, "{gross} at {basis_points}");
            assert_eq!(net_of(-gross, rate(basis_points)), -net, "-{gross} at {basis_points}");
        }
        assert_eq!(net_of(i64::MIN, VatRate::ZERO), i64::MIN);
    }

    #[test]
    fn a_document_without_lines_has_no_rows() {
        let empty = VatTable { rows: vec![], line_nets: vec![], net_cents: 0, vat_cents: 0, gross_cents: 0 };
        assert_eq!(vat_table(&[]), empty);
    }

    #[test]
    fn rates_come_highest_first_and_lines_in_their_order() {
        let table = vat_table(&[(1_055, rate(550)), (500, VatRate::ZERO), (12_000, rate(2_000)), (2_110, rate(550))]);
        assert_eq!(
            table,
            VatTable {
                rows: vec![row(2_000, 10_000, 2_000, 12_000), row(550, 3_000, 165, 3_165), row(0, 500, 0, 500),],
                line_nets: vec![1_000, 500, 10_000, 2_000],
                net_cents: 13_500,
                vat_cents: 2_165,
                gross_cents: 15_665,
            }
        );
    }

    #[test]
    fn tax_is_computed_on_the_sum_and_the_largest_lines_take_up_the_odd_cents() {
        let cases: [(&[i64], i64, &[i64]); 6] = [
            // Each alone is 83.33, together 250.00: the first of equals has the cent.
            (&[100, 100, 100], 250, &[84, 83, 83]),
            // Each alone is 84.17, together 168.33: nothing is odd.
            (&[101, 101], 168, &[84, 84]),
            (&[100, 200, 1_000], 1_083, &[83, 167, 833]),
            // 83 + 83 + 833 miss 1 000: the largest has the cent, wherever it stands.
            (&[100, 100, 1_000], 1_000, &[83, 83, 834]),
            // Four times 1.67 and once 41.67 round to 50, together 48.33: two cents less.
            (&[2, 2, 50, 2, 2], 48, &[1, 2, 41, 2, 2]),
            // A discount is a line like another.
            (&[100, 100, -100], 83, &[83, 83, -83]),
        ];
        for (grosses, net, line_nets) in cases {
            let lines: Vec<_> = grosses.iter().map(|&gross| (gross, rate(2_000))).collect();
            let table = vat_table(&lines);
            assert_eq!(table.net_cents, net, "{grosses:?}");
            assert_eq!(table.line_nets, line_nets, "{grosses:?}");
        }
    }

    #[test]
    fn a_line_that_has_no_tax_left_to_give_does_not_take_up_a_cent() {
        // At 2.1 % the net of 24 is 23.51, so there is no VAT on it; that of -23 is -22.53. Rounded
        // they make -45, together -44.07: the cent would be due to the line of 24, were it not full.
        let lines = [24, -23, -23, -23].map(|gross| (gross, rate(210)));
        let table = vat_table(&lines);
        assert_eq!(table.net_cents, -44);
        assert_eq!(table.line_nets, [24, -22, -23, -23]);
    }

    #[test]
    fn free_lines_stay_free() {
        let lines = [0, 100, 0, 100, 100].map(|gross| (gross, VatRate::FRENCH_STANDARD));
        assert_eq!(vat_table(&lines).line_nets, [0, 84, 0, 83, 83]);
    }

    #[test]
    fn absurd_amounts_stop_at_the_bounds() {
        let lines = [(i64::MAX, VatRate::FRENCH_STANDARD), (i64::MAX, rate(550))];
        assert_eq!(vat_table(&lines).gross_cents, i64::MAX);
        let lines = [(i64::MIN, VatRate::FRENCH_STANDARD); 3];
        assert_eq!(vat_table(&lines).rows[0].gross_cents, i64::MIN);
    }
}
