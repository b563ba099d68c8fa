//! Many callers at once: numbers have no gap, and a job that fails takes nothing and nobody with it.
#![allow(missing_docs, reason = "the tests' names say it")]

mod support;

use std::collections::BTreeSet;

use journal::question::Invoices;
use journal::verify::Verify;
use journal::{Command, Journal, Outcome, SiteId, Stop};
use support::{Shop, new_site, placement, progress, request, tables};

const CALLERS: i64 = 8;
const ORDERS_EACH: i64 = 12;

async fn place(journal: &Journal, site: SiteId, id: &str) -> i64 {
    match journal.carry_out(request(site, placement(id, 1_000))).await.unwrap().outcome {
        Outcome::Placed { file, .. } => file.order.number,
        other => panic!("{other:?}"),
    }
}

fn invoice(site: SiteId, number: i64) -> journal::Request {
    request(site, Command::Order { number, command: progress("preparing", true) })
}

/// Places and invoices; the second invoice of each order is refused in between the others' work.
async fn caller(journal: Journal, site: SiteId, name: i64) -> Vec<i64> {
    let mut numbers = Vec::new();
    for order in 0..ORDERS_EACH {
        let number = place(&journal, site, &format!("{name}-{order}")).await;
        journal.carry_out(invoice(site, number)).await.unwrap();
        let again = journal.carry_out(invoice(site, number)).await;
        assert!(matches!(again, Err(Stop::Refused(_))), "{again:?}");
        numbers.push(number);
    }
    numbers
}

async fn second_site(shop: &Shop, name: &str, last_invoice: i64) -> SiteId {
    let made = shop.journal.carry_out(request(SiteId::DIRECTORY, new_site(name, last_invoice))).await.unwrap();
    let Outcome::Site(site) = made.outcome else { panic!("a site was made") };
    site.id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn numbers_have_no_gap_and_no_repeat_however_many_callers_ask_at_once() {
    let shop = Shop::open().await;
    let other = second_site(&shop, "autre", 0).await;
    let callers: Vec<_> = (0..CALLERS)
        .flat_map(|name| [(shop.site, name), (other, name)])
        .map(|(site, name)| (site, tokio::spawn(caller(shop.journal.clone(), site, name))))
        .collect();
    let mut placed = BTreeSet::new();
    for (site, caller) in callers {
        placed.extend(caller.await.unwrap().into_iter().map(|number| (site, number)));
    }
    let all = CALLERS * ORDERS_EACH;
    for (site, taken_over) in [(shop.site, 4), (other, 0)] {
        assert!((1..=all).all(|number| placed.contains(&(site, number))), "orders 1 to {all} of {site:?}");
        let issued = shop.journal.ask(Invoices { site, below: None, limit: 1_000 }).await.unwrap();
        let sequences: Vec<_> = issued.iter().rev().map(|invoice| invoice.sequence).collect();
        assert_eq!(sequences, (taken_over + 1..=taken_over + all).collect::<Vec<_>>());
        let orders: BTreeSet<_> = issued.iter().map(|invoice| invoice.order).collect();
        assert_eq!(orders.len(), issued.len(), "an invoice for each order");
    }
    assert_eq!(shop.journal.ask(Verify::default()).await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_reference_placed_by_many_at_once_is_one_order() {
    let shop = Shop::open().await;
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let journal = shop.journal.clone();
            let site = shop.site;
            tokio::spawn(async move { place(&journal, site, "A-1").await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), 1);
    }
    assert_eq!(shop.place("A-2").await.order.number, 2);
}

/// A series at the end of all numbers: the next invoice overflows, which a debug build makes a panic,
/// after the progress entry was already written.
#[cfg(debug_assertions)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_job_that_panics_leaves_no_trace_and_takes_no_other_with_it() {
    let shop = Shop::open().await;
    let full = second_site(&shop, "plein", i64::MAX).await;
    let number = place(&shop.journal, full, "A-1").await;
    let before = tables::dump(shop.folder.path());
    let failed = shop.journal.carry_out(invoice(full, number)).await;
    assert!(matches!(&failed, Err(Stop::Fault(fault)) if fault.to_string().contains("panic")), "{failed:?}");
    assert_eq!(tables::dump(shop.folder.path()), before);

    let neighbours: Vec<_> = (0..4).map(|name| tokio::spawn(caller(shop.journal.clone(), shop.site, name))).collect();
    let panics: Vec<_> = (0..20)
        .map(|_| {
            let journal = shop.journal.clone();
            tokio::spawn(async move { journal.carry_out(invoice(full, number)).await })
        })
        .collect();
    for panic in panics {
        assert!(matches!(panic.await.unwrap(), Err(Stop::Fault(_))));
    }
    for neighbour in neighbours {
        neighbour.await.unwrap();
    }
    assert_eq!(place(&shop.journal, full, "A-2").await, 2);
    assert_eq!(shop.journal.ask(Verify::default()).await.unwrap().faults, Vec::<String>::new());
}
