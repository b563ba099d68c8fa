//! Mistakes that were made here once, each as the story in which it showed.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use journal::question::{ProductBySku, States};
use journal::{Command, Outcome, Request, RequestId, Stop};
use logistics::{BatchRequest, RawParcel, RawShipping, parse_shipping};
use orders::{PaymentMethod, PaymentOutcome, PaymentReport, Refusal, ShippingLine};
use support::history::{product, state};
use support::{Shop, cheque, line, now, placement_of, progress, request, tables};

fn clean() -> Vec<String> {
    Vec::new()
}

#[tokio::test]
async fn a_payment_that_goes_on_by_another_method_is_shown_under_it() {
    let shop = Shop::open().await;
    let number = shop.place("A-1").await.order.number;
    for (method, outcome) in
        [(PaymentMethod::Card, PaymentOutcome::Processing), (PaymentMethod::Paypal, PaymentOutcome::Confirmed)]
    {
        let report = PaymentReport { method, amount_cents: 2_000, outcome, reference: "R1".into() };
        shop.step(number, orders::Command::ReportPayment(report)).await.unwrap();
    }
    assert_eq!(shop.verify().await, clean());
}

/// Four cups ordered, one sent, the rest stopped by the logistician.
async fn partly_shipped_then_cancelled(shop: &Shop) -> i64 {
    shop.ask(Command::SaveProduct(Box::new(product("TASSE", Some(10))))).await.unwrap();
    let place = placement_of("A-1", "cheque", vec![line("TASSE", 4, 1_000)], catalog::Shortage::Allow);
    let Outcome::Placed { file, .. } = shop.ask(place).await.unwrap().outcome else { panic!() };
    let number = file.order.number;
    shop.step(number, cheque("0012345")).await.unwrap();
    let raw = RawShipping {
        carrier: "Colissimo".into(),
        parcels: vec![RawParcel { tracking_number: "6A1".into(), ..RawParcel::default() }],
        lines: Some(vec![ShippingLine { line: 1, quantity: 1 }]),
    };
    shop.step(number, orders::Command::Ship(parse_shipping(raw, now()).unwrap())).await.unwrap();
    shop.ask(Command::HandOff(BatchRequest { orders: vec![number], ..BatchRequest::default() })).await.unwrap();
    let reason = "le client a changé d'avis".to_owned();
    shop.step(number, orders::Command::RequestCancellation { reason: reason.clone() }).await.unwrap();
    shop.step(number, orders::Command::AnswerCancellation { accepted: true, reason }).await.unwrap();
    number
}

#[tokio::test]
async fn what_left_with_a_parcel_does_not_come_back_to_the_stock() {
    let shop = Shop::open().await;
    partly_shipped_then_cancelled(&shop).await;
    let cup = shop.journal.ask(ProductBySku { site: shop.site, sku: "TASSE".into() }).await.unwrap().unwrap();
    assert_eq!(cup.stock, Some(9));
    assert_eq!(shop.verify().await, clean());
}

#[tokio::test]
async fn an_order_of_which_a_part_has_left_is_not_deleted() {
    let shop = Shop::open().await;
    let number = partly_shipped_then_cancelled(&shop).await;
    let refused = shop.ask(Command::Order { number, command: orders::Command::Delete }).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::AlreadyShipped))), "{refused:?}");
    assert_eq!(shop.verify().await, clean());
}

#[tokio::test]
async fn the_states_stand_in_the_same_order_after_the_shop_is_opened_again() {
    let shop = Shop::open().await;
    shop.ask(Command::RemoveState { code: "preparing".into() }).await.unwrap();
    shop.ask(Command::SaveState(Box::new(state("a")))).await.unwrap();
    assert_eq!(shop.verify().await, clean());
    let states = shop.journal.ask(States(shop.site)).await.unwrap();
    assert_eq!(states.last().map(|state| state.code.as_str()), Some("a"));
}

