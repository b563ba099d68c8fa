//! The door for new orders: what the contract bounds, at the bound and one beyond.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use jiff::ToSpan;
use orders::{MAX_LINES, Placement, RawDelivery, RawLine, RawPlacement};
use proptest::prelude::*;
use support::{door, now, raw, raw_line};

/// The faults of an order that `change` was done to, as `field code`.
fn faults(change: impl FnOnce(&mut RawPlacement)) -> Vec<String> {
    let mut raw = raw();
    change(&mut raw);
    let faults = Placement::parse(raw, &door()).err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{} {}", fault.field, fault.code)).collect()
}

fn assert_good(change: impl FnOnce(&mut RawPlacement)) {
    assert_eq!(faults(change), Vec::<String>::new());
}

/// A change at a bound is let in, one beyond it is refused with these words.
macro_rules! bounds {
    ($($name:ident: $good:expr, $bad:expr => $words:expr;)*) => { $(
        #[test]
        fn $name() {
            let good: fn(&mut RawPlacement) = $good;
            let bad: fn(&mut RawPlacement) = $bad;
            assert_good(good);
            assert_eq!(faults(bad), $words);
        }
    )* };
}

bounds! {
    a_source_has_a_character: |raw| raw.source = "x".into(), |raw| raw.source = " ".into() => ["source required"];
    a_source_has_255_characters: |raw| raw.source = "é".repeat(255), |raw| raw.source = "é".repeat(256) => ["source too_long"];
    a_reference_has_a_character: |raw| raw.source_order_id = "1".into(), |raw| raw.source_order_id.clear() => ["source_order_id required"];
    a_reference_has_255_characters: |raw| raw.source_order_id = "é".repeat(255),
        |raw| raw.source_order_id = "é".repeat(256) => ["source_order_id too_long"];
    a_customer_has_a_name: |raw| raw.customer.name = "É".into(), |raw| raw.customer.name.clear() => ["customer.name required"];
    a_name_holds_no_nul: |raw| raw.customer.name = "Élise\tExemple".into(),
        |raw| raw.customer.name = "Élise\0".into() => ["customer.name control_character"];
    an_address_holds_no_nul: |raw| raw.billing.line2 = "Bâtiment B".into(),
        |raw| raw.billing.line2 = "\0".into() => ["billing_address.line2 control_character"];
    an_order_has_a_line: |raw| raw.lines.truncate(1), |raw| raw.lines.clear() => ["lines required"];
    an_order_has_two_thousand_lines: |raw| raw.lines = vec![raw_line(); MAX_LINES],
        |raw| raw.lines = vec![raw_line(); MAX_LINES + 1] => ["lines too_many"];
    a_title_has_a_character: |raw| raw.lines[1].title = "x".into(), |raw| raw.lines[1].title.clear() => ["lines.1.title required"];
    a_title_has_500_characters: |raw| raw.lines[1].title = "é".repeat(500),
        |raw| raw.lines[1].title = "é".repeat(501) => ["lines.1.title too_long"];
    a_line_has_a_unit: |raw| raw.lines[0].quantity = 1, |raw| raw.lines[0].quantity = 0 => ["lines.0.quantity out_of_range"];
    a_line_has_a_million_units: |raw| raw.lines[0].quantity = 1_000_000,
        |raw| raw.lines[0].quantity = 1_000_001 => ["lines.0.quantity out_of_range"];
    a_price_may_be_nothing: |raw| raw.lines[0].unit_price_cents = 0,
        |raw| raw.lines[0].unit_price_cents = -1 => ["lines.0.unit_price out_of_range"];
    a_price_is_a_billion_euros: |raw| raw.lines[0].unit_price_cents = 100_000_000_000,
        |raw| raw.lines[0].unit_price_cents = 100_000_000_001 => ["lines.0.unit_price out_of_range"];
    a_rate_may_be_nothing: |raw| raw.lines[0].vat_rate = 0, |raw| raw.lines[0].vat_rate = -1 => ["lines.0.vat_rate out_of_range"];
    a_rate_is_a_hundred_percent: |raw| raw.lines[0].vat_rate = 10_000,
        |raw| raw.lines[0].vat_rate = 10_001 => ["lines.0.vat_rate out_of_range"];
    a_sku_may_be_empty_and_has_100_characters: |raw| raw.lines[0].sku.clear(),
        |raw| raw.lines[0].sku = "x".repeat(101) => ["lines.0.sku too_long"];
    a_currency_is_the_sites_own_in_capitals: |raw| raw.currency = Some("EUR".into()),
        |raw| raw.currency = Some("eur".into()) => ["currency other_currency"];
    another_currency_is_refused: |raw| raw.currency = None, |raw| raw.currency = Some("USD".into()) => ["currency other_currency"];
    a_language_is_known: |raw| raw.language = Some("en".into()), |raw| raw.language = Some("EN".into()) => ["language unknown_code"];
    a_payment_method_is_known: |raw| raw.payment_method = "cash_on_delivery".into(),
        |raw| raw.payment_method = "Cheque".into() => ["payment_method unknown_code"];
    a_payment_method_is_said: |raw| raw.payment_method = "other".into(), |raw| raw.payment_method.clear() => ["payment_method required"];
    a_delivery_price_may_be_nothing: |raw| raw.delivery.price_cents = 0,
        |raw| raw.delivery.price_cents = -1 => ["delivery.price out_of_range"];
    a_delivery_rate_is_a_rate: |raw| raw.delivery.vat_rate = Some(550),
        |raw| raw.delivery.vat_rate = Some(10_001) => ["delivery.vat_rate out_of_range"];
    a_country_is_two_capitals: |raw| raw.billing.country = "BE".into(),
        |raw| raw.billing.country = "be".into() => ["billing_address.country not_a_country"];
    an_email_has_an_at_sign: |raw| raw.customer.email = "a@b".into(),
        |raw| raw.customer.email = "a b@c".into() => ["customer.email not_an_email"];
    a_siren_has_nine_digits: |raw| raw.customer.siren = "732829320".into(),
        |raw| raw.customer.siren = "73282932".into() => ["customer.siren not_a_siren"];
    an_order_is_not_of_the_future: |raw| raw.placed_at = Some(now() + 5.minutes()),
        |raw| raw.placed_at = Some(now() + 301.seconds()) => ["placed_at out_of_range"];
    an_order_is_of_our_time: |raw| raw.placed_at = "1980-01-01T00:00:00Z".parse().ok(),
        |raw| raw.placed_at = "1979-12-31T23:59:59Z".parse().ok() => ["placed_at out_of_range"];
    a_total_is_representable: |raw| big(raw, 10_000), |raw| big(raw, 10_001) => ["lines total_too_large"];
}

