//! The grid's question: pages that never overlap, text that is found however it is written, selections that are
//! evaluated anew.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use std::collections::BTreeSet;

use journal::question::{Filter, Grid, GridPage, GridSort, OrderNamed, Position, Search, Selection, SiteRev, SortKey};
use journal::{Command, Outcome, Stop};
use logistics::BatchRequest;
use orders::{Language, Placement, RawAddress, RawCustomer, RawPlacement};
use support::{Shop, cheque, line, now, progress};

/// An order of somebody, all of them placed in the same instant.
fn order_of(name: &str, email: &str, unit_price_cents: i64) -> Command {
    let address = RawAddress { line1: "1 rue de la Fiction".into(), city: "Paris".into(), ..RawAddress::default() };
    let raw = RawPlacement {
        source: "test".into(),
        source_order_id: format!("{name} {email} {unit_price_cents}"),
        customer: RawCustomer { name: name.into(), email: email.into(), ..RawCustomer::default() },
        billing: address.clone(),
        delivery_address: address,
        payment_method: "cheque".into(),
        lines: vec![line("TASSE", 1, unit_price_cents)],
        ..RawPlacement::default()
    };
    let door = orders::Door {
        currency: money::Currency::EUR,
        language: Language::Fr,
        delivery_vat_rate: money::VatRate::FRENCH_STANDARD,
        now: now(),
        max_lines: orders::MAX_LINES,
        shortage: catalog::Shortage::Allow,
    };
    Command::Place(Box::new(Placement::parse(raw, &door).unwrap()))
}

async fn placed(shop: &Shop, name: &str, email: &str, cents: i64) -> i64 {
    let done = shop.ask(order_of(name, email, cents)).await.unwrap();
    let Outcome::Placed { file, .. } = done.outcome else { panic!("{:?}", done.outcome) };
    file.order.number
}

async fn page(shop: &Shop, filter: Filter, sort: GridSort, position: Option<Position>, limit: i64) -> GridPage {
    shop.journal.ask(Grid { site: shop.site, filter, sort, position, last: false, limit }).await.unwrap()
}

