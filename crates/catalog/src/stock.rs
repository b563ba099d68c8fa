/// What to do when less is left than wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// The storefront: the customer is told before anything is promised.
    Refuse,
    /// A channel that has already sold: the order is a fact, the stock goes below zero.
    Allow,
}

/// Less is left than wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("only {left} left")]
pub struct OutOfStock {
    /// Units that could still be taken; never negative.
    pub left: i64,
}

/// The stock after `quantity` units were taken from it; `None` stays `None` (not followed).
pub fn take(stock: Option<i64>, quantity: i64, shortage: Shortage) -> Result<Option<i64>, OutOfStock> {
    let Some(left) = stock else { return Ok(None) };
    if left < quantity && shortage == Shortage::Refuse {
        return Err(OutOfStock { left: left.max(0) });
    }
    Ok(Some(left.saturating_sub(quantity)))
}

/// The stock after somebody corrected it in a form: they saw `opened` and wrote `written`, and
/// meanwhile it has become `now`. What was sold in between stays sold. Where one of the three follows
/// no stock there is no difference to carry over, and what was written holds.
pub fn correct(now: Option<i64>, opened: Option<i64>, written: Option<i64>) -> Option<i64> {
    match (now, opened, written) {
        (Some(now), Some(opened), Some(written)) => Some(now.saturating_add(written.saturating_sub(opened))),
        (_, _, written) => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_storefront_never_sells_what_is_not_there() {
        assert_eq!(take(Some(3), 3, Shortage::Refuse), Ok(Some(0)));
        assert_eq!(take(Some(3), 4, Shortage::Refuse), Err(OutOfStock { left: 3 }));
        assert_eq!(take(Some(-2), 1, Shortage::Refuse), Err(OutOfStock { left: 0 }));
    }

    #[test]
    fn a_channel_that_has_already_sold_goes_below_zero() {
        assert_eq!(take(Some(3), 5, Shortage::Allow), Ok(Some(-2)));
    }

    #[test]
    fn stock_that_is_not_followed_is_never_short() {
        assert_eq!(take(None, 1_000, Shortage::Refuse), Ok(None));
    }

    #[test]
    fn what_was_sold_while_somebody_corrected_the_stock_stays_sold() {
        assert_eq!(correct(Some(9), Some(12), Some(12)), Some(9), "only the name was changed");
        assert_eq!(correct(Some(9), Some(12), Some(20)), Some(17), "eight came in, three were sold");
        assert_eq!(correct(Some(-2), Some(1), Some(0)), Some(-3));
        assert_eq!(correct(Some(9), Some(12), None), None, "no longer followed");
        assert_eq!(correct(None, None, Some(5)), Some(5), "followed from now on");
        assert_eq!(correct(Some(i64::MAX), Some(0), Some(1)), Some(i64::MAX));
    }
}