/// One line of the greatest price: ten thousand of them are the greatest amount.
fn big(raw: &mut RawPlacement, quantity: i64) {
    raw.lines = vec![RawLine { quantity, unit_price_cents: 100_000_000_000, ..raw_line() }];
}

#[test]
fn everything_that_does_not_hold_is_said_at_once() {
    let words = faults(|raw| {
        raw.source.clear();
        raw.lines[1].quantity = 0;
        raw.lines[1].title.clear();
    });
    assert_eq!(words, ["source required", "lines.1.title required", "lines.1.quantity out_of_range"]);
}

#[test]
fn the_total_is_lines_and_delivery() {
    let delivery = RawDelivery { price_cents: 690, ..RawDelivery::default() };
    let placement = Placement::parse(RawPlacement { delivery, ..raw() }, &door()).unwrap();
    assert_eq!(placement.total_cents, 2 * 2_000 + 690);
}

prop_compose! {
    fn any_line()(sku in any::<String>(), title in any::<String>(), quantity in any::<i64>(),
        unit_price_cents in any::<i64>(), vat_rate in any::<i64>()) -> RawLine {
        RawLine { sku, title, quantity, unit_price_cents, vat_rate }
    }
}

prop_compose! {
    fn anything()(texts in prop::collection::vec(any::<String>(), 12), lines in prop::collection::vec(any_line(), 0..5),
        price_cents in any::<i64>(), rate in any::<Option<i64>>(), second in any::<i32>()) -> RawPlacement {
        let mut raw = raw();
        let [source, id, name, email, phone, siren, city, country, method, language, currency, point] =
            <[String; 12]>::try_from(texts).unwrap();
        (raw.source, raw.source_order_id, raw.payment_method) = (source, id, method);
        (raw.customer.name, raw.customer.email, raw.customer.phone) = (name, email, phone);
        (raw.customer.siren, raw.billing.city, raw.billing.country) = (siren, city, country);
        (raw.language, raw.currency) = (Some(language), Some(currency));
        raw.delivery = RawDelivery { method: String::new(), pickup_point: point, price_cents, vat_rate: rate };
        raw.placed_at = jiff::Timestamp::from_second(second.into()).ok();
        raw.lines = lines;
        raw
    }
}

#[test]
fn a_time_is_kept_in_milliseconds() {
    let raw = RawPlacement { placed_at: Some("2013-03-01T09:49:00.123456789Z".parse().unwrap()), ..raw() };
    let placed = Placement::parse(raw, &door()).unwrap();
    assert_eq!(placed.placed_at.to_string(), "2013-03-01T09:49:00.123Z");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_panics(raw in anything()) {
        let _ = Placement::parse(raw, &door());
    }

    #[test]
    fn what_is_let_in_adds_up(lines in prop::collection::vec((1..1_000_000_i64, 0..100_000_000_000_i64), 1..20), price_cents in 0..1_000_i64) {
        let line = |(quantity, unit_price_cents)| RawLine { quantity, unit_price_cents, ..raw_line() };
        let raw = RawPlacement {
            lines: lines.into_iter().map(line).collect(),
            delivery: RawDelivery { price_cents, ..RawDelivery::default() },
            ..raw()
        };
        if let Ok(placement) = Placement::parse(raw, &door()) {
            let lines: i64 = placement.lines.iter().map(orders::Line::total_cents).sum();
            prop_assert_eq!(placement.total_cents, lines + price_cents);
            prop_assert!(placement.total_cents <= money::MAX_AMOUNT);
        }
    }
}