async fn numbers(shop: &Shop, filter: Filter) -> Vec<i64> {
    page(shop, filter, GridSort::default(), None, 250).await.rows.iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn u03_paging_through_equal_values_shows_each_order_once() {
    const ORDERS: i64 = 10_000;
    let shop = Shop::open().await;
    let mut waiting = Vec::new();
    for number in 0..ORDERS {
        let journal = shop.journal.clone();
        // Three amounts and two names: nearly every neighbour has the same value.
        let command = order_of(
            ["Zoé", "Élise"][usize::from(number % 2 == 0)],
            &format!("n{number}@example.com"),
            100 * (number % 3),
        );
        let request = support::request(shop.site, command);
        waiting.push(tokio::spawn(async move { journal.carry_out(request).await }));
        if waiting.len() == 512 {
            for answer in waiting.drain(..) {
                answer.await.unwrap().unwrap();
            }
        }
    }
    for answer in waiting {
        answer.await.unwrap().unwrap();
    }
    for (key, descending) in [(SortKey::Date, true), (SortKey::Amount, false), (SortKey::Customer, true)] {
        let sort = GridSort { key, descending };
        let (mut seen, mut position) = (BTreeSet::new(), None);
        loop {
            let page = page(&shop, Filter::default(), sort, position, 200).await;
            assert_eq!(page.total, ORDERS, "the count is exact");
            for row in &page.rows {
                assert!(seen.insert(row.id), "order {} came twice by {}", row.number, sort.code());
            }
            if !page.more_after {
                break;
            }
            position = page.rows.last().map(|row| row.position(sort, false));
        }
        assert_eq!(seen.len(), 10_000, "none is left out by {}", sort.code());
    }
}

#[tokio::test]
async fn u03_every_sort_leads_forth_and_back_over_the_same_pages() {
    let shop = Shop::open().await;
    for (name, cents) in [("Zoé", 300), ("élise", 100), ("Élise", 200), ("Anna", 100), ("anna", 300)] {
        placed(&shop, name, "", cents).await;
    }
    shop.step(2, progress("preparing", true)).await.unwrap();
    shop.step(3, orders::Command::SetFollowUp { follow_up: true }).await.unwrap();
    for key in SortKey::ALL {
        for descending in [true, false] {
            let sort = GridSort { key, descending };
            let first = page(&shop, Filter::default(), sort, None, 2).await;
            let after = first.rows.last().map(|row| row.position(sort, false));
            let second = page(&shop, Filter::default(), sort, after, 2).await;
            let before = second.rows.first().map(|row| row.position(sort, true));
            let again = page(&shop, Filter::default(), sort, before, 2).await;
            let ids = |page: &GridPage| page.rows.iter().map(|row| row.id).collect::<Vec<_>>();
            assert_eq!(ids(&again), ids(&first), "{}", sort.code());
            assert!(!again.more_before && second.more_before && second.more_after, "{}", sort.code());
        }
    }
}

#[tokio::test]
async fn u03_names_sort_without_regard_to_case_and_accents() {
    let shop = Shop::open().await;
    for name in ["Zoé", "Élise", "anna", "Fabrice", "Œdipe"] {
        placed(&shop, name, "", 100).await;
    }
    let sort = GridSort { key: SortKey::Customer, descending: false };
    let page = page(&shop, Filter::default(), sort, None, 50).await;
    let names: Vec<&str> = page.rows.iter().map(|row| row.customer.as_str()).collect();
    assert_eq!(names, ["anna", "Élise", "Fabrice", "Œdipe", "Zoé"]);
}

#[tokio::test]
async fn u06_a_customer_is_found_whatever_the_case_accents_and_ligatures() {
    let shop = Shop::open().await;
    let elise = placed(&shop, "Élise d’Œuvre", "", 100).await;
    placed(&shop, "Paul 100% Martin", "", 100).await;
    for text in ["Élise", "elise", "ELISE", "d'oeuvre", "D’ŒUVRE", "élise\u{a0}d’"] {
        let filter = Filter { customer: Some(text.into()), ..Filter::default() };
        assert_eq!(numbers(&shop, filter).await, [elise], "{text}");
    }
    for text in ["e_ise", "%", "é%e"] {
        let filter = Filter { customer: Some(text.into()), ..Filter::default() };
        let found = numbers(&shop, filter).await;
        assert_eq!(found.len(), usize::from(text == "%"), "{text} is no pattern");
    }
}

#[tokio::test]
async fn u08_a_search_finds_numbers_invoices_names_mails_and_amounts() {
    let shop = Shop::open().await;
    let elise = placed(&shop, "Élise Exemple", "e.exemple@example.com", 62_029).await;
    let paul = placed(&shop, "Paul Fiction", "paul@example.org", 100).await;
    let invoice = shop.step(elise, progress("preparing", true)).await.unwrap().order.invoices[0].clone();
    let found = async |text: &str, amount: Option<i64>| {
        numbers(&shop, Filter { search: Some(Search { text: text.into(), amount }), ..Filter::default() }).await
    };
    for text in ["exemple@example", "ELISE", invoice.as_str(), &invoice[8..]] {
        assert_eq!(found(text, None).await, [elise], "{text}");
    }
    assert_eq!(found("620,29", Some(62_029)).await, [elise]);
    assert_eq!(found("example.org", None).await, [paul]);
    assert_eq!(found("fiction", None).await, [paul], "an address is not searched");
    assert_eq!(found("nobody", None).await, Vec::<i64>::new());
    let named = async |number, invoice: &str| {
        shop.journal.ask(OrderNamed { site: shop.site, number, invoice: invoice.into() }).await.unwrap()
    };
    assert_eq!(named(Some(paul), "").await, Some(paul));
    assert_eq!(named(None, &invoice).await, Some(elise));
    assert_eq!(named(Some(999), "999").await, None);
}

#[tokio::test]
async fn u17_a_selection_says_what_has_moved_since_it_was_seen() {
    let shop = Shop::open().await;
    let (one, two) = (placed(&shop, "A", "", 100).await, placed(&shop, "B", "", 100).await);
    let awaiting = Filter { payment_status: Some(orders::PaymentStatus::Awaiting), ..Filter::default() };
    let as_of = shop.journal.ask(SiteRev(shop.site)).await.unwrap();
    let select = async || {
        let selection = Selection { site: shop.site, filter: awaiting.clone(), as_of, limit: 500 };
        shop.journal.ask(selection).await.unwrap()
    };
    let seen = select().await;
    assert_eq!((seen.total, seen.changed), (2, 0));
    assert_eq!(seen.orders, [(two, 1), (one, 1)]);
    // One leaves the filter and another enters it: as many as before, and not the same.
    shop.step(one, cheque("1")).await.unwrap();
    let three = placed(&shop, "C", "", 100).await;
    let moved = select().await;
    assert_eq!((moved.total, moved.changed), (2, 1));
    assert_eq!(moved.orders, [(three, 1), (two, 1)]);
}

#[tokio::test]
async fn u17_an_order_that_has_changed_since_it_was_seen_stays_behind() {
    let shop = Shop::open().await;
    let (one, two) = (placed(&shop, "A", "", 100).await, placed(&shop, "B", "", 100).await);
    for number in [one, two] {
        shop.step(number, cheque("1")).await.unwrap();
    }
    shop.step(two, orders::Command::SetFollowUp { follow_up: true }).await.unwrap();
    let request = BatchRequest { orders: vec![one, two], seen: [(one, 2), (two, 2)].into(), ..BatchRequest::default() };
    let Outcome::Batch(batch) = shop.ask(Command::HandOff(request.clone())).await.unwrap().outcome else { panic!() };
    assert_eq!(batch.orders, [one]);
    assert_eq!(batch.refused, [(two, "stale_version".to_owned())]);
    let again = BatchRequest { orders: vec![two], ..request };
    let refused = shop.ask(Command::HandOff(again)).await;
    assert!(matches!(refused, Err(Stop::NothingToHandOff(_))), "{refused:?}");
    assert!(shop.verify().await.is_empty());
}

#[tokio::test]
async fn u22_the_journal_tells_each_site_its_own_revisions() {
    let shop = Shop::open().await;
    let other = shop.journal.carry_out(support::request(journal::SiteId::DIRECTORY, support::new_site("autre", 0)));
    let Outcome::Site(other) = other.await.unwrap().outcome else { panic!("a site was made") };
    let mut revs = shop.journal.revs_of(shop.site);
    let others = shop.journal.revs_of(other.id);
    shop.place("1").await;
    revs.changed().await.unwrap();
    assert_eq!(*revs.borrow_and_update(), shop.journal.ask(SiteRev(shop.site)).await.unwrap());
    assert!(!others.has_changed().unwrap(), "another site hears nothing of it");
}
