//! « Renoncer au contrat ici », from the storefront's foot to the desk.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use jiff::SignedDuration;
use journal::question::{MailsOfOrder, OrderByNumber};
use serde_json::{Value, json};
use support::browser::{Browser, Page};
use support::shop::{Shop, now};
use web::clock::Clock;

const FORM: &str = "/shop/essai/fr/withdrawal";

async fn placed(shop: &Shop) -> i64 {
    let address = json!({"name": "Élise Inventée", "city": "Paris", "country": "FR"});
    let order = json!({
        "source": "caisse", "source_order_id": "1", "payment_method": "cash_on_delivery",
        "customer": {"name": "Élise Inventée", "email": "elise.inventee@example.com"},
        "billing_address": address, "delivery_address": address,
        "lines": [{"title": "Tasse bleue", "quantity": 1, "unit_price": {"amount": 1490, "currency": "EUR"}}],
    });
    let answer = shop.call("POST", "/api/v1/orders", &order.to_string()).await;
    let placed: Value = serde_json::from_str(&answer.must_be(201).body).unwrap();
    placed["number"].as_i64().unwrap()
}

async fn declare(shop: &Shop, name: &str, order: &str, email: &str) -> Page {
    let mut guest = Browser::new(shop.server);
    let form = guest.open(FORM).await;
    form.must_say("Renoncer au contrat").must_say("Confirmer la rétractation");
    guest.submit(&form, FORM, &[("name", name), ("order", order), ("email", email)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn u53_a_guest_withdraws_and_reads_what_was_declared_and_when() {
    let shop = Shop::open().await;
    let number = placed(&shop).await;
    let mut guest = Browser::new(shop.server);
    guest.open("/shop/essai/fr/").await.must_say("Renoncer au contrat ici");
    let answer = declare(&shop, "Élise I.", &format!("n° {number}"), "Elise.Inventee@example.com").await;
    let page = guest.open(answer.must_be(303).location.as_ref().unwrap()).await;
    page.must_be(200).must_say("Votre rétractation est enregistrée").must_say("24 novembre 2026 à 10:00");
    page.must_say("ma rétractation du contrat portant sur la commande n° 7090565").must_say("Élise I.");

    let mut clerk = shop.signed_in("clerk").await;
    let order = clerk.open(&format!("/desk/orders/{number}")).await;
    order.must_say("Le client a renoncé au contrat le 24 novembre 2026 à 10:00").must_say("À suivre");
    order.must_say("Le client a renoncé au contrat (rétractation)");
    let mails = shop.journal.ask(MailsOfOrder { site: shop.site, number }).await.unwrap();
    assert_eq!(mails.len(), 1, "one acknowledgement: {mails:?}");

    let again = declare(&shop, "Quelqu’un", &number.to_string(), "elise.inventee@example.com").await;
    assert_eq!(again.must_be(303).location, answer.location);
    guest.open(again.location.as_ref().unwrap()).await.must_say("Élise I.");
    let after = shop.journal.ask(OrderByNumber { site: shop.site, number }).await.unwrap().unwrap();
    assert_eq!(after.order.version, 3, "the second statement changed nothing");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u53_nobody_learns_here_whether_an_order_exists() {
    let shop = Shop::open().await;
    let number = placed(&shop).await.to_string();
    let theirs = "elise.inventee@example.com";
    let mut answers = Vec::new();
    for (order, email) in
        [(number.as_str(), "autre@example.com"), ("1", "autre@example.com"), ("1", theirs), ("x", theirs)]
    {
        let page = declare(&shop, "Élise", order, email).await;
        page.must_be(422).must_say("Nous n’avons pas pu rattacher cette déclaration").must_say("Écrire à la boutique");
        answers.push(page.body.replace(&format!("value=\"{order}\""), "").replace(&format!("value=\"{email}\""), ""));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "the answers differ");
    let order: i64 = number.parse().unwrap();
    let after = shop.journal.ask(OrderByNumber { site: shop.site, number: order }).await.unwrap().unwrap();
    assert_eq!(after.order.version, 1, "nothing is recorded");
    let mut guest = Browser::new(shop.server);
    guest.open(&format!("{FORM}/{number}/AAAAAAAAAAAAAAAAAAAAAA")).await.must_be(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn u53_trying_orders_one_after_the_other_is_slowed_down() {
    let shop = Shop::open().await;
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(declare(&shop, "Élise", "7090565", "autre@example.com").await.status);
    }
    assert!(statuses[..10].iter().all(|status| *status == 422), "{statuses:?}");
    assert_eq!(statuses[11], 429, "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn u53_after_the_period_the_refusal_says_so_and_whom_to_write_to() {
    let mut shop = Shop::open().await;
    let number = placed(&shop).await;
    let parcel = r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"8R1"}]}"#;
    shop.call("POST", &format!("/api/v1/orders/{number}/shipments"), parcel).await.must_be(201);
    let served = |days: i64| Clock::of(move || now() + SignedDuration::from_hours(24 * days));
    shop.server = shop.served(|setup| setup.clock = served(15)).await;
    let late = declare(&shop, "Élise", &number.to_string(), "elise.inventee@example.com").await;
    late.must_be(409).must_say("a pris fin le 8 décembre 2026").must_say("Écrire à la boutique");
    shop.server = shop.served(|setup| setup.clock = served(14)).await;
    declare(&shop, "Élise", &number.to_string(), "elise.inventee@example.com").await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_that_says_too_little_is_shown_again_with_what_was_typed() {
    let shop = Shop::open().await;
    let page = declare(&shop, "", "7090565", "pas une adresse").await;
    page.must_be(422).must_say("Remplissez ce champ.").must_say("nom@exemple.fr").must_say("pas une adresse");
}
