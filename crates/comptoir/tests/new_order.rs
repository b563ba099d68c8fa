//! « Nouvelle commande »: an order taken by telephone, entered at the desk by the rules of the storefront.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use catalog::Product;
use journal::Command;
use journal::question::ProductBySku;
use support::browser::{Browser, Page};
use support::shop::Shop;

const FORM: &str = "/desk/orders/new";

/// What a clerk types for two cups.
const TYPED: [(&str, &str); 11] = [
    ("name", "Élise Inventée"),
    ("phone", "01 99 00 00 00"),
    ("line1", "1 rue de l’Essai"),
    ("postal_code", "75001"),
    ("city", "Paris"),
    ("country", "FR"),
    ("language", "fr"),
    ("line-0-sku", "TASSE"),
    ("line-0-quantity", "2"),
    ("delivery", "home"),
    ("payment", "cheque"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut typed = TYPED.to_vec();
    typed.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    typed.extend_from_slice(changes);
    typed
}

async fn checked(clerk: &mut Browser, typed: &[(&str, &str)]) -> Page {
    let form = clerk.open(FORM).await;
    form.must_be(200).must_say("Nouvelle commande");
    clerk.submit(&form, FORM, typed).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_enters_an_order_taken_by_telephone() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    clerk.open("/desk/orders").await.must_say("Nouvelle commande");
    let recap = checked(&mut clerk, &TYPED).await;
    recap.must_be(200).must_say("Tasse bleue").must_say("Livraison à domicile").must_say("Chèque");
    // Two cups and the delivery, with the tax within them.
    recap.must_say("35,70 €").must_say("29,75 €").must_say("5,95 €");
    let placed = clerk.submit(&recap, "/desk/orders", &[]).await;
    assert_eq!(placed.must_be(303).location.as_deref(), Some("/desk/orders/7090565?done=order-placed"));
    let order = clerk.open("/desk/orders/7090565?done=order-placed").await;
    order.must_say("La commande est enregistrée.").must_say("Bureau").must_say("Élise Inventée").must_say("35,70 €");
    order.must_say("01 99 00 00 00").must_say("Théo Essai");
    clerk.open("/desk/products/TASSE").await.must_say("value=\"1\"");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_is_one_order_even_of_the_last_cups() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let recap = checked(&mut clerk, &with(&[("line-0-quantity", "3")])).await;
    let first = clerk.submit(&recap, "/desk/orders", &[]).await;
    let second = clerk.submit(&recap, "/desk/orders", &[]).await;
    assert_eq!(first.must_be(303).location, second.must_be(303).location);
    clerk.open("/desk/orders").await.must_say("1 commande");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_does_not_sell_what_is_not_there_and_says_what_is_left() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let page = checked(&mut clerk, &with(&[("line-0-quantity", "4")])).await;
    page.must_be(422).must_say("Ligne 1, quantité : il en reste 3. Réduisez la quantité de « Tasse bleue ».");
    page.must_say("value=\"Élise Inventée\"");
    // Over two lines it is the second that asks for too much.
    let twice = [("line-0-quantity", "2"), ("line-1-sku", "tasse bleue"), ("line-1-quantity", "2")];
    checked(&mut clerk, &with(&twice)).await.must_be(422).must_say("Ligne 2, quantité : il en reste 3.");
    // What another sells between the look and the order is said too, and nothing is lost.
    let mut other = shop.signed_in("owner").await;
    let (first, second) = (checked(&mut clerk, &TYPED).await, checked(&mut other, &TYPED).await);
    other.submit(&second, "/desk/orders", &[]).await.must_be(303);
    let late = clerk.submit(&first, "/desk/orders", &[]).await;
    late.must_be(409).must_say("Ligne 1, quantité : il en reste 1.").must_say("value=\"Élise Inventée\"");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_added_without_losing_what_is_typed() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(FORM).await;
    assert!(!form.says("line-3-sku"));
    let added = clerk.submit(&form, FORM, &with(&[("add", "true")])).await;
    added.must_be(200).must_say("line-3-sku").must_say("value=\"Élise Inventée\"").must_say("value=\"TASSE\"");
    added.must_say("Tasse bleue · 14,90 € · stock 3");
    let many: Vec<(String, String)> = vec![("lines".into(), "5000".into()), ("add".into(), "true".into())];
    let most = clerk.post(FORM, &many).await;
    most.must_be(200).must_say("Une commande saisie ici a 50 lignes au plus.");
    assert!(most.says("line-49-sku") && !most.says("line-50-sku"));
}

#[tokio::test(flavor = "multi_thread")]
async fn u48_everything_that_is_missing_is_said_at_once_by_its_name() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let page = checked(&mut clerk, &with(&[("name", ""), ("postal_code", ""), ("line-0-sku", "")])).await;
    page.must_be(422).must_say("3 champs sont à corriger").must_say("Erreur : Nouvelle commande");
    page.must_say("Code postal : remplissez ce champ.").must_say("Ligne 1, article : remplissez ce champ.");
    for (name, value, said) in [
        ("email", "elise", "E-mail : écrivez une adresse complète"),
        ("line-0-sku", "VASE", "Ligne 1, article : aucun article en vente n’a cette référence"),
        ("line-0-quantity", "deux", "Ligne 1, quantité : écrivez un nombre entier."),
        ("line-0-quantity", "0", "Ligne 1, quantité : la valeur est hors des limites permises."),
        ("delivery", "balloon", "Mode de livraison : choisissez une des réponses proposées."),
        ("payment", "card", "Mode de paiement : choisissez une des réponses proposées."),
        ("delivery_line1", "2 rue du Bureau", "Livraison, code postal : remplissez ce champ."),
    ] {
        checked(&mut clerk, &with(&[(name, value)])).await.must_be(422).must_say(said);
    }
    let nothing = with(&[("line-0-sku", ""), ("line-0-quantity", "")]);
    checked(&mut clerk, &nothing).await.must_be(422).must_say("Ligne 1, article : remplissez ce champ.");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_goods_can_go_elsewhere_and_the_customer_reads_their_language() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let elsewhere = [
        ("language", "en"),
        ("delivery_name", "Bureau d’Élise"),
        ("delivery_line1", "2 rue du Bureau"),
        ("delivery_postal_code", "69001"),
        ("delivery_city", "Lyon"),
        ("delivery_country", "FR"),
    ];
    let recap = checked(&mut clerk, &with(&elsewhere)).await;
    recap.must_be(200).must_say("Bureau d’Élise, 2 rue du Bureau, 69001 Lyon, France").must_say("Blue cup");
    clerk.submit(&recap, "/desk/orders", &[]).await.must_be(303);
    let order = shop.call("GET", "/api/v1/orders/7090565", "").await;
    let order: serde_json::Value = serde_json::from_str(&order.must_be(200).body).unwrap();
    assert_eq!(order["source"], "desk");
    assert_eq!(order["language"], "en");
    assert_eq!(order["delivery_address"]["city"], "Lyon");
    assert_eq!(order["billing_address"]["city"], "Paris");
    assert_eq!(order["lines"][0]["title"], "Blue cup");
}

