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
async fn an_order_taken_over_keeps_its_number_and_the_next_goes_on_after_it() {
    let shop = Shop::open().await;
    let take_over = |number, reference| {
        let Command::Place(placement) = placement(reference, 1_000) else { panic!() };
        shop.ask(Command::TakeOver { number, placement })
    };
    let Outcome::Placed { file, .. } = take_over(7_090_564, "OLD-1").await.unwrap().outcome else { panic!() };
    assert_eq!(file.order.number, 7_090_564);
    let taken = take_over(7_090_564, "OLD-2").await;
    assert!(matches!(taken, Err(Stop::Taken("order_number"))), "{taken:?}");
    let Outcome::Placed { file, repeated } = take_over(9, "OLD-1").await.unwrap().outcome else { panic!() };
    assert!(repeated && file.order.number == 7_090_564);
    assert_eq!(shop.place("NEW-1").await.order.number, 7_090_565);
}

#[tokio::test]
async fn a_closed_journal_is_one_file() {
    let shop = Shop::open().await;
    shop.place("A-1").await;
    shop.journal.ask(journal::question::PublicSites).await.unwrap();
    drop(shop.journal);
    let files: Vec<_> = std::fs::read_dir(shop.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["comptoir.db"]);
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

#[tokio::test]
async fn a_job_that_fails_after_writing_leaves_no_trace_and_takes_no_other_with_it() {
    let shop = Shop::open().await;
    for (sku, stock) in [("A", 100), ("B", 0)] {
        let product = catalog::Product {
            sku: sku.into(),
            title_fr: sku.into(),
            title_en: sku.into(),
            description_fr: String::new(),
            description_en: String::new(),
            unit_price_cents: 100,
            vat_rate: money::VatRate::FRENCH_STANDARD,
            stock: Some(stock),
            published: true,
        };
        shop.ask(Command::SaveProduct(Box::new(product))).await.unwrap();
    }
    let shop = std::sync::Arc::new(shop);
    let mut asked = tokio::task::JoinSet::new();
    for n in 0..60 {
        let shop = std::sync::Arc::clone(&shop);
        // Every third takes A from the stock before B turns out to be missing.
        let skus = if n % 3 == 0 { &["A", "B"][..] } else { &["A"] };
        let lines = skus.iter().map(|sku| support::line(sku, 1, 100)).collect();
        let command = support::placement_of(&n.to_string(), "card", lines, catalog::Shortage::Refuse);
        asked.spawn(async move { shop.ask(command).await });
    }
    let answers = asked.join_all().await;
    let refused = |answer: &&Result<_, _>| matches!(answer, Err(Stop::Refused(Refusal::OutOfStock { left: 0, .. })));
    assert_eq!(answers.iter().filter(refused).count(), 20);
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 40);
    let product = journal::question::ProductBySku { site: shop.site, sku: "A".into() };
    assert_eq!(shop.journal.ask(product).await.unwrap().unwrap().stock, Some(60));
    assert_eq!(shop.place("last").await.order.number, 41);
}
