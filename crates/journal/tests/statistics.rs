//! Statistics are the grid's own numbers: whatever the filter, counts and sums agree with its rows.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use jiff::ToSpan;
use journal::Command;
use journal::question::{Figures, Filter, Grid, GridRow, GridSort, OrderedSpan, Search, Statistics, Totals};
use orders::{PaymentMethod, PaymentStatus};
use support::history::{Dice, varied};
use support::{Shop, line, now, placement_of};

async fn rows(shop: &Shop, filter: &Filter) -> (Vec<GridRow>, i64) {
    let (sort, limit) = (GridSort::default(), 10_000);
    let grid = Grid { site: shop.site, filter: filter.clone(), sort, position: None, last: false, limit };
    let page = shop.journal.ask(grid).await.unwrap();
    (page.rows, page.total)
}

fn figures<'a>(rows: impl Iterator<Item = &'a GridRow>) -> Figures {
    let add = |sum: Figures, row: &GridRow| Figures {
        orders: sum.orders + 1,
        total_cents: sum.total_cents + row.total_cents,
    };
    rows.fold(Figures::default(), add)
}

fn any_filter(dice: &mut Dice) -> Filter {
    let maybe = |dice: &mut Dice| dice.below(4) == 0;
    let day = |dice: &mut Dice| now() + i64::try_from(dice.below(45)).unwrap().saturating_mul(24).hours() - 720.hours();
    Filter {
        number: maybe(dice).then(|| dice.below(10).to_string()),
        from: maybe(dice).then(|| day(dice)),
        until: maybe(dice).then(|| day(dice)),
        amount_min: maybe(dice).then(|| i64::try_from(dice.below(9_000)).unwrap()),
        amount_max: maybe(dice).then(|| i64::try_from(dice.below(20_000)).unwrap()),
        customer: maybe(dice).then(|| dice.one(&["élise", "ELISE", "personne"]).to_owned()),
        payment_method: maybe(dice).then(|| dice.one(&PaymentMethod::ALL)),
        payment_status: maybe(dice).then(|| dice.one(&[PaymentStatus::Awaiting, PaymentStatus::Confirmed])),
        progress: maybe(dice).then(|| dice.one(&[None, Some("preparing"), Some("shipped")]).map(str::to_owned)),
        follow_up: maybe(dice).then(|| dice.below(2) == 0),
        search: maybe(dice).then(|| Search { text: dice.below(10).to_string(), amount: None }),
        ..Filter::default()
    }
}

/// An order of some time ago.
fn placed_at(number: i64, at: jiff::Timestamp) -> Command {
    let method = PaymentMethod::ALL[usize::try_from(number % 6).unwrap()].code();
    let Command::Place(placement) =
        placement_of(&format!("T{number}"), method, vec![line("", 1, 100 + number)], catalog::Shortage::Allow)
    else {
        panic!("an order is placed")
    };
    Command::Place(Box::new(orders::Placement { placed_at: at, ..*placement }))
}

/// Every part, counted from the grid's rows.
fn must_agree(totals: &Totals, rows: &[GridRow], spans: &[jiff::Timestamp], filter: &Filter) {
    assert_eq!(totals.all, figures(rows.iter()), "{filter:?}");
    for (pair, part) in spans.windows(2).zip(&totals.by_span) {
        let of = rows.iter().filter(|row| (pair[0]..pair[1]).contains(&row.placed_at));
        assert_eq!(*part, figures(of), "{pair:?} {filter:?}");
    }
    let mut counted = [0; 3];
    for (status, part) in &totals.by_status {
        assert_eq!(*part, figures(rows.iter().filter(|row| row.payment_status == *status)), "{status:?} {filter:?}");
        counted[0] += part.orders;
    }
    for (method, part) in &totals.by_method {
        assert_eq!(*part, figures(rows.iter().filter(|row| row.payment_method == *method)), "{method:?} {filter:?}");
        counted[1] += part.orders;
    }
    for (progress, part) in &totals.by_progress {
        assert_eq!(*part, figures(rows.iter().filter(|row| row.progress == *progress)), "{progress:?} {filter:?}");
        counted[2] += part.orders;
    }
    assert_eq!(counted, [totals.all.orders; 3], "no order is in no part: {filter:?}");
}

#[tokio::test]
async fn u39_statistics_are_the_grids_counts_and_sums_for_any_filter() {
    let shop = Shop::open().await;
    varied(&shop, 20_130_301).await;
    for day in 0..60 {
        shop.ask(placed_at(day, now() - (day * 11).hours())).await.unwrap();
    }
    let spans: Vec<_> = (0..=50).map(|day| now() - 720.hours() + (day * 24).hours()).collect();
    let mut dice = Dice(39);
    let mut matched = 0;
    for case in 0..200 {
        let filter = if case == 0 { Filter::default() } else { any_filter(&mut dice) };
        let (rows, total) = rows(&shop, &filter).await;
        let question = Statistics { site: shop.site, filter: filter.clone(), spans: spans.clone() };
        let totals = shop.journal.ask(question).await.unwrap();
        assert_eq!(totals.all.orders, total, "the grid's own count: {filter:?}");
        must_agree(&totals, &rows, &spans, &filter);
        matched += usize::from(total > 0);
    }
    assert!(matched > 60, "{matched} of the filters find orders");
}

#[tokio::test]
async fn u39_the_span_of_a_sites_orders_is_from_the_first_to_the_last() {
    let shop = Shop::open().await;
    assert_eq!(shop.journal.ask(OrderedSpan(shop.site)).await.unwrap(), None);
    varied(&shop, 1).await;
    let (rows, _) = rows(&shop, &Filter::default()).await;
    let (first, last) = shop.journal.ask(OrderedSpan(shop.site)).await.unwrap().unwrap();
    assert_eq!(Some(first), rows.iter().map(|row| row.placed_at).min());
    assert_eq!(Some(last), rows.iter().map(|row| row.placed_at).max());
}
