//! Orders to test with, each as the sum of events.
#![allow(dead_code, missing_docs, reason = "each test file uses a part")]

use catalog::Shortage;
use jiff::Timestamp;
use money::{Currency, VatRate};
use orders::{
    Address, Customer, Door, Event, Language, MAX_LINES, Order, Placement, RawLine, RawPlacement, Recorded, place,
};

pub fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

pub fn door() -> Door {
    Door {
        currency: Currency::EUR,
        language: Language::Fr,
        delivery_vat_rate: VatRate::FRENCH_STANDARD,
        now: now(),
        max_lines: MAX_LINES,
        shortage: Shortage::Allow,
    }
}

pub fn raw_line() -> RawLine {
    RawLine { sku: "TASSE".into(), title: "Tasse bleue".into(), quantity: 2, unit_price_cents: 1_000, vat_rate: 2000 }
}

/// An order of twice two cups that the door lets in.
pub fn raw() -> RawPlacement {
    let address = Address {
        name: "Élise Exemple".into(),
        line1: "1 rue de la Fiction".into(),
        postal_code: "75001".into(),
        city: "Paris".into(),
        country: "FR".into(),
        ..Address::default()
    };
    RawPlacement {
        source: "test".into(),
        source_order_id: "A-1".into(),
        customer: Customer { name: "Élise Exemple".into(), ..Customer::default() },
        billing: address.clone(),
        delivery_address: address,
        payment_method: "cheque".into(),
        lines: vec![raw_line(), raw_line()],
        ..RawPlacement::default()
    }
}

pub fn placed(payment_method: &str) -> Order {
    let raw = RawPlacement { payment_method: payment_method.into(), ..raw() };
    let placement = Placement::parse(raw, &door()).unwrap();
    Order::begin(1, &place(&placement, Vec::new()), now())
}

pub fn after(mut order: Order, events: &[Event]) -> Order {
    for event in events {
        order.evolve(Recorded { event, at: now(), actor: "person:1" });
    }
    order
}
