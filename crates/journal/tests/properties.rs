//! What holds after any commands in any order.
#![allow(missing_docs, reason = "the tests' names say it")]

mod support;

use journal::question::Invoices;
use journal::{Request, RequestId, Stop};
use proptest::prelude::*;
use support::history::{Dice, any_request, product};
use support::{Shop, tables};

/// Each seed is one command: a failing history shrinks to the commands that matter.
fn histories() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(1..u64::MAX, 1..80)
}

fn run(work: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

async fn shop_with_a_few_orders() -> Shop {
    let shop = Shop::open().await;
    shop.ask(journal::Command::SaveProduct(Box::new(product("TASSE", Some(20))))).await.unwrap();
    for id in 0..8 {
        shop.place(&format!("S-{id}")).await;
    }
    shop
}

/// The request of a seed, aimed at the few orders there are.
fn aimed(shop: &Shop, seed: u64) -> Request {
    let mut request = any_request(shop.site, &mut Dice(seed));
    if let journal::Command::Order { number, .. } = &mut request.command {
        *number = *number % 10 + 1;
    }
    if let journal::Command::HandOff(batch) = &mut request.command {
        batch.orders.iter_mut().for_each(|number| *number = *number % 10 + 1);
    }
    request
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_the_fold_of_the_events_and_a_refusal_leaves_no_trace(history in histories()) {
        run(async {
            let shop = shop_with_a_few_orders().await;
            for seed in history {
                let before = tables::dump(shop.folder.path());
                let request = aimed(&shop, seed);
                let asked = format!("{:?}", request.command);
                let answer = shop.journal.carry_out(request).await;
                assert!(!matches!(answer, Err(Stop::Fault(_))), "{asked}: {answer:?}");
                if answer.is_err() {
                    assert_eq!(tables::dump(shop.folder.path()), before, "{asked}: {answer:?}");
                }
            }
            assert_eq!(shop.verify().await, Vec::<String>::new());
            let shop = shop.reopen();
            assert_eq!(shop.verify().await, Vec::<String>::new());
        });
    }

    #[test]
    fn a_repeated_request_changes_nothing_and_gets_the_answer_it_had(history in histories()) {
        run(async {
            let shop = shop_with_a_few_orders().await;
            for (index, seed) in history.into_iter().enumerate() {
                let id = RequestId { credential: "t".into(), key: index.to_string(), fingerprint: [1; 32] };
                let request = Request { id: Some(id), ..aimed(&shop, seed) };
                // What a lease hands out is the worker's own and is never asked for with an id; after
                // forgetting, a request is new.
                if matches!(request.command, journal::Command::LeaseEffects { .. } | journal::Command::ForgetRequests { .. }) {
                    continue;
                }
                let Ok(first) = shop.journal.carry_out(request.clone()).await else { continue };
                let before = tables::dump(shop.folder.path());
                let again = shop.journal.carry_out(request.clone()).await.unwrap();
                assert!(again.replayed, "{:?}", request.command);
                assert_eq!(format!("{:?}", again.outcome), format!("{:?}", first.outcome));
                assert_eq!(tables::dump(shop.folder.path()), before);
            }
        });
    }

    #[test]
    fn issue_dates_never_go_back_though_clocks_do(history in histories()) {
        run(async {
            let shop = shop_with_a_few_orders().await;
            for (number, seed) in (1..=8).zip(history) {
                let command = journal::Command::Order { number, command: support::progress("preparing", true) };
                let at = any_request(shop.site, &mut Dice(seed)).at;
                shop.journal.carry_out(Request { at, ..support::request(shop.site, command) }).await.unwrap();
            }
            let issued = shop.journal.ask(Invoices { site: shop.site, below: None, limit: 100 }).await.unwrap();
            assert!(issued.is_sorted_by(|later, earlier| later.date >= earlier.date));
            assert_eq!(shop.verify().await, Vec::<String>::new());
        });
    }
}
