//! `verify` finds nothing in what the journal wrote, and names whatever somebody else changed.
#![allow(missing_docs, reason = "the tests' names say it")]

mod support;

use support::Shop;
use support::history::varied;

#[tokio::test]
async fn a_shop_that_was_just_made_is_clean() {
    let shop = Shop::open().await;
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_varied_history_is_clean() {
    for seed in [1, 12, 20_130_301, 7_090_564] {
        let shop = Shop::open().await;
        varied(&shop, seed).await;
        assert_eq!(shop.verify().await, Vec::<String>::new(), "seed {seed}");
    }
}
