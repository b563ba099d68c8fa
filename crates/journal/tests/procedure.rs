//! The procedure, told to the journal alone.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use journal::question::{BatchByNumber, Filter, Grid, GridSort, InvoiceByNumber};
use journal::{Command, Outcome, RequestId, Stop};
use logistics::BatchRequest;
use orders::{HandoffState, PaymentStatus, Refusal};
use support::{Shop, cheque, placement, progress, request};

#[tokio::test]
async fn an_order_goes_from_placement_to_the_logistician() {
    let shop = Shop::open().await;
    let placed = shop.place("A-1").await;
    assert_eq!(placed.order.payment_status(), PaymentStatus::Awaiting);

    let paid = shop.step(placed.order.number, cheque("0012345")).await.unwrap();
    assert_eq!(paid.order.payment_status(), PaymentStatus::Confirmed);
    assert_eq!(paid.order.payments[0].cheque_number.as_deref(), Some("0012345"));

    let moved = shop.step(placed.order.number, progress("preparing", true)).await.unwrap();
    assert_eq!(moved.order.progress_state(), Some("preparing"));
    assert_eq!(moved.order.invoices, ["2026-11-000000005"]);
    assert_eq!(moved.order.progress[0].invoice.as_deref(), Some("2026-11-000000005"));

    let number = "2026-11-000000005".to_owned();
    let invoice = shop.journal.ask(InvoiceByNumber { site: shop.site, number }).await.unwrap().unwrap();
    assert_eq!((invoice.vat.gross_cents, invoice.vat.net_cents), (2_000, 1_667));

    let refused = shop.ask(Command::Order { number: placed.order.number, command: orders::Command::Delete }).await;
    assert!(matches!(refused, Err(Stop::Refused(Refusal::OrderInvoiced { .. }))), "{refused:?}");

    let batch = BatchRequest { orders: vec![placed.order.number, 999], ..BatchRequest::default() };
    let Outcome::Batch(batch) = shop.ask(Command::HandOff(batch)).await.unwrap().outcome else { panic!() };
    assert_eq!((batch.number, batch.orders.as_slice()), (1, [placed.order.number].as_slice()));
    assert_eq!(batch.refused, [(999, "order_not_found".to_owned())]);

    shop.ask(Command::AcknowledgeBatch { number: 1 }).await.unwrap();
    let (row, orders) = shop.journal.ask(BatchByNumber { site: shop.site, number: 1 }).await.unwrap().unwrap();
    assert!(row.acknowledged_at.is_some());
    assert_eq!(orders[0].state, HandoffState::Acknowledged.code());

    let grid = Grid {
        site: shop.site,
        filter: Filter::default(),
        sort: GridSort::default(),
        position: None,
        last: false,
        limit: 50,
    };
    let page = shop.journal.ask(grid).await.unwrap();
    assert_eq!(page.total, 1);
    assert_eq!(page.rows[0].handoff_state.as_deref(), Some("acknowledged"));
}

#[tokio::test]
async fn the_same_source_reference_is_the_same_order_for_ever() {
    let shop = Shop::open().await;
    let first = shop.place("A-1").await;
    let again = shop.ask(placement("A-1", 5_000)).await.unwrap();
    let Outcome::Placed { file, repeated } = again.outcome else { panic!() };
    assert!(repeated);
    assert_eq!(file.order, first.order);

    shop.ask(Command::Order { number: first.order.number, command: orders::Command::Delete }).await.unwrap();
    let after = shop.ask(placement("A-1", 5_000)).await;
    assert!(matches!(after, Err(Stop::Refused(Refusal::OrderDeleted))), "{after:?}");
    assert_eq!(shop.place("A-2").await.order.number, first.order.number + 1);
}

#[tokio::test]
async fn a_repeated_request_gets_the_answer_it_had() {
    let shop = Shop::open().await;
    let order = shop.place("A-1").await.order;
    let id = RequestId { credential: "person:1".into(), key: "k".into(), fingerprint: [1; 32] };
    let step = Command::Order { number: order.number, command: progress("preparing", true) };
    let ask = |id: &RequestId| journal::Request { id: Some(id.clone()), ..request(shop.site, step.clone()) };
    let first = shop.journal.carry_out(ask(&id)).await.unwrap();
    shop.step(order.number, progress("shipped", false)).await.unwrap();
    let again = shop.journal.carry_out(ask(&id)).await.unwrap();
    assert!(again.replayed && !first.replayed);
    let (Outcome::Order(first), Outcome::Order(again)) = (first.outcome, again.outcome) else { panic!() };
    assert_eq!(first, again);

    let other = RequestId { fingerprint: [2; 32], ..id };
    assert!(matches!(shop.journal.carry_out(ask(&other)).await, Err(Stop::KeyReused)));
}
