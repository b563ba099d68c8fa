//! The storefront over HTTP, as a browser without scripts sees it, and what the desk says of its products.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::Command;
use journal::question::ProductBySku;
use support::browser::{Browser, Page};
use support::shop::Shop;

const CHECKOUT: &str = "/shop/essai/fr/checkout";
const POINT: &str = "pickup_point-mondial_relay";

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

async fn set_units(customer: &mut Browser, units: &str) {
    let fields = [("sku", "TASSE"), ("units", units)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    customer.post("/shop/essai/fr/basket", &fields).await.must_be(303);
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_basket_and_by_every_step_in_the_articles_name() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let home = [("delivery", "home"), ("payment", "cheque")];
    let recap = customer.submit(&choices, CHECKOUT, &home).await;
    recap.must_be(200);
    set_units(&mut customer, "3").await;
    assert!(!customer.open("/shop/essai/fr/basket").await.says("Plus que"), "three are there");
    set_units(&mut customer, "9").await;
    let basket = customer.open("/shop/essai/fr/basket").await;
    basket.must_be(200).must_say("badge-attention").must_say("Plus que 3 exemplaires").must_say("value=\"9\"");
    let refused = customer.open(CHECKOUT).await;
    refused.must_be(409).must_say("Tasse bleue : plus que 3 exemplaires").must_say("Erreur :");
    refused.must_say("value=\"9\"").must_say("href=\"#field-units-");
    // What was typed meanwhile is kept, at the step where it was typed.
    let contact = customer.submit(&recap, CHECKOUT, &[]).await;
    contact.must_be(409).must_say("Plus que 3 exemplaires : Tasse bleue. Changez la quantité dans le panier.");
    contact.must_say("value=\"Élise Inventée\"").must_say("href=\"/shop/essai/fr/basket\"");
    let again = customer.submit(&choices, CHECKOUT, &home).await;
    again.must_be(409).must_say("Plus que 3 exemplaires : Tasse bleue.").must_say("Mode de livraison");
    let last = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    last.must_be(409).must_say("Plus que 3 exemplaires : Tasse bleue.");
    for page in [&refused, &contact, &again, &last] {
        assert!(!page.says("TASSE :"), "nobody reads a reference: {}", page.body);
    }
    let none = catalog::Product { stock: Some(0), ..cup(&shop).await };
    shop.carry_out(Command::SaveProduct(Box::new(none))).await;
    customer.open("/shop/essai/fr/basket").await.must_say("Épuisé");
    customer.submit(&choices, CHECKOUT, &home).await.must_be(409).must_say("Épuisé : Tasse bleue.");
}

#[tokio::test]
async fn the_step_of_delivery_and_payment_says_what_it_comes_to() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    choices.must_say("<dt>Articles, TTC</dt><dd>14,90 €</dd>");
    assert!(!choices.says("Total TTC avec"), "nothing is chosen yet");
    let recap = customer.submit(&choices, CHECKOUT, &[("delivery", "home"), ("payment", "cheque")]).await;
    let back = customer.submit(&recap, CHECKOUT, &[("step", "delivery")]).await;
    back.must_say("<dt>Total TTC avec « Livraison à domicile »</dt><dd>20,80 €</dd>");
}

#[tokio::test]
async fn who_ordered_is_said_again_in_their_browser_and_to_nobody_else_with_the_link() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let recap = customer.submit(&choices, CHECKOUT, &[("delivery", "home"), ("payment", "cheque")]).await;
    let placed = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    let own = placed.must_be(303).location.clone().unwrap();
    let withdrawal = "/shop/essai/fr/withdrawal?order=7090565";
    customer.open(&own).await.must_say("Adresse de livraison").must_say("1 rue de la Fiction, 75001 Paris, France");
    let form = customer.open(withdrawal).await;
    form.must_say("value=\"7090565\"").must_say("value=\"Élise Inventée\"").must_say("value=\"elise@client.example\"");

    let mut forged = Browser::new(shop.server);
    forged.keep("ordered", "7090565.AAAAAAAAAAAAAAAAAAAAAA");
    for stranger in [&mut Browser::new(shop.server), &mut forged] {
        let page = stranger.open(&own).await;
        assert!(!page.must_be(200).says("rue de la Fiction"), "a link is handed on: {}", page.body);
        let form = stranger.open(withdrawal).await;
        assert!(!form.must_say("value=\"7090565\"").says("Inventée") && !form.says("elise@"), "{}", form.body);
    }
    // Another order's number fills in nothing of this one.
    let other = customer.open("/shop/essai/fr/withdrawal?order=7090564").await;
    assert!(!other.says("Inventée"));
    shop.carry_out(Command::Order { number: 7_090_565, command: orders::Command::Cancel { reason: "x".into() } }).await;
    shop.carry_out(Command::Order { number: 7_090_565, command: orders::Command::EraseContact }).await;
    let forgotten = customer.open(&own).await;
    assert!(!forgotten.must_be(200).says("Adresse de livraison"));
    assert!(!customer.open(withdrawal).await.says("Inventée"));
}

