//! The orders beside one, in the grid one came from.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use journal::question::{Beside, Filter, Grid, GridSort, Neighbours, SortKey};
use support::{Shop, cheque, placement_of, progress};

async fn shop_of(orders: usize) -> Shop {
    let shop = Shop::open().await;
    for number in 0..orders {
        // Two methods and three amounts: nearly every neighbour has the same value.
        let method = ["cheque", "transfer"][number % 2];
        let lines = vec![support::line("TASSE", 1, [1_000, 2_000, 3_000][number % 3])];
        shop.ask(placement_of(&number.to_string(), method, lines, catalog::Shortage::Allow)).await.unwrap();
    }
    shop
}

async fn beside(shop: &Shop, filter: &Filter, sort: GridSort, number: i64) -> Beside {
    shop.journal.ask(Neighbours { site: shop.site, filter: filter.clone(), sort, number }).await.unwrap()
}

async fn listed(shop: &Shop, filter: &Filter, sort: GridSort) -> Vec<i64> {
    let grid = Grid { site: shop.site, filter: filter.clone(), sort, position: None, last: false, limit: 200 };
    shop.journal.ask(grid).await.unwrap().rows.iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn u26_every_sort_is_walked_through_equal_values_forth_and_back() {
    let shop = shop_of(24).await;
    shop.step(2, progress("preparing", true)).await.unwrap();
    shop.step(7, orders::Command::SetFollowUp { follow_up: true }).await.unwrap();
    for key in SortKey::ALL {
        for descending in [true, false] {
            let sort = GridSort { key, descending };
            let list = listed(&shop, &Filter::default(), sort).await;
            assert_eq!(list.len(), 24);
            for (place, number) in list.iter().enumerate() {
                let expected = Beside {
                    previous: place.checked_sub(1).map(|before| list[before]),
                    next: list.get(place + 1).copied(),
                };
                assert_eq!(beside(&shop, &Filter::default(), sort, *number).await, expected, "{}", sort.code());
            }
        }
    }
}

#[tokio::test]
async fn u26_the_neighbours_are_those_of_the_filter() {
    let shop = shop_of(6).await;
    let filter = Filter { payment_method: Some(orders::PaymentMethod::Transfer), ..Filter::default() };
    assert_eq!(listed(&shop, &filter, GridSort::default()).await, [6, 4, 2]);
    let by_date = GridSort::default();
    assert_eq!(beside(&shop, &filter, by_date, 4).await, Beside { previous: Some(6), next: Some(2) });
    assert_eq!(beside(&shop, &filter, by_date, 6).await, Beside { previous: None, next: Some(4) });
    assert_eq!(beside(&shop, &filter, by_date, 5).await, Beside { previous: Some(6), next: Some(4) });
}

#[tokio::test]
async fn u26_an_order_that_has_left_the_view_still_stands_at_its_place() {
    let shop = shop_of(5).await;
    let waiting = Filter { payment_status: Some(orders::PaymentStatus::Awaiting), ..Filter::default() };
    let before = beside(&shop, &waiting, GridSort::default(), 3).await;
    shop.step(3, cheque("0012345")).await.unwrap();
    assert_eq!(listed(&shop, &waiting, GridSort::default()).await, [5, 4, 2, 1]);
    assert_eq!(beside(&shop, &waiting, GridSort::default(), 3).await, before);
    assert_eq!(before, Beside { previous: Some(4), next: Some(2) });
}

#[tokio::test]
async fn u26_an_order_that_is_not_there_has_none() {
    let shop = shop_of(1).await;
    let none = Beside { previous: None, next: None };
    assert_eq!(beside(&shop, &Filter::default(), GridSort::default(), 99).await, none);
    assert_eq!(beside(&shop, &Filter::default(), GridSort::default(), 1).await, none);
}