/// Two more cups: one name within the other's words, and one that has a word to itself.
async fn with_more_cups(shop: &Shop) {
    for (sku, title_fr, title_en) in
        [("TASSE-R", "Tasse rouge", "Red cup"), ("SOUCOUPE", "Soucoupe de tasse", "Saucer")]
    {
        let cup = ProductBySku { site: shop.site, sku: "TASSE".into() };
        let cup = shop.journal.ask(cup).await.unwrap().unwrap();
        let product = Product { sku: sku.into(), title_fr: title_fr.into(), title_en: title_en.into(), ..cup };
        shop.carry_out(Command::SaveProduct(Box::new(product))).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_name_is_enough_where_one_product_has_it() {
    let shop = Shop::open().await;
    with_more_cups(&shop).await;
    let mut clerk = shop.signed_in("clerk").await;
    for (typed, title) in [("ROUG", "Tasse rouge"), ("soucoupe", "Soucoupe de tasse"), ("red", "Tasse rouge")] {
        let recap = checked(&mut clerk, &with(&[("line-0-sku", typed)])).await;
        recap.must_be(200).must_say(title);
    }
    // A whole reference is itself, although others begin with it.
    checked(&mut clerk, &TYPED).await.must_be(200).must_say("Tasse bleue");
    // What was read back is what is placed, even once another product is called so.
    let recap = checked(&mut clerk, &with(&[("line-0-sku", "rouge")])).await;
    recap.must_say("name=\"line-0-sku\" value=\"TASSE-R\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_several_products_have_the_words_the_clerk_picks_one_with_a_button() {
    let shop = Shop::open().await;
    with_more_cups(&shop).await;
    let mut clerk = shop.signed_in("clerk").await;
    let page = checked(&mut clerk, &with(&[("line-0-sku", "tass")])).await;
    page.must_be(422).must_say("Ligne 1, article : plusieurs articles ont ces mots.").must_say("value=\"tass\"");
    page.must_say("value=\"0 TASSE\"").must_say("value=\"0 TASSE-R\"").must_say("Soucoupe de tasse · 14,90 €");
    let picked = clerk.submit(&page, FORM, &with(&[("line-0-sku", "tass"), ("pick", "0 TASSE-R")])).await;
    picked.must_be(200).must_say("value=\"TASSE-R\"").must_say("Tasse rouge · 14,90 €");
    picked.must_say("value=\"Élise Inventée\"");
    assert!(!picked.says("corriger"));
    for nonsense in ["0", "x TASSE", "99999999999999999999 TASSE", "4000 TASSE"] {
        clerk.submit(&page, FORM, &with(&[("pick", nonsense)])).await.must_be(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_asks_for_the_pick_up_point_too() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let relay = with(&[("delivery", "mondial_relay")]);
    let refused = checked(&mut clerk, &relay).await;
    refused.must_be(422).must_say("Point relais : ce mode livre en point relais.");
    refused.must_say("href=\"#field-pickup_point-mondial_relay\"");
    let filled = with(&[("delivery", "mondial_relay"), ("pickup_point-mondial_relay", "Tabac de la Gare, Lyon")]);
    let recap = checked(&mut clerk, &filled).await;
    recap.must_be(200).must_say("Point relais").must_say("Tabac de la Gare, Lyon");
    clerk.submit(&recap, "/desk/orders", &[]).await.must_be(303);
    clerk.open("/desk/orders/7090565").await.must_say("Tabac de la Gare, Lyon");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_changed_since_the_look_is_told_before_anything_is_placed() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let recap = checked(&mut clerk, &TYPED).await;
    let mut owner = shop.signed_in("owner").await;
    let product = owner.open("/desk/products/TASSE").await;
    let dearer = [("title_fr", "Tasse bleue"), ("title_en", "Blue cup"), ("unit_price", "20"), ("vat_rate", "2000")];
    let published = [("stock", "3"), ("published", "true")];
    owner.submit(&product, "/desk/products/TASSE", &[&dearer[..], &published].concat()).await.must_be(303);
    let again = clerk.submit(&recap, "/desk/orders", &[]).await;
    again.must_be(409).must_say("Le total a changé depuis votre vérification").must_say("45,90 €");
    clerk.submit(&again, "/desk/orders", &[]).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_places_nothing() {
    let shop = Shop::open().await;
    for role in ["accountant", "logistician"] {
        let mut browser = shop.signed_in(role).await;
        browser.open(FORM).await.must_be(403);
        browser.post("/desk/orders", &[]).await.must_be(403);
        assert!(!browser.open("/desk/orders").await.says("Nouvelle commande"), "{role}");
    }
}
