//! What leaves the shop's hands: which orders may, what whoever packs them is told, and what is said once they have left.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::Command;
use journal::question::OrderByNumber;
use support::browser::{Browser, Page};
use support::shop::Shop;

const FIRST: i64 = 7_090_565;
const BATCH: &str = "/logistics/batches/1";

/// An order of three cups, 120,00 €. Answers its number.
async fn place(shop: &Shop, payment_method: &str, delivery: &str) -> i64 {
    let id = format!("{payment_method} {delivery}").replace('"', "");
    let order = format!(
        r#"{{"source":"s","source_order_id":"{id}","customer":{{"name":"Élise Inventée"}},
        "billing_address":{{"city":"Paris"}},"delivery_address":{{"postal_code":"75011","city":"Paris"}},
        "payment_method":"{payment_method}","delivery":{{{delivery}}},"lines":[
        {{"sku":"T","title":"Tasse bleue","quantity":3,"unit_price":{{"amount":4000,"currency":"EUR"}}}}]}}"#
    );
    let placed = shop.call("POST", "/api/v1/orders", &order).await;
    let (_, number) = placed.must_be(201).body.split_once("\"number\":").unwrap();
    number.split([',', '}']).next().unwrap().parse().unwrap()
}

async fn hand_over(shop: &Shop, orders: &[i64]) {
    let body = format!(r#"{{"orders":{orders:?},"instructions":"Fragile"}}"#);
    shop.call("POST", "/api/v1/handoffs", &body).await.must_be(201);
}

/// Three orders paid on delivery, in a batch.
async fn shop_with_batch() -> Shop {
    let shop = Shop::open().await;
    for delivery in [r#""method":"A""#, r#""method":"B""#, r#""method":"C""#] {
        place(&shop, "cash_on_delivery", delivery).await;
    }
    hand_over(&shop, &[FIRST, FIRST + 1, FIRST + 2]).await;
    shop
}

/// Everything that remains of an order leaves, by the form beside it in the batch.
async fn ship(logistician: &mut Browser, order: i64, carrier: &str) -> Page {
    let page = logistician.open(BATCH).await;
    let parcels = [("carrier", carrier), ("tracking_numbers", "6A1")];
    let sent = logistician.submit(&page, &format!("{BATCH}/orders/{order}/shipments"), &parcels).await;
    logistician.open(sent.must_be(303).location.as_deref().unwrap()).await
}

async fn progress(shop: &Shop, order: i64) -> Option<String> {
    let file = shop.journal.ask(OrderByNumber { site: shop.site, number: order }).await.unwrap().unwrap();
    file.order.progress_state().map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_on_delivery_is_said_to_whoever_packs_and_carries_and_no_other_amount() {
    let shop = Shop::open().await;
    let due = place(&shop, "cash_on_delivery", "").await;
    let paid = place(&shop, "transfer", "").await;
    shop.call("POST", &format!("/api/v1/orders/{paid}/payment-validation"), r#"{"reference":"V"}"#).await.must_be(201);
    hand_over(&shop, &[due, paid]).await;
    let mut logistician = shop.signed_in("logistician").await;
    let pages = [String::new(), format!("/orders/{due}"), "/packing-slips".into()];
    for page in pages {
        let page = logistician.open(&format!("{BATCH}{page}")).await;
        page.must_be(200).must_say("À encaisser : 120,00 €");
        assert_eq!(page.body.matches('€').count(), 1, "the order that is paid has no amount: {}", page.body);
    }
    let slip = logistician.open(&format!("{BATCH}/slip")).await;
    slip.must_say("À encaisser").must_say("120,00 €").must_say("Rien à encaisser");
    let other = logistician.open(&format!("{BATCH}/orders/{paid}")).await;
    assert!(!other.says("€") && !other.says("À encaisser"), "{}", other.body);
    let file = logistician.open(&format!("{BATCH}.csv")).await;
    file.must_say("3,[collect 120.00 EUR] Fragile").must_say("3,Fragile");
    // Once the money has come, nothing is to be collected.
    shop.call("POST", &format!("/api/v1/orders/{due}/payment-validation"), "{}").await.must_be(201);
    for page in ["", "/slip", "/packing-slips"] {
        let page = logistician.open(&format!("{BATCH}{page}")).await;
        assert!(!page.says("€") && !page.says("encaisser"), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pick_up_point_is_said_wherever_the_parcel_is_made() {
    let shop = Shop::open().await;
    let point = r#""method":"Point relais Mondial Relay","pickup_point":"012345 Tabac de la Gare""#;
    let order = place(&shop, "cash_on_delivery", point).await;
    hand_over(&shop, &[order]).await;
    let mut logistician = shop.signed_in("logistician").await;
    for page in [String::new(), format!("/orders/{order}"), "/packing-slips".into()] {
        let page = logistician.open(&format!("{BATCH}{page}")).await;
        page.must_say("Point relais : <strong>012345 Tabac de la Gare</strong>");
    }
    let parcels = logistician.open(&format!("{BATCH}/orders/{order}")).await;
    parcels.must_say("Livraison choisie : Point relais Mondial Relay – 012345 Tabac de la Gare");
    parcels.must_say("name=\"carrier\" value=\"Mondial Relay\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leaves_unchecked_is_said_before_and_after_and_leaves() {
    let shop = shop_with_batch().await;
    let mut logistician = shop.signed_in("logistician").await;
    logistician.open(BATCH).await.must_say("Pas contrôlée");
    logistician.open(&format!("{BATCH}/orders/{FIRST}")).await.must_say("Pas contrôlée");
    let after = ship(&mut logistician, FIRST, "Colissimo").await;
    after.must_say("Commande 7090565 expédiée. Elle n'a pas été contrôlée.").must_say("notice-attention");
    assert!(after.body.contains("required autofocus"), "the field has the focus again");
    assert_eq!(after.body.matches("role=\"status\"").count(), 1);

    let page = logistician.open(BATCH).await;
    logistician.submit(&page, &format!("{BATCH}/scans"), &[("code", "7090566")]).await.must_be(303);
    let after = ship(&mut logistician, FIRST + 1, "Colissimo").await;
    after.must_say("Commande 7090566 expédiée.").must_say("notice-success");
    assert!(!after.says("Elle n'a pas été contrôlée"));

    let place = format!("{BATCH}/orders/{}", FIRST + 2);
    let page = logistician.open(&place).await;
    let part = [("carrier", "Colissimo"), ("tracking-0", "6A3"), ("units-1", "1")];
    let sent = logistician.submit(&page, &format!("{place}/shipments"), &part).await;
    let after = logistician.open(sent.must_be(303).location.as_deref().unwrap()).await;
    after.must_say("Commande 7090567 expédiée en partie. Elle n'a pas été contrôlée.");
    for claim in ["7090999", "x"] {
        let page = logistician.open(&format!("{BATCH}?done=shipped&order={claim}")).await;
        page.must_be(200).must_say("L'expédition est enregistrée.");
    }
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_batches_say_how_much_of_each_has_left() {
    let shop = shop_with_batch().await;
    let (mut clerk, mut logistician) = (shop.signed_in("clerk").await, shop.signed_in("logistician").await);
    let mut lists = async |words: &str, browser: &mut Browser| {
        browser.open("/logistics/").await.must_say(words);
        clerk.open("/desk/handoffs").await.must_say(words);
        clerk.open("/desk/handoffs/1").await.must_say(words).must_say("href=\"/desk/handoffs\"");
    };
    lists("En attente", &mut logistician).await;
    ship(&mut logistician, FIRST, "Colissimo").await;
    lists("1 sur 3 expédiée", &mut logistician).await;
    ship(&mut logistician, FIRST + 1, "Colissimo").await;
    lists("2 sur 3 expédiées", &mut logistician).await;
    let back = orders::Command::RefuseHandoff { reason: "cassée".into() };
    shop.carry_out(Command::Order { number: FIRST + 2, command: back }).await;
    lists("Expédié</span>", &mut logistician).await;

    hand_over(&shop, &[FIRST + 2]).await;
    let back = orders::Command::RefuseHandoff { reason: "cassée".into() };
    shop.carry_out(Command::Order { number: FIRST + 2, command: back }).await;
    logistician.open("/logistics/").await.must_say("Rendu");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carrier_is_filled_in_only_where_it_took_parcels_of_the_same_delivery() {
    let shop = Shop::open().await;
    let home = r#""method":"Livraison à domicile""#;
    let orders = [
        place(&shop, "cash_on_delivery", r#""method":"Point relais""#).await,
        place(&shop, "cash_on_delivery", home).await,
        place(&shop, "cash_on_delivery", &format!(r#"{home},"pickup_point":"""#)).await,
    ];
    hand_over(&shop, &orders).await;
    let mut logistician = shop.signed_in("logistician").await;
    let filled_in = async |browser: &mut Browser, order: i64| {
        let page = browser.open(&format!("{BATCH}/orders/{order}")).await;
        let field = page.body.split("name=\"carrier\" value=\"").nth(1).unwrap();
        field.split('"').next().unwrap().to_owned()
    };
    ship(&mut logistician, orders[0], "Mondial Relay").await;
    assert_eq!(filled_in(&mut logistician, orders[1]).await, "", "a parcel for a door is not for a relay's carrier");
    ship(&mut logistician, orders[1], "Colissimo").await;
    assert_eq!(filled_in(&mut logistician, orders[2]).await, "Colissimo");
    logistician.open(BATCH).await.must_say("name=\"carrier\" value=\"Colissimo\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_batches_counts_what_is_in_each_and_says_what_the_shop_asks_to_stop() {
    let shop = shop_with_batch().await;
    let step = async |order: i64, command| {
        shop.carry_out(Command::Order { number: order, command }).await;
    };
    let reason = || "cassée".to_owned();
    let (mut clerk, mut logistician) = (shop.signed_in("clerk").await, shop.signed_in("logistician").await);
    step(FIRST, orders::Command::RefuseHandoff { reason: reason() }).await;
    step(FIRST + 1, orders::Command::RequestCancellation { reason: reason() }).await;
    let table = logistician.open(BATCH).await;
    table.must_say("0 contrôlée sur 2").must_say("1 annulation demandée").must_say("Rendue");
    for part in ["shipments", "refusal"] {
        let back = logistician.open(&format!("{BATCH}/orders/{FIRST}")).await;
        assert!(
            ![&table, &back].iter().any(|page| page.says(&format!("orders/{FIRST}/{part}"))),
            "what went back stays"
        );
        assert!(!back.says("À encaisser"), "{}", back.body);
    }
    for (list, browser) in [("/logistics/", &mut logistician), ("/desk/handoffs", &mut clerk)] {
        let page = browser.open(list).await;
        page.must_say("1 annulation demandée").must_say("1 n'y est plus");
        page.must_say("2<div class=\"muted\">").must_say("En attente");
    }
    let page = clerk.open("/desk/handoffs/1").await;
    page.must_say("2 commandes</h2>").must_say("1 commande du lot n'y est plus : rendue, arrêtée ou supprimée.");
    step(FIRST + 1, orders::Command::AnswerCancellation { accepted: true, reason: String::new() }).await;
    assert!(!logistician.open("/logistics/").await.says("annulation demandée"), "it is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_acknowledged_only_while_something_of_it_is_there() {
    let shop = Shop::open().await;
    let order = place(&shop, "cash_on_delivery", "").await;
    hand_over(&shop, &[order]).await;
    let mut logistician = shop.signed_in("logistician").await;
    logistician.open(BATCH).await.must_say("Accuser réception du lot").must_say("En attente");
    ship(&mut logistician, order, "Colissimo").await;
    let gone = logistician.open(BATCH).await;
    assert!(!gone.must_say("Expédié").says("Accuser réception du lot"), "nothing is there to be received");
    let list = logistician.open("/logistics/").await;
    assert!(!list.must_say("Pas d'accusé de réception").says("En attente"), "and nobody waits for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_says_of_orders_that_stayed_behind_where_they_went_since() {
    let shop = Shop::open().await;
    let due = place(&shop, "cash_on_delivery", "").await;
    let unpaid = [place(&shop, "cheque", "").await, place(&shop, "transfer", "").await];
    hand_over(&shop, &[due, unpaid[0], unpaid[1]]).await;
    let mut clerk = shop.signed_in("clerk").await;
    clerk.open("/desk/handoffs/1").await.must_say("2 commandes sont restées");
    let path = format!("/api/v1/orders/{}/payment-validation", unpaid[0]);
    shop.call("POST", &path, r#"{"cheque_number":"1"}"#).await.must_be(201);
    hand_over(&shop, &unpaid[..1]).await;
    let page = clerk.open("/desk/handoffs/1").await;
    page.must_say("1 commande est restée").must_say("1 commande restée alors, mise à disposition depuis");
    page.must_say("<a href=\"/desk/handoffs/2\">Lot n° 2</a>");
    let path = format!("/api/v1/orders/{}/payment-validation", unpaid[1]);
    shop.call("POST", &path, r#"{"reference":"V"}"#).await.must_be(201);
    hand_over(&shop, &unpaid[1..]).await;
    let page = clerk.open("/desk/handoffs/1").await;
    assert!(!page.must_say("2 commandes restées alors").says("Ces commandes avaient été choisies aussi"));
    // What the second batch refuses because it is in the first has gone nowhere since.
    let taken = format!(r#"{{"orders":[{due},{}]}}"#, place(&shop, "cash_on_delivery", r#""method":"X""#).await);
    shop.call("POST", "/api/v1/handoffs", &taken).await.must_be(201);
    let page = clerk.open("/desk/handoffs/4").await;
    assert!(!page.must_say("1 commande est restée").says("depuis</h2>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn packing_slips_say_which_orders_of_the_batch_are_not_among_them() {
    let shop = shop_with_batch().await;
    let mut logistician = shop.signed_in("logistician").await;
    let slips = async |browser: &mut Browser| browser.open(&format!("{BATCH}/packing-slips")).await;
    assert!(!slips(&mut logistician).await.says("imprimée."), "all three are there");
    ship(&mut logistician, FIRST, "Colissimo").await;
    slips(&mut logistician).await.must_say("1 commande déjà expédiée n'est pas imprimée.");
    ship(&mut logistician, FIRST + 1, "Colissimo").await;
    let stop = orders::Command::RequestCancellation { reason: "le client a changé d’avis".into() };
    shop.carry_out(Command::Order { number: FIRST + 2, command: stop }).await;
    let last = slips(&mut logistician).await;
    last.must_say("2 commandes déjà expédiées ne sont pas imprimées.");
    last.must_say("La boutique demande d'arrêter cette commande : ne l'expédiez pas");
    let yes = orders::Command::AnswerCancellation { accepted: true, reason: String::new() };
    shop.carry_out(Command::Order { number: FIRST + 2, command: yes }).await;
    let none = slips(&mut logistician).await;
    none.must_say("Plus rien n'est à préparer").must_say("1 commande du lot n'y est plus");
    assert!(!none.says("<article"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_before_which_nothing_leaves_stands_on_every_packing_slip() {
    let shop = Shop::open().await;
    let order = place(&shop, "cash_on_delivery", "").await;
    let body = format!(r#"{{"orders":[{order}],"release_at":"2026-12-01T08:00:00Z"}}"#);
    shop.call("POST", "/api/v1/handoffs", &body).await.must_be(201);
    let slips = shop.signed_in("logistician").await.open(&format!("{BATCH}/packing-slips")).await;
    slips.must_say("Pas avant le</strong> 1 décembre 2026 à 09:00");
}

async fn confirm(clerk: &mut Browser, orders: &[i64]) -> Page {
    let grid = clerk.open("/desk/orders").await;
    let numbers: Vec<String> = orders.iter().map(i64::to_string).collect();
    let mut fields = vec![("action", "handoff"), ("scope", "page")];
    fields.extend(numbers.iter().map(|number| ("order", number.as_str())));
    clerk.submit(&grid, "/desk/orders/selection", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reason_for_unpaid_orders_says_which_they_are_and_is_asked_for_where_it_decides() {
    let shop = Shop::open().await;
    let due = place(&shop, "cash_on_delivery", "").await;
    let unpaid = [place(&shop, "cheque", "").await, place(&shop, "transfer", "").await];
    let mut clerk = shop.signed_in("clerk").await;

    let paid_only = confirm(&mut clerk, &[due]).await;
    assert!(!paid_only.body.contains("name=\"reason\""), "nobody is asked for nothing");
    let mixed = confirm(&mut clerk, &[due, unpaid[0], unpaid[1]]).await;
    mixed.must_say("Motif des commandes non payées");
    mixed.must_say("Ces 2 commandes ne sont pas payées : 7090566, 7090567. Sans motif, elles restent");
    let field =
        |page: &Page| page.body.split("<textarea").find(|part| part.contains("name=\"reason\"")).unwrap().to_owned();
    assert!(!field(&mixed).split('>').next().unwrap().contains("required"), "the others may go without");

    let all = confirm(&mut clerk, &unpaid).await;
    all.must_say("Obligatoire : ces 2 commandes ne sont pas payées et ne partent qu'avec un motif : 7090566, 7090567.");
    assert!(field(&all).split('>').next().unwrap().contains("required"));
    let left = clerk.submit(&mixed, "/desk/handoffs", &[]).await;
    let result = clerk.open(left.must_be(303).location.as_deref().unwrap()).await;
    result.must_say("Pourquoi elle est restée").must_say("Son paiement n'est pas confirmé.");
    let refused = clerk.submit(&all, "/desk/handoffs", &[("reason", " ")]).await;
    refused.must_be(422).must_say("href=\"#field-reason\"").must_say("Erreur :");
    refused.must_say("Dites pourquoi ces commandes partent sans être payées.");
    let left = clerk.submit(&refused, "/desk/handoffs", &[("reason", "Cliente connue")]).await;
    let result = clerk.open(left.must_be(303).location.as_deref().unwrap()).await;
    assert!(!result.must_say("2 réussies").says("Pourquoi"), "nothing stayed, nothing is to be explained");
    // What cannot leave for another reason is not asked to have one.
    let nothing = confirm(&mut clerk, &unpaid).await;
    let refused = clerk.submit(&nothing, "/desk/handoffs", &[]).await;
    refused.must_be(409).must_say("Aucune de ces commandes ne peut être mise à disposition");
    assert!(!refused.says("#field-reason"));
}

#[tokio::test(flavor = "multi_thread")]
async fn parcels_move_an_order_to_the_state_that_names_their_carrier() {
    let shop = shop_with_batch().await;
    let mut logistician = shop.signed_in("logistician").await;
    ship(&mut logistician, FIRST, "mondial  relay").await.must_say("Commande 7090565 expédiée");
    assert_eq!(progress(&shop, FIRST).await.as_deref(), Some("shipped_mondial"));
    ship(&mut logistician, FIRST + 1, "Colissimo").await;
    assert_eq!(progress(&shop, FIRST + 1).await.as_deref(), Some("shipped"));

    let mut owner = shop.signed_in("owner").await;
    owner.open("/desk/settings/progress-states").await.must_say("Mondial Relay");
    let form = owner.open("/desk/settings/progress-states/shipped_mondial").await;
    form.must_say("Transporteur").must_say("name=\"carrier\" value=\"Mondial Relay\"");
    let state = |carrier| {
        [
            ("label_fr", "Expédié DPD"),
            ("label_en", "Shipped by DPD"),
            ("kind", "shipped"),
            ("colour", "info"),
            ("carrier", carrier),
        ]
    };
    let long = "é".repeat(101);
    let refused = owner.submit(&form, "/desk/settings/progress-states", &state(&long)).await;
    refused.must_be(422).must_say("href=\"#field-carrier\"");
    owner.submit(&form, "/desk/settings/progress-states", &state("DPD")).await.must_be(303);
    let states = shop.call("GET", "/api/v1/progress-states", "").await;
    states.must_be(200).must_say("\"carrier\":\"DPD\"");
    ship(&mut logistician, FIRST + 2, "dpd").await;
    assert_eq!(progress(&shop, FIRST + 2).await.as_deref(), Some("shipped_mondial"), "a code never changes");
    shop.must_be_sound().await;
}
