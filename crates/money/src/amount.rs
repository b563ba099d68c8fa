//! An amount with its currency, and checked arithmetic on plain cents.

use serde::{Deserialize, Serialize};

use crate::Currency;

/// The bound, either side of zero, of any amount that the product keeps, in minor units.
///
/// It is ten trillion euros, far above any order, and leaves room on every side: nine thousand such
/// amounts, or nine million of a thousandth of it, still add up within an `i64`; a product with a
/// rate in basis points fits an `i128` with ease; and, being below 2^53, it crosses JSON into a
/// browser without losing a cent. What is typed or read from files is held to it at the door.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000_000;

/// An amount in the minor units of a currency.
///
/// In JSON: `{"amount": 76192, "currency": "EUR"}` is 761.92 €.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Money {
    /// In minor units: cents for EUR, yen for JPY.
    pub amount: i64,
    /// What the minor units are of.
    pub currency: Currency,
}

impl Money {
    /// `amount` minor units of `currency`.
    pub fn new(amount: i64, currency: Currency) -> Self {
        Money { amount, currency }
    }

    /// Nothing, in `currency`.
    pub fn zero(currency: Currency) -> Self {
        Money::new(0, currency)
    }

    /// The sum, or `None` when the currencies differ or the sum overflows.
    pub fn checked_add(self, other: Money) -> Option<Money> {
        if self.currency != other.currency {
            return None;
        }
        let amount = self.amount.checked_add(other.amount)?;
        Some(Money::new(amount, self.currency))
    }

    /// The difference, or `None` when the currencies differ or the difference overflows.
    pub fn checked_sub(self, other: Money) -> Option<Money> {
        if self.currency != other.currency {
            return None;
        }
        let amount = self.amount.checked_sub(other.amount)?;
        Some(Money::new(amount, self.currency))
    }

    /// Whether there is nothing to pay either way.
    pub fn is_zero(self) -> bool {
        self.amount == 0
    }

    /// Whether it is owed the other way round.
    pub fn is_negative(self) -> bool {
        self.amount < 0
    }
}

/// Unit price times quantity, in cents; `None` when it overflows.
pub fn line_total(unit_price_cents: i64, quantity: i64) -> Option<i64> {
    unit_price_cents.checked_mul(quantity)
}

/// The sum of all the cents; `None` when it overflows, 0 when there are none.
///
/// Only the sum itself has to fit, not each step to it, so that the order of the lines never matters.
pub fn sum(cents: impl IntoIterator<Item = i64>) -> Option<i64> {
    // An i128 holds more i64s than a memory does.
    let total: i128 = cents.into_iter().map(i128::from).sum();
    i64::try_from(total).ok()
}

/// The nearest `i64`: for results that fit as long as amounts are within [`MAX_AMOUNT`], where a
/// bound is a better answer to absurd input than a panic.
pub(crate) fn saturate(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(amount: i64) -> Money {
        Money::new(amount, Currency::EUR)
    }

    #[test]
    fn amounts_of_one_currency_add_and_subtract() {
        assert_eq!(euros(150).checked_add(euros(75)), Some(euros(225)));
        assert_eq!(euros(150).checked_sub(euros(175)), Some(euros(-25)));
        assert_eq!(euros(150).checked_sub(euros(150)), Some(Money::zero(Currency::EUR)));
    }

    #[test]
    fn amounts_of_two_currencies_never_meet_not_even_zero() {
        let yen = Money::zero(Currency::parse("JPY").unwrap());
        assert_eq!(euros(150).checked_add(yen), None);
        assert_eq!(euros(150).checked_sub(yen), None);
    }

    #[test]
    fn what_overflows_is_refused() {
        assert_eq!(euros(i64::MAX).checked_add(euros(1)), None);
        assert_eq!(euros(i64::MIN).checked_sub(euros(1)), None);
        assert_eq!(line_total(i64::MAX, 2), None);
        assert_eq!(line_total(i64::MIN, -1), None);
        assert_eq!(sum([i64::MAX, 1]), None);
        assert_eq!(sum([i64::MIN, -1]), None);
    }

    #[test]
    fn the_sign_is_told() {
        for (amount, is_zero, is_negative) in [(0, true, false), (1, false, false), (-1, false, true)] {
            assert_eq!(euros(amount).is_zero(), is_zero, "{amount}");
            assert_eq!(euros(amount).is_negative(), is_negative, "{amount}");
        }
    }

    #[test]
    fn a_line_is_its_price_times_its_quantity() {
        assert_eq!(line_total(1_990, 3), Some(5_970));
        assert_eq!(line_total(1_990, -3), Some(-5_970));
        assert_eq!(line_total(0, i64::MAX), Some(0));
    }

    #[test]
    fn a_sum_depends_on_what_is_added_not_on_the_order() {
        assert_eq!(sum([]), Some(0));
        assert_eq!(sum([1, -2, 4]), Some(3));
        assert_eq!(sum([i64::MAX, 1, -1]), Some(i64::MAX));
        assert_eq!(sum([1, i64::MAX, -1]), Some(i64::MAX));
    }

    #[test]
    fn nine_thousand_of_the_greatest_amount_still_add_up() {
        assert!(sum(std::iter::repeat_n(MAX_AMOUNT, 9_000)).is_some());
        assert!(sum(std::iter::repeat_n(MAX_AMOUNT / 1_000, 9_000_000)).is_some());
    }

    #[test]
    fn the_greatest_amount_is_a_number_that_a_browser_holds_exactly() {
        const { assert!(MAX_AMOUNT < 1 << 53) }
    }
}