/// The second step of the checkout, with a cup in the basket, and how it is sent.
async fn at_the_choices(shop: &Shop) -> (Browser, Page) {
    let mut customer = Browser::new(shop.server);
    let page = customer.open("/shop/essai/fr/products/TASSE").await;
    customer.submit(&page, "/shop/essai/fr/basket", &[]).await.must_be(303);
    let contact = customer.open(CHECKOUT).await;
    let filled = [
        ("name", "Élise Inventée"),
        ("email", "elise@client.example"),
        ("line1", "1 rue de la Fiction"),
        ("postal_code", "75001"),
        ("city", "Paris"),
        ("country", "FR"),
    ];
    let choices = customer.submit(&contact, CHECKOUT, &filled).await;
    choices.must_be(200).must_say("Livraison et paiement");
    (customer, choices)
}

#[tokio::test]
async fn a_parcel_for_a_relay_needs_its_point_and_everybody_reads_it() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    choices.must_say("Le nom ou le numéro du point, et sa ville.");
    let relay = [("delivery", "mondial_relay"), ("payment", "cheque")];
    let refused = customer.submit(&choices, CHECKOUT, &relay).await;
    refused.must_be(422).must_say("href=\"#field-pickup_point-mondial_relay\"");
    refused.must_say("Point relais : ce mode livre en point relais. Indiquez le nom ou le numéro du point");
    let endless = "x".repeat(101);
    let long = [&relay[..], &[(POINT, &endless)]].concat();
    let refused = customer.submit(&choices, CHECKOUT, &long).await;
    refused.must_be(422).must_say("id=\"field-pickup_point-mondial_relay-error\"");

    let filled = [&relay[..], &[(POINT, "Tabac de la Gare, Lyon")]].concat();
    let recap = customer.submit(&choices, CHECKOUT, &filled).await;
    recap.must_be(200).must_say("Point relais").must_say("<dd>Tabac de la Gare, Lyon</dd>");
    let back = customer.submit(&recap, CHECKOUT, &[("step", "delivery")]).await;
    back.must_say("value=\"Tabac de la Gare, Lyon\"");
    let placed = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    let own = placed.must_be(303).location.clone().unwrap();
    customer.open(&own).await.must_say("<dd>Tabac de la Gare, Lyon</dd>");
    shop.signed_in("clerk").await.open("/desk/orders/7090565").await.must_say("Tabac de la Gare, Lyon");
    let order = shop.call("GET", "/api/v1/orders/7090565", "").await;
    order.must_say("\"pickup_point\":\"Tabac de la Gare, Lyon\"");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn a_point_typed_before_another_way_was_chosen_does_not_count() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let home = [("delivery", "home"), (POINT, "Tabac de la Gare, Lyon"), ("payment", "cheque")];
    let recap = customer.submit(&choices, CHECKOUT, &home).await;
    assert!(!recap.must_be(200).says("<dd>Tabac de la Gare, Lyon</dd>"));
    customer.submit(&recap, "/shop/essai/fr/orders", &[]).await.must_be(303);
    shop.call("GET", "/api/v1/orders/7090565", "").await.must_say("\"pickup_point\":\"\"");
}

