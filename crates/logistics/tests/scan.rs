//! A scanned code: what it names, and when it checks an order; and weights as people write them.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests: their names document them")]

use jiff::Timestamp;
use logistics::{NotScanned, Scan, grams_of_kilograms, read_code, scan};
use money::{Currency, VatRate};
use orders::{Cancellation, Delivery, Handoff, HandoffState, Language, Line, Order, PaymentMethod, Placed};

fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

/// An order that stands so in batch 7, or in none.
fn order(state: Option<HandoffState>) -> Order {
    let vat_rate = VatRate::FRENCH_STANDARD;
    let delivery = Delivery { method: String::new(), pickup_point: String::new(), price_cents: 0, vat_rate };
    let line = Line { sku: "T".into(), title: "Tasse".into(), quantity: 1, unit_price_cents: 1, vat_rate };
    let placed = Placed {
        source: "test".into(),
        source_order_id: "1".into(),
        language: Language::Fr,
        placed_at: now(),
        currency: Currency::EUR,
        payment_method: PaymentMethod::Cheque,
        delivery,
        lines: vec![line],
        total_cents: 1,
        stock_taken: Vec::new(),
    };
    let mut order = Order::begin(12, &placed, now());
    order.handoff = state.map(|state| Handoff { batch: 7, state, reason: None });
    order
}

fn verdict(order: &Order, batch: i64, before: Option<Scan>) -> &'static str {
    scan(order, batch, before).map_or_else(|why| why.code(), |()| "checked")
}

#[test]
fn u36_a_code_is_an_orders_number_and_nothing_else() {
    for (code, number) in [("12", 12), (" 0012\r", 12), ("9223372036854775807", i64::MAX)] {
        assert_eq!(read_code(code), Ok(number), "{code}");
    }
    for code in ["", " ", "0", "-12", "+12", "12a", "N° 12", "9223372036854775808", "12 13", "١٢"] {
        assert_eq!(read_code(code), Err(NotScanned::Unknown { code: code.trim().into() }), "{code}");
    }
}

#[test]
fn u36_every_state_of_a_hand_off_says_whether_its_order_is_checked() {
    let table = [
        (None, "scan_not_handed_over"),
        (Some(HandoffState::Submitted), "checked"),
        (Some(HandoffState::Acknowledged), "checked"),
        (Some(HandoffState::CancelRefused), "checked"),
        (Some(HandoffState::CancelRequested), "scan_cancellation_asked"),
        (Some(HandoffState::Refused), "scan_given_back"),
        (Some(HandoffState::Shipped), "scan_shipped"),
    ];
    for (state, expected) in table {
        assert_eq!(verdict(&order(state), 7, None), expected, "{state:?}");
    }
    assert_eq!(verdict(&order(Some(HandoffState::Submitted)), 8, None), "scan_other_batch");
}

#[test]
fn u36_what_must_not_leave_is_said_before_anything_else() {
    let before = || Some(Scan { at: now(), actor: "person:1".into() });
    assert_eq!(verdict(&order(Some(HandoffState::Submitted)), 7, before()), "scan_twice");
    assert_eq!(verdict(&order(Some(HandoffState::Shipped)), 7, before()), "scan_twice");
    assert_eq!(verdict(&order(Some(HandoffState::CancelRequested)), 7, before()), "scan_cancellation_asked");
    let mut cancelled = order(Some(HandoffState::CancelAccepted));
    cancelled.cancellation = Some(Cancellation { reason: String::new(), at: now() });
    assert_eq!(verdict(&cancelled, 7, before()), "scan_cancelled");
}

#[test]
fn u36_a_weight_is_read_with_a_comma_or_a_point() {
    let table = [
        ("1,5", Some(1_500)),
        ("1.25", Some(1_250)),
        ("0,250 kg", Some(250)),
        (" 2 ", Some(2_000)),
        ("0,001", Some(1)),
        ("99999", Some(99_999_000)),
        ("1,2345", None),
        ("100000", None),
        ("1,5,5", None),
        (",5", None),
        ("1,", None),
        ("-1", None),
        ("lourd", None),
        ("", None),
    ];
    for (text, grams) in table {
        assert_eq!(grams_of_kilograms(text), grams, "{text}");
    }
}
