//! The storefront over HTTP, as a browser without scripts sees it, and what the desk says of its products.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::Command;
use journal::question::ProductBySku;
use support::browser::Browser;
use support::shop::Shop;

async fn cup(shop: &Shop) -> catalog::Product {
    let sku = "TASSE".to_owned();
    shop.journal.ask(ProductBySku { site: shop.site, sku }).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_search_disregards_accents_and_case_and_says_what_to_do_when_nothing_is_found() {
    let shop = Shop::open().await;
    let egg = catalog::Product {
        sku: "COQUETIER".into(),
        title_fr: "Coquetier à œuf".into(),
        title_en: "Egg cup".into(),
        ..cup(&shop).await
    };
    shop.carry_out(Command::SaveProduct(Box::new(egg))).await;
    let mut customer = Browser::new(shop.server);
    let found = customer.open("/shop/essai/fr/?q=OEUF+COQUETIER").await;
    found.must_be(200).must_say("1 article pour « OEUF COQUETIER »").must_say("Coquetier à œuf");
    assert!(!found.says("Tasse bleue"));
    let none = customer.open("/shop/essai/fr/?q=%3Cb%3Elampe").await;
    none.must_be(200)
        .must_say("Rien ne contient « &lt;b&gt;lampe ». Essayez un seul mot")
        .must_say("Voir tous les articles");
    customer.open("/shop/essai/en/?q=egg").await.must_say("1 item for “egg”");
    customer.open(&format!("/shop/essai/fr/?q={}", "%ff".repeat(2_000))).await.must_be(200);
}

#[tokio::test]
async fn a_page_that_is_not_there_keeps_the_shop_around_it() {
    let shop = Shop::open().await;
    let mut customer = Browser::new(shop.server);
    let lost = customer.open("/shop/essai/fr/products/RIEN").await;
    lost.must_be(404).must_say("Maison Essai").must_say("Panier vide").must_say("Revenir à la boutique");
    let lost = customer.open("/shop/essai/en/nowhere").await;
    lost.must_be(404).must_say("Page not found").must_say("href=\"/shop/essai/en/\"");
    let nowhere = customer.open("/shop/ailleurs/fr/").await;
    assert!(!nowhere.must_be(404).says("Maison Essai"));
}

#[tokio::test]
async fn a_product_edited_while_it_sells_keeps_count_and_one_sold_short_is_shown() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let opened = owner.open("/desk/products/TASSE").await;
    opened.must_say("Ce qui se vend pendant que vous modifiez cette page reste décompté.");

    // A marketplace sells five of the three that there are.
    let order = r#"{"source":"m","source_order_id":"1","customer":{"name":"Élise Inventée"},
        "billing_address":{"city":"Paris"},"delivery_address":{"city":"Paris"},"payment_method":"cheque",
        "lines":[{"sku":"TASSE","title":"Tasse","quantity":5,"unit_price":{"amount":100,"currency":"EUR"}}]}"#;
    shop.call("POST", "/api/v1/orders", order).await.must_be(201);

    let filled = [
        ("title_fr", "Tasse ronde"),
        ("title_en", "Round cup"),
        ("unit_price", "14,90"),
        ("vat_rate", "2000"),
        ("stock", "10"),
        ("published", "true"),
    ];
    let wrong = [&filled[..2], &[("unit_price", "cher")], &filled[3..]].concat();
    let refused = owner.submit(&opened, "/desk/products/TASSE", &wrong).await;
    refused.must_be(422).must_say("Tasse ronde").must_say("Stock au moment de l’ouverture : 3 ; maintenant : −2");
    owner.open("/desk/products").await.must_say("1 article a un stock sous zéro");
    owner.open("/desk/orders/7090565").await.must_say("Stock sous zéro");

    owner.submit(&refused, "/desk/products/TASSE", &filled).await.must_be(303);
    assert_eq!((cup(&shop).await.title_fr.as_str(), cup(&shop).await.stock), ("Tasse ronde", Some(5)));
    let list = owner.open("/desk/products").await;
    assert!(!list.says("sous zéro"));

    let taken = [&[("sku", "TASSE")], &filled[..]].concat();
    let refused = owner.submit(&list, "/desk/products", &taken).await;
    refused.must_be(409).must_say("Un article porte déjà cette référence.").must_say("Tasse ronde");
    assert_eq!(cup(&shop).await.stock, Some(5));
}