#[tokio::test]
async fn choices_that_were_not_made_are_asked_for_at_their_place() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let refused = customer.submit(&choices, CHECKOUT, &[]).await;
    refused.must_be(422).must_say("2 champs sont à corriger");
    refused.must_say("Mode de livraison : choisissez une des réponses").must_say("Mode de paiement : choisissez une");
    assert!(!refused.says("name=\"delivery\" value=\"home\" checked"), "nothing is chosen for whoever must choose");
    customer.submit(&choices, CHECKOUT, &[("delivery", "home")]).await.must_be(422).must_say("Un champ est à corriger");
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_said_in_the_order_of_its_fields() {
    let shop = Shop::open().await;
    let (mut customer, _) = at_the_choices(&shop).await;
    let contact = customer.open(CHECKOUT).await;
    let refused = customer.submit(&contact, CHECKOUT, &[("country", "XX")]).await;
    let links = refused.must_be(422).body.split("href=\"#field-").skip(1);
    let fields: Vec<&str> = links.map(|link| link.split('"').next().unwrap()).collect();
    assert_eq!(fields, ["name", "email", "line1", "postal_code", "city", "country"]);
}

#[tokio::test]
async fn a_delivery_that_costs_nothing_is_said_to_be_free() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let recap = customer.submit(&choices, CHECKOUT, &[("delivery", "pickup"), ("payment", "cheque")]).await;
    recap.must_be(200).must_say("Gratuit");
    assert!(!recap.says(">0,00 €"));
    let placed = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    let own = customer.open(&placed.must_be(303).location.clone().unwrap()).await;
    own.must_say("Retrait en boutique").must_say("Gratuit");
}

#[tokio::test]
async fn an_order_is_found_by_its_source_as_it_is_read_and_as_it_is_called() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let recap = customer.submit(&choices, CHECKOUT, &[("delivery", "pickup"), ("payment", "cheque")]).await;
    customer.submit(&recap, "/shop/essai/fr/orders", &[]).await.must_be(303);
    shop.placed("1").await;
    let mut clerk = shop.signed_in("clerk").await;
    for (typed, from_shop, from_till) in [
        ("Boutique", true, false),
        ("boutique", true, false),
        ("Bout", true, false),
        ("store", true, false),
        ("CAISSE", false, true),
        ("ais", false, true),
        ("rien", false, false),
    ] {
        let page = clerk.open(&format!("/desk/orders?source={typed}")).await;
        let found = |number: i64| page.body.contains(&format!("data-order=\"{number}\""));
        assert_eq!((found(7_090_565), found(7_090_566)), (from_shop, from_till), "{typed}");
    }
    // To a program a source is its code and nothing else.
    for (code, count) in [("storefront", 1), ("Boutique", 0), ("store", 0)] {
        let list = shop.call("GET", &format!("/api/v1/orders?source={code}"), "").await;
        assert_eq!(list.must_be(200).body.matches("\"source_order_id\"").count(), count, "{code}");
    }
}

#[tokio::test]
async fn nobody_is_asked_to_pay_for_an_order_they_have_withdrawn_from() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let recap = customer.submit(&choices, CHECKOUT, &[("delivery", "home"), ("payment", "cheque")]).await;
    let placed = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    let own = placed.must_be(303).location.clone().unwrap();
    customer.open(&own).await.must_say("Votre paiement");
    let withdrawal = "/shop/essai/fr/withdrawal";
    let form = customer.open(withdrawal).await;
    let said = [("name", "Élise Inventée"), ("order", "7090565"), ("email", "elise@client.example")];
    customer.submit(&form, withdrawal, &said).await.must_be(303);
    let after = customer.open(&own).await;
    assert!(!after.must_say("Vous avez renoncé au contrat").says("Votre paiement"));
}

#[tokio::test]
async fn the_recapitulation_repeats_everything_that_was_typed() {
    let shop = Shop::open().await;
    let (mut customer, choices) = at_the_choices(&shop).await;
    let more = [("phone", "01 99 00 00 00"), ("company", "Société inventée"), ("line2", "Bâtiment B")];
    let filled = [&more[..], &[("delivery", "home"), ("payment", "cheque")]].concat();
    let recap = customer.submit(&choices, CHECKOUT, &filled).await;
    recap.must_be(200).must_say("01 99 00 00 00").must_say("Société inventée");
    recap.must_say("1 rue de la Fiction, Bâtiment B, 75001 Paris, France");
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
