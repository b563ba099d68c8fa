use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::Fault;

/// Bits of an order's row id that tell orders of the same millisecond apart.
const NUMBER_BITS: u32 = 21;

/// Milliseconds since 1970, as times are kept.
pub fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The time of kept milliseconds.
pub fn time_of(millis: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_millisecond(millis).map_err(Fault::new)
}

/// An order's row id: it sorts by the time of placing, then by number. Placing times lie after 1970
/// and the number's low bits tell two million orders of one millisecond apart.
pub fn order_id(placed_at: Timestamp, number: i64) -> i64 {
    (millis(placed_at) << NUMBER_BITS) | (number & ((1 << NUMBER_BITS) - 1))
}

/// The row ids of orders placed in `from..until`, as a half-open range.
pub fn id_range(from: Timestamp, until: Timestamp) -> (i64, i64) {
    (millis(from) << NUMBER_BITS, millis(until) << NUMBER_BITS)
}

/// The instants at which the days `first..=last` begin and end in the shop's zone; a day with a
/// clock change is 23 or 25 hours long.
pub fn day_range(first: Date, last: Date, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Fault> {
    let from = first.to_zoned_datetime(zone.clone()).map_err(Fault::new)?.timestamp();
    let after = last.tomorrow().map_err(Fault::new)?;
    let until = after.to_zoned_datetime(zone.clone()).map_err(Fault::new)?.timestamp();
    Ok((from, until))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_of_the_shop_is_a_range_of_row_ids_even_when_clocks_change() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let (from, until) = day_range(date(2013, 3, 31), date(2013, 3, 31), &paris).unwrap();
        assert_eq!(until.as_second() - from.as_second(), 23 * 3600);
        let (low, high) = id_range(from, until);
        let last: Timestamp = "2013-03-31T21:59:59.999Z".parse().unwrap();
        assert!(low <= order_id(from, 7_090_564) && order_id(last, 7_090_564) < high);
        assert!(order_id(until, 1) >= high);
    }
}