#[tokio::test]
async fn an_order_named_twice_in_a_batch_is_handed_over_once() {
    let shop = Shop::open().await;
    let number = shop.place("A-1").await.order.number;
    shop.step(number, cheque("1")).await.unwrap();
    let batch = BatchRequest { orders: vec![number, number], ..BatchRequest::default() };
    let Outcome::Batch(batch) = shop.ask(Command::HandOff(batch)).await.unwrap().outcome else { panic!() };
    assert_eq!(batch.orders, [number]);
}

#[tokio::test]
async fn a_fault_in_the_first_request_after_another_process_wrote_costs_no_number() {
    let shop = Shop::open().await;
    shop.place("A-1").await;
    // A row in the way of order 2, as a broken tool might leave it.
    let beside = tables::open(shop.folder.path());
    let copy = "INSERT INTO orders SELECT site_id, 2, id + 1, source, 'X', language, placed_at, currency, total_cents,
         received_cents, payment_method, payment_status, progress, invoice, follow_up, handoff_batch, handoff_state,
         customer, contact, version, rev, changed_at FROM orders WHERE number = 1";
    beside.execute_batch(copy).unwrap();
    let before = tables::dump(shop.folder.path());
    let failed = shop.ask(support::placement("A-2", 1_000)).await;
    assert!(matches!(failed, Err(Stop::Fault(_))), "{failed:?}");
    assert_eq!(tables::dump(shop.folder.path()), before);
    beside.execute_batch("DELETE FROM orders WHERE number = 2").unwrap();
    assert_eq!(shop.place("A-2").await.order.number, 2);
    assert_eq!(shop.verify().await, clean());
}

#[tokio::test]
async fn a_repetition_gets_the_same_times_though_clocks_are_finer_than_what_is_kept() {
    let shop = Shop::open().await;
    let number = shop.place("A-1").await.order.number;
    let id = RequestId { credential: "person:1".into(), key: "k".into(), fingerprint: [1; 32] };
    let command = Command::Order { number, command: progress("preparing", false) };
    let at = "2026-11-24T09:00:00.123456789Z".parse().unwrap();
    let ask = || Request { id: Some(id.clone()), at, ..request(shop.site, command.clone()) };
    let first = shop.journal.carry_out(ask()).await.unwrap();
    let again = shop.journal.carry_out(ask()).await.unwrap();
    assert_eq!(format!("{:?}", first.outcome), format!("{:?}", again.outcome));
}

#[tokio::test]
async fn what_was_sold_while_a_product_was_edited_stays_sold() {
    let shop = Shop::open().await;
    shop.ask(Command::SaveProduct(Box::new(product("TASSE", Some(12))))).await.unwrap();
    let place = placement_of("A-1", "cheque", vec![line("TASSE", 3, 1_000)], catalog::Shortage::Allow);
    shop.ask(place).await.unwrap();
    let renamed = catalog::Product { title_fr: "Grande tasse".into(), ..product("TASSE", Some(12)) };
    shop.ask(Command::EditProduct { product: Box::new(renamed), stock_opened: Some(12) }).await.unwrap();
    let cup = shop.journal.ask(ProductBySku { site: shop.site, sku: "TASSE".into() }).await.unwrap().unwrap();
    assert_eq!((cup.title_fr.as_str(), cup.stock), ("Grande tasse", Some(9)));
    let missing = Command::EditProduct { product: Box::new(product("BOL", None)), stock_opened: None };
    assert!(matches!(shop.ask(missing).await, Err(Stop::Missing("product"))));
}

#[tokio::test]
async fn a_new_product_does_not_replace_the_one_that_has_its_reference() {
    let shop = Shop::open().await;
    shop.ask(Command::AddProduct(Box::new(product("TASSE", Some(12))))).await.unwrap();
    let again = shop.ask(Command::AddProduct(Box::new(product("TASSE", Some(1))))).await;
    assert!(matches!(again, Err(Stop::Taken("product_sku"))), "{again:?}");
    let cup = shop.journal.ask(ProductBySku { site: shop.site, sku: "TASSE".into() }).await.unwrap().unwrap();
    assert_eq!(cup.stock, Some(12));
}
