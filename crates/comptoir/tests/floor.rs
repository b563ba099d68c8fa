//! The logistician's workspace over HTTP: codes as a scanner types them, parcels, slips; and the statistics' links.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::Command;
use journal::question::OrderByNumber;
use support::browser::{Browser, Page};
use support::shop::Shop;

const FIRST: i64 = 7_090_565;

/// `count` orders of three cups and a bowl each, paid on delivery; the first has the number [`FIRST`].
async fn shop_with(count: i64) -> Shop {
    let shop = Shop::open().await;
    for number in 0..count {
        let order = format!(
            r#"{{"source":"s","source_order_id":"{number}","customer":{{"name":"Élise Inventée","email":"elise@example.com"}},
            "billing_address":{{"city":"Paris"}},"delivery_address":{{"postal_code":"75011","city":"Paris"}},
            "payment_method":"cash_on_delivery","lines":[
            {{"sku":"T","title":"Tasse bleue","quantity":3,"unit_price":{{"amount":12345,"currency":"EUR"}}}},
            {{"sku":"B","title":"Bol","quantity":1,"unit_price":{{"amount":99,"currency":"EUR"}}}}]}}"#
        );
        shop.call("POST", "/api/v1/orders", &order).await.must_be(201);
    }
    shop
}

async fn hand_over(shop: &Shop, orders: std::ops::Range<i64>) {
    let numbers: Vec<i64> = orders.map(|place| FIRST + place).collect();
    shop.call("POST", "/api/v1/handoffs", &format!(r#"{{"orders":{numbers:?}}}"#)).await.must_be(201);
}

async fn step(shop: &Shop, order: i64, command: orders::Command) {
    shop.carry_out(Command::Order { number: order, command }).await;
}

/// The one amount that a logistician may see is what is collected on delivery: three cups and a bowl.
#[track_caller]
fn has_no_prices(page: &Page) {
    let rest = page.body.replace('\u{a0}', " ").replace("371,34 €", "");
    assert!(!["€", "371,34", "123,45", "370,35", "0,99"].iter().any(|price| rest.contains(price)), "{rest}");
}

/// Reads a code on the batch's page, without scripts.
async fn scan(logistician: &mut Browser, batch: i64, code: &str) -> Page {
    let page = logistician.open(&format!("/logistics/batches/{batch}")).await;
    logistician.submit(&page, &format!("/logistics/batches/{batch}/scans"), &[("code", code)]).await
}

/// The same as a script does it: only what has changed comes back.
async fn scan_by_script(logistician: &mut Browser, code: &str, id: &str) -> Page {
    let fields = [("code", code), ("part", "scan"), ("request-id", id)].map(|(k, v)| (k.to_owned(), v.to_owned()));
    logistician.post("/logistics/batches/1/scans", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_a_scanned_order_is_checked_and_the_field_is_ready_for_the_next() {
    let shop = shop_with(2).await;
    hand_over(&shop, 0..2).await;
    let mut logistician = shop.signed_in("logistician").await;
    logistician.open("/logistics/batches/1").await.must_say("0 contrôlée sur 2");
    let done = scan(&mut logistician, 1, " 7090565 ").await;
    assert_eq!(done.must_be(303).location.as_deref(), Some("/logistics/batches/1?scanned=7090565"));
    let page = logistician.open("/logistics/batches/1?scanned=7090565").await;
    page.must_say("Commande 7090565 contrôlée.").must_say("1 contrôlée sur 2");
    page.must_say("Contrôlée le 24 novembre 2026 à 10:00 par Lou Essai.");
    assert!(page.body.contains("required autofocus"), "the field has the focus again");
    assert_eq!(page.body.matches("role=\"status\"").count(), 1, "results are said in one place");
    let other = logistician.open("/logistics/batches/1?scanned=7090566").await;
    assert!(!other.says("Commande 7090566 contrôlée."), "an address cannot claim a check");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_a_code_that_checks_nothing_is_refused_with_the_reason() {
    let shop = shop_with(8).await;
    hand_over(&shop, 0..5).await;
    hand_over(&shop, 5..7).await;
    let reason = || "le client a changé d’avis".to_owned();
    step(&shop, FIRST + 1, orders::Command::RequestCancellation { reason: reason() }).await;
    step(&shop, FIRST + 2, orders::Command::RequestCancellation { reason: reason() }).await;
    step(&shop, FIRST + 2, orders::Command::AnswerCancellation { accepted: true, reason: String::new() }).await;
    step(&shop, FIRST + 3, orders::Command::RefuseHandoff { reason: reason() }).await;
    let parcel = r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"6A"}]}"#;
    shop.call("POST", "/api/v1/orders/7090569/shipments", parcel).await.must_be(201);
    let mut logistician = shop.signed_in("logistician").await;
    scan(&mut logistician, 1, "7090565").await.must_be(303);
    let table = [
        ("7090565", "La commande 7090565 est déjà contrôlée. Contrôlée le 24 novembre 2026 à 10:00."),
        ("7090566", "La boutique demande d'arrêter la commande 7090566 : ne l'expédiez pas, répondez d'abord."),
        ("7090567", "La commande 7090567 est annulée : ne l'expédiez pas."),
        ("7090568", "La commande 7090568 a été rendue à la boutique : ne l'expédiez pas."),
        ("7090569", "La commande 7090569 est déjà expédiée."),
        ("7090570", "La commande 7090570 n'est pas dans ce lot : elle est dans le lot 2."),
        ("7090572", "La commande 7090572 n'est dans aucun lot."),
        ("7090999", "Code inconnu : 7090999. Aucune commande n'a ce numéro."),
        ("3 600 520 130 019", "Code inconnu : 3 600 520 130 019."),
        ("<b>", "Code inconnu : &lt;b&gt;."),
        ("", "Code inconnu"),
    ];
    for (code, words) in table {
        let refused = scan(&mut logistician, 1, code).await;
        // Checked twice is no fault of the parcel: it may go on.
        let tone = if words.contains("déjà contrôlée") { "notice-attention" } else { "notice-danger" };
        refused.must_be(422).must_say(words).must_say("Erreur :").must_say(tone);
        assert!(refused.body.contains("required autofocus"), "{code}: the field has the focus again");
        let part = scan_by_script(&mut logistician, code, &format!("id {code}")).await;
        part.must_be(422).must_say(words);
        assert!(!part.says("<html"), "only what has changed: {}", part.body);
    }
    logistician.open("/logistics/batches/1").await.must_say("1 contrôlée sur 3");
    let nowhere = [("code".to_owned(), "7090565".to_owned())];
    logistician.post("/logistics/batches/9/scans", &nowhere).await.must_be(404);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_a_script_gets_only_what_has_changed_and_may_ask_again() {
    let shop = shop_with(1).await;
    hand_over(&shop, 0..1).await;
    let mut logistician = shop.signed_in("logistician").await;
    let done = scan_by_script(&mut logistician, "7090565", "first").await;
    done.must_be(200).must_say("Commande 7090565 contrôlée.").must_say("1 contrôlée sur 1").must_say("par Lou Essai");
    assert!(done.body.len() < 1_500 && done.body.contains("id=\"check-7090565\""), "{}", done.body);
    // The answer got lost on its way: the same request again is no second check.
    scan_by_script(&mut logistician, "7090565", "first").await.must_be(200).must_say("Commande 7090565 contrôlée.");
    scan_by_script(&mut logistician, "7090565", "second").await.must_be(422).must_say("est déjà contrôlée");
    let events = shop.call("GET", "/api/v1/events", "").await;
    assert_eq!(events.must_be(200).body.matches("handoff.order_scanned").count(), 1);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_an_order_leaves_in_parts_and_parcels_with_their_weights() {
    let shop = shop_with(1).await;
    hand_over(&shop, 0..1).await;
    let mut logistician = shop.signed_in("logistician").await;
    let place = "/logistics/batches/1/orders/7090565";
    let page = logistician.open(place).await;
    page.must_say("Tasse bleue (reste 3)").must_say("Bol (reste 1)").must_say("Retour au lot n° 1");
    has_no_prices(&page);
    let beside = logistician.open(place).await;
    let action = format!("{place}/shipments");
    let part = [
        ("carrier", "Colissimo"),
        ("tracking-0", "6A1"),
        ("weight-0", "1,25"),
        ("tracking-1", "6A2"),
        ("weight-1", "0.3"),
        ("tracking-2", ""),
        ("weight-2", ""),
        ("units-1", "2"),
        ("units-2", "0"),
    ];
    let sent = logistician.submit(&page, &action, &part).await;
    assert_eq!(sent.must_be(303).location.as_deref(), Some("/logistics/batches/1?done=shipped&order=7090565"));
    let again = logistician.submit(&page, &action, &part).await;
    assert_eq!(again.status, 303, "a double click is one shipment");
    let question = || OrderByNumber { site: shop.site, number: FIRST };
    let order = shop.journal.ask(question()).await.unwrap().unwrap().order;
    assert_eq!(order.shipments.len(), 1);
    assert_eq!(order.shipments[0].quantities, [2, 0]);
    let weights: Vec<_> = order.shipments[0].parcels.iter().map(|parcel| parcel.weight_g).collect();
    assert_eq!(weights, [Some(1_250), Some(300)]);
    let rest = logistician.open(place).await;
    rest.must_say("Tasse bleue (reste 1)").must_say("6A1").must_say("value=\"Colissimo\"");
    let old = logistician.submit(&beside, &action, &[("carrier", "X"), ("tracking-0", "6A9")]).await;
    old.must_be(409).must_say("La commande a changé entre-temps").must_say("6A9");
    logistician.submit(&rest, &action, &[("carrier", "Colissimo"), ("tracking-0", "6A3")]).await.must_be(303);
    let order = shop.journal.ask(question()).await.unwrap().unwrap().order;
    assert_eq!(order.remaining(), [0, 0], "nothing said is all that remains");
    logistician.open("/logistics/batches/1").await.must_say("Expédiée");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_a_shipment_that_does_not_hold_is_shown_again_with_everything_typed() {
    let shop = shop_with(1).await;
    hand_over(&shop, 0..1).await;
    let mut logistician = shop.signed_in("logistician").await;
    let place = "/logistics/batches/1/orders/7090565";
    let page = logistician.open(place).await;
    let wrong = [("carrier", ""), ("tracking-0", "6A1"), ("weight-0", "lourd"), ("units-1", "-1"), ("units-2", "un")];
    let refused = logistician.submit(&page, &format!("{place}/shipments"), &wrong).await;
    refused.must_be(422).must_say("Remplissez ce champ.").must_say("Écrivez un poids en kilogrammes");
    refused.must_say("Écrivez un nombre entier.").must_say("href=\"#field-weight-0\"");
    let heavy = [("carrier", "Colissimo"), ("tracking-0", "6A1"), ("weight-0", "0")];
    let light = logistician.submit(&page, &format!("{place}/shipments"), &heavy).await;
    light.must_be(422).must_say("href=\"#field-weight-0\"").must_say("hors des limites");
    for kept in ["6A1", "lourd", "-1", "un"] {
        refused.must_say(&format!("value=\"{kept}\""));
    }
    let none = [("carrier", "Colissimo"), ("units-1", "0"), ("units-2", "0"), ("tracking-0", "6A1")];
    let refused = logistician.submit(&page, &format!("{place}/shipments"), &none).await;
    refused.must_be(422).must_say("href=\"#field-lines\"");
    let many = [("carrier", "Colissimo"), ("units-1", "4"), ("tracking-0", "6A1")];
    let refused = logistician.submit(&page, &format!("{place}/shipments"), &many).await;
    refused.must_be(409).must_say("Ligne 1 : il ne reste que 3 à expédier.");
    let empty = [("carrier", "Colissimo"), ("tracking-0", " ")];
    let refused = logistician.submit(&page, &format!("{place}/shipments"), &empty).await;
    refused.must_be(422).must_say("href=\"#field-parcels\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_enter_adds_a_parcel_and_then_leads_to_the_end() {
    let shop = shop_with(1).await;
    hand_over(&shop, 0..1).await;
    let mut logistician = shop.signed_in("logistician").await;
    let place = "/logistics/batches/1/orders/7090565";
    // What a browser sends when Enter presses the form's first button.
    let one = format!("{place}?had=0&carrier=DPD&tracking-0=6A1&weight-0=&units-1=2&units-2=1&more=1");
    let page = logistician.open(&one).await;
    page.must_say("Numéro de suivi du colis 2").must_say("value=\"6A1\"").must_say("value=\"DPD\"");
    assert!(page.body.contains("name=\"tracking-1\" value=\"\" autofocus"), "the new row has the focus");
    assert!(page.body.contains("name=\"units-1\" value=\"2\""), "quantities stay as typed");
    let two =
        format!("{place}?had=1&carrier=DPD&tracking-0=6A1&weight-0=&tracking-1=&weight-1=&units-1=2&units-2=1&more=1");
    let page = logistician.open(&two).await;
    assert!(page.body.contains("type=\"submit\" autofocus"), "nothing more: on to the end");
    let order = shop.journal.ask(OrderByNumber { site: shop.site, number: FIRST }).await.unwrap().unwrap();
    assert!(order.order.shipments.is_empty(), "adding rows changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_batches_and_their_orders_are_paged_by_fifty() {
    let shop = shop_with(101).await;
    hand_over(&shop, 0..101).await;
    let mut logistician = shop.signed_in("logistician").await;
    let sections = |page: &Page| page.body.matches("<section class=\"packing\"").count();
    let first = logistician.open("/logistics/batches/1").await;
    first.must_say("page 1 sur 3");
    let second = logistician.open("/logistics/batches/1?after=7090614").await;
    second
        .must_say("page 2 sur 3")
        .must_say("id=\"order-7090615\"")
        .must_say("href=\"/logistics/batches/1?after=7090664\"");
    let third = logistician.open("/logistics/batches/1?after=7090664").await;
    third.must_say("page 3 sur 3").must_say("href=\"/logistics/batches/1?after=7090614\"");
    assert_eq!([&first, &second, &third].map(sections), [50, 50, 1]);
    // One batch gives an order back, and the next takes it: fifty-one batches.
    for _ in 0..50 {
        step(&shop, FIRST, orders::Command::RefuseHandoff { reason: "vide".into() }).await;
        hand_over(&shop, 0..1).await;
    }
    for (who, list) in [("logistician", "/logistics/"), ("clerk", "/desk/handoffs")] {
        let mut person = shop.signed_in(who).await;
        let page = person.open(list).await;
        page.must_say("page 1 sur 2").must_say(&format!("href=\"{list}?below=2\""));
        assert!(page.says(">51</a>") && !page.says(">1</a>"), "{list}");
        person.open(&format!("{list}?below=2")).await.must_say("page 2 sur 2").must_say(">1</a>");
    }
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u36_slips_are_for_paper_and_without_prices() {
    let shop = shop_with(3).await;
    hand_over(&shop, 0..3).await;
    step(&shop, FIRST + 2, orders::Command::RefuseHandoff { reason: "vide".into() }).await;
    let mut logistician = shop.signed_in("logistician").await;
    let batch = logistician.open("/logistics/batches/1").await;
    batch.must_say("Imprimer le bordereau").must_say("Imprimer les bons de préparation");
    let slip = logistician.open("/logistics/batches/1/slip").await;
    slip.must_be(200).must_say("Bordereau du lot n° 1").must_say("2 commandes").must_say("Signature :");
    slip.must_say("7090565").must_say("75011 Paris").must_say("Élise Inventée");
    slip.must_say("1 commande du lot n'y est plus");
    assert!(!slip.says("7090567"), "what went back is not on it");
    let packing = logistician.open("/logistics/batches/1/packing-slips").await;
    packing.must_be(200).must_say("Code-barres de la commande 7090565").must_say("Tasse bleue");
    assert_eq!(packing.body.matches("<article class=\"sheet paper packing-slip\"").count(), 2);
    for page in [batch, slip, packing] {
        has_no_prices(&page);
        assert!(!page.body.contains("style="), "{}", page.body);
    }
    logistician.open("/logistics/batches/9/slip").await.must_be(404);
}

/// The links of a page into the grid, each with the figure it is on.
fn figures(page: &Page) -> Vec<(String, String)> {
    let links = page.body.split("<a href=\"/desk/orders?").skip(1);
    let figure = |link: &str| {
        let (address, rest) = link.split_once("\">")?;
        let (figure, _) = rest.split_once("</a>")?;
        Some((format!("/desk/orders?{}", address.replace("&amp;", "&")), figure.to_owned()))
    };
    links.filter_map(figure).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn u39_each_figure_leads_to_the_grid_with_as_many_orders() {
    let shop = Shop::open().await;
    let days = [
        "2013-03-01T08:00:00Z",
        "2013-03-31T21:59:59Z",
        "2013-03-31T22:00:00Z",
        "2013-02-28T23:30:00Z",
        "2012-12-31T23:30:00Z",
    ];
    for (place, at) in days.iter().enumerate() {
        for (method, cents) in [("cheque", 62_029), ("cash_on_delivery", 1)] {
            let order = format!(
                r#"{{"source":"s","source_order_id":"{place}{method}","placed_at":"{at}","customer":{{"name":"É","email":"e@example.com"}},
                "billing_address":{{"city":"Paris"}},"delivery_address":{{"city":"Paris"}},"payment_method":"{method}","lines":[
                {{"sku":"T","title":"Tasse","quantity":1,"unit_price":{{"amount":{cents},"currency":"EUR"}}}}]}}"#
            );
            shop.call("POST", "/api/v1/orders", &order).await.must_be(201);
        }
    }
    shop.call("POST", "/api/v1/orders/7090565/progress", r#"{"state":"preparing"}"#).await.must_be(201);
    let mut clerk = shop.signed_in("clerk").await;
    // Nothing was ordered this month: the last month with orders is shown.
    let default = clerk.open("/desk/statistics").await;
    default.must_say("Statistiques – avril 2013 (TTC, Europe/Paris)").must_say("620,30 €");
    let table = [
        ("period=2013-03", "mars 2013", 6),
        ("period=2013-02", "février 2013", 0),
        ("period=2013-q1", "1er trimestre 2013", 8),
        ("period=2013", "2013", 10),
        ("period=all", "depuis la première commande", 10),
        ("from=2013-03-01&to=2013-03-02", "du 1 mars 2013 au 2 mars 2013", 4),
        ("from=01%2F04%2F2013", "depuis le 1 avril 2013", 2),
    ];
    for (query, name, orders) in table {
        let page = clerk.open(&format!("/desk/statistics?{query}")).await;
        page.must_be(200).must_say(&format!("Statistiques – {name} (TTC, Europe/Paris)"));
        assert!(!page.body.contains("style="), "no style of its own");
        if orders == 0 {
            page.must_say("Aucune commande dans cette période");
            continue;
        }
        assert_eq!(page.body.matches("<svg class=\"chart").count(), 4, "{query}");
        assert_eq!(page.body.matches("<table").count(), 4, "each chart has its table");
        let figures = figures(&page);
        assert!(
            query == "period=all" || figures.iter().any(|(_, figure)| *figure == orders.to_string()),
            "{figures:?}"
        );
        for (address, figure) in figures.iter().filter(|(_, figure)| figure.bytes().all(|sign| sign.is_ascii_digit())) {
            let grid = clerk.open(address).await;
            assert!(grid.says(&format!("({figure} élément")), "{query}: {address} has not {figure}");
        }
    }
    let wrong = clerk.open("/desk/statistics?from=hier").await;
    wrong.must_say("Écrivez des dates, par exemple 01/03/2013").must_say("value=\"hier\"").must_say("Erreur :");
}

#[tokio::test(flavor = "multi_thread")]
async fn u39_nothing_leads_to_a_time_that_lies_in_the_future() {
    let shop = shop_with(1).await;
    let mut owner = shop.signed_in("owner").await;
    for (here, before, after) in
        [("2026-11", "2026-10", "2026-12"), ("2026-q4", "2026-q3", "2027-q1"), ("2026", "2025", "2027")]
    {
        let page = owner.open(&format!("/desk/statistics?period={here}")).await;
        page.must_say(&format!("rel=\"prev\" href=\"/desk/statistics?period={before}\""));
        assert!(!page.body.contains(&format!("period={after}\"")), "{here} leads to {after}: {}", page.body);
    }
    owner.open("/desk/statistics?period=2026-10").await.must_say("href=\"/desk/statistics?period=2026-11\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn u39_a_shop_without_orders_says_so() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open("/desk/statistics").await;
    page.must_be(200)
        .must_say("Aucune commande dans cette période")
        .must_say("Les commandes passées apparaissent ici.");
    shop.signed_in("logistician").await.open("/desk/statistics").await.must_be(403);
}
