//! The procedure over HTTP, with a fixed clock, from the customer's order to the customer's parcel.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::question::Leftovers;
use support::browser::{Browser, Page};
use support::shop::Shop;

/// A customer orders one cup and pays by cheque; answers the address of their own page of the order.
async fn place_an_order(shop: &Shop) -> (Browser, String) {
    let mut customer = Browser::new(shop.server);
    let products = customer.open("/shop/essai/fr/").await;
    products.must_say("Tasse bleue").must_say("14,90 €");
    customer.submit(&products, "/shop/essai/fr/basket", &[]).await.must_be(303);
    let contact = customer.open("/shop/essai/fr/checkout").await;
    let address = [
        ("name", "Élise d’Été"),
        ("email", "elise@example.com"),
        ("line1", "3 rue de l’Œuvre"),
        ("postal_code", "75011"),
        ("city", "Paris"),
        ("country", "FR"),
    ];
    let choices = customer.submit(&contact, "/shop/essai/fr/checkout", &address).await;
    let chosen = [("delivery", "home"), ("payment", "cheque")];
    let recap = customer.submit(&choices, "/shop/essai/fr/checkout", &chosen).await;
    recap.must_say("Commander avec obligation de paiement").must_say("20,80 €");
    let placed = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    placed.must_be(303);
    let page = placed.location.clone().unwrap();
    customer.open(&page).await.must_say("7090565");
    let again = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    assert_ne!(again.status, 500, "the same form once more is no second order");
    (customer, page)
}

async fn validate_the_cheque(clerk: &mut Browser) {
    let form = clerk.open("/desk/orders/7090565/payment").await;
    form.must_say("Valider la commande").must_say("Numéro du chèque");
    let without = clerk.submit(&form, "/desk/orders/7090565/payment", &[("note", "reçu ce matin")]).await;
    without.must_be(422).must_say("Remplissez ce champ.").must_say("reçu ce matin");
    let given = [("cheque_number", "0012345")];
    clerk.submit(&without, "/desk/orders/7090565/payment", &given).await.must_be(303);
    clerk.open("/desk/orders/7090565/payment").await.must_say("Paiement confirmé").must_say("0012345");
}

async fn prepare_and_invoice(clerk: &mut Browser) {
    let form = clerk.open("/desk/orders/7090565/progress").await;
    form.must_say("Gestion des historiques des états d'avancement").must_say("(Non défini)");
    form.must_say("Générer une facture").must_say("Enregistrer le nouvel état");
    let chosen = [("state", "preparing"), ("published", "true"), ("issue_invoice", "true")];
    clerk.submit(&form, "/desk/orders/7090565/progress", &chosen).await.must_be(303);
    let after = clerk.open("/desk/orders/7090565/progress").await;
    after.must_say("Commande en préparation").must_say("2026-11-000000001");
    clerk.open("/desk/invoices/2026-11-000000001").await.must_say("Maison Essai").must_say("20,80 €");
}

async fn deletion_is_refused(clerk: &mut Browser) {
    let question = clerk.open("/desk/orders/7090565/deletion").await;
    question.must_say("elle ne peut être ni supprimée ni annulée");
    let forced = clerk.post("/desk/orders/7090565/deletion", &[("request-id".into(), "x".into())]).await;
    forced.must_be(409).must_say("2026-11-000000001");
    let said = forced.body.matches("elle ne peut être ni supprimée ni annulée").count();
    assert_eq!(said, 1, "a refusal is said once: {}", forced.body);
}

async fn hand_over(clerk: &mut Browser) {
    let grid = clerk.open("/desk/orders").await;
    grid.must_say("Mettre les commandes à disposition du logisticien").must_say("Exécuter");
    let nothing = clerk.submit(&grid, "/desk/orders/selection", &[("action", "handoff"), ("scope", "page")]).await;
    nothing.must_be(422).must_say("Rien n'est sélectionné");
    let ticked = [("action", "handoff"), ("scope", "page"), ("order", "7090565")];
    let confirm = clerk.submit(&grid, "/desk/orders/selection", &ticked).await;
    confirm.must_be(200).must_say("7090565").must_say("Mettre à disposition");
    let made = clerk.submit(&confirm, "/desk/handoffs", &[("instructions", "fragile")]).await;
    assert_eq!(made.must_be(303).location.as_deref(), Some("/desk/handoffs/1/result"));
    let again = clerk.submit(&confirm, "/desk/handoffs", &[("instructions", "fragile")]).await;
    assert_eq!(again.location, made.location, "a double click makes one batch");
}

async fn pack_and_ship(logistician: &mut Browser) -> Page {
    logistician.open("/logistics/").await.must_say("Lots");
    let batch = logistician.open("/logistics/batches/1").await;
    batch.must_say("7090565").must_say("Tasse bleue").must_say("fragile");
    assert!(!batch.says("€"), "a logistician sees no prices");
    logistician.submit(&batch, "/logistics/batches/1/acknowledgement", &[]).await.must_be(303);
    let action = "/logistics/batches/1/orders/7090565/shipments";
    let parcels = [("carrier", "Colissimo"), ("tracking_numbers", "8R12345678901")];
    logistician.submit(&batch, action, &parcels).await.must_be(303);
    logistician.open("/logistics/batches/1").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_three_steps_bring_an_order_from_the_storefront_to_its_customer() {
    let shop = Shop::open().await;
    let (mut customer, own_page) = place_an_order(&shop).await;

    let mut clerk = shop.signed_in("clerk").await;
    let grid = clerk.open("/desk/orders").await;
    grid.must_say("Suivi des commandes").must_say("(1 élément)").must_say("7090565").must_say("20,80 €");
    grid.must_say("En attente du paiement").must_say("(Non défini)").must_say("24 novembre 2026").must_say("10:00");

    validate_the_cheque(&mut clerk).await;
    prepare_and_invoice(&mut clerk).await;
    deletion_is_refused(&mut clerk).await;
    hand_over(&mut clerk).await;

    let mut logistician = shop.signed_in("logistician").await;
    pack_and_ship(&mut logistician).await.must_say("8R12345678901").must_say("Expédiée");
    logistician.open("/desk/orders").await.must_be(403);

    customer.open(&own_page).await.must_say("8R12345678901").must_say("Expédié").must_say("Colissimo");
    clerk.open("/desk/orders").await.must_say("(1 élément)").must_say("Expédié");

    shop.pay_what_is_owed().await;
    let left = shop.journal.ask(Leftovers { site: shop.site }).await.unwrap();
    assert!(left.is_empty(), "effects are left unpaid: {left:?}");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_storefront_does_not_sell_what_is_not_there() {
    let shop = Shop::open().await;
    let mut customer = Browser::new(shop.server);
    let products = customer.open("/shop/essai/fr/").await;
    customer.submit(&products, "/shop/essai/fr/basket", &[]).await.must_be(303);
    let many = [("sku".to_owned(), "TASSE".to_owned()), ("units".to_owned(), "4".to_owned())];
    customer.post("/shop/essai/fr/basket", &many).await.must_be(303);
    let refused = customer.open("/shop/essai/fr/checkout").await;
    refused.must_be(409).must_say("Tasse bleue : plus que 3 exemplaires");
}
