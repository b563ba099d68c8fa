//! The pages of one order, over HTTP with a fixed clock: what they always show, what they offer, what they ask before
//! something is done, and how it is taken back.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::sync::Arc;

use journal::Command;
use orders::{Language, Placement, ProgressState, RawAddress, RawCustomer, RawLine, RawPlacement, default_states};
use support::browser::{Browser, Page};
use support::shop::{Shop, now};
use tokio::task::JoinSet;

/// Orders 7090565, 7090566, … of one cup each for 14,90 €, paid by cheque.
async fn shop_with(orders: usize) -> Shop {
    let shop = Shop::open().await;
    for place in 0..orders {
        order(&shop, place, "cheque").await;
    }
    shop
}

async fn order(shop: &Shop, place: usize, method: &str) {
    let address = RawAddress {
        name: "Élise Inventée".into(),
        line1: "3 rue de la Fiction".into(),
        postal_code: "75011".into(),
        city: "Paris".into(),
        country: "FR".into(),
        ..RawAddress::default()
    };
    let email = "elise.inventee@example.com".into();
    let line = RawLine {
        sku: "AUTRE".into(),
        title: "Tasse bleue".into(),
        quantity: 1,
        unit_price_cents: 1_490,
        vat_rate: 2000,
    };
    let raw = RawPlacement {
        source: "test".into(),
        source_order_id: format!("{place}"),
        customer: RawCustomer { name: "Élise Inventée".into(), email, ..RawCustomer::default() },
        billing: address.clone(),
        delivery_address: address,
        payment_method: method.into(),
        lines: vec![line],
        ..RawPlacement::default()
    };
    let door = orders::Door {
        currency: money::Currency::EUR,
        language: Language::Fr,
        delivery_vat_rate: money::VatRate::FRENCH_STANDARD,
        now: now(),
        max_lines: orders::MAX_LINES,
        shortage: catalog::Shortage::Allow,
    };
    shop.carry_out(Command::Place(Box::new(Placement::parse(raw, &door).unwrap()))).await;
}

/// « Commande en préparation » leads to « Livré » alone, and « Retour » is no longer offered.
async fn strict_states(shop: &Shop) {
    for state in default_states() {
        let followed_by = if state.code == "preparing" { vec!["delivered".to_owned()] } else { vec![] };
        let retired = state.code == "returned";
        shop.carry_out(Command::SaveState(Box::new(ProgressState { followed_by, retired, ..state }))).await;
    }
}

const ORDER: &str = "/desk/orders/7090565";
const PROGRESS: &str = "/desk/orders/7090565/progress";
const PAYMENT: &str = "/desk/orders/7090565/payment";
const UNDO: &str = "/desk/orders/7090565/progress-undo";
const FOLLOW_UP: &str = "/desk/orders/7090565/follow-up";

async fn save_state(clerk: &mut Browser, filled: &[(&str, &str)]) -> Page {
    let form = clerk.open(PROGRESS).await;
    clerk.submit(&form, PROGRESS, filled).await
}

const PREPARED_AND_INVOICED: [(&str, &str); 2] = [("state", "preparing"), ("issue_invoice", "true")];

/// What stands between two marks, without the tags.
fn between(page: &Page, start: &str, end: &str) -> String {
    let after = page.body.split_once(start).unwrap_or_else(|| panic!("no {start}:\n{}", page.body)).1;
    let part = after.split_once(end).unwrap().0;
    let mut text = String::new();
    for piece in part.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

#[tokio::test(flavor = "multi_thread")]
async fn u25_each_tab_is_a_page_of_its_own_that_says_so() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let tabs = [
        (ORDER, "Propriétés de la commande", "Commande n° 7090565"),
        (PAYMENT, "Valider la commande", "Commande n° 7090565 – Valider la commande"),
        (
            PROGRESS,
            "Gestion des historiques des états d'avancement",
            "Commande n° 7090565 – Gestion des historiques des états d'avancement",
        ),
    ];
    for (path, title, heading) in tabs {
        let page = clerk.open(path).await;
        assert!(between(&page, "<title>", "</title>").starts_with(&format!("{title} – Commande n° 7090565")));
        assert_eq!(page.body.matches("<h1").count(), 1);
        assert_eq!(between(&page, "<h1>", "</h1>"), heading);
        let nav = page.body.split("<nav class=\"tabs\"").nth(1).unwrap().split("</nav>").next().unwrap();
        assert_eq!(nav.matches("aria-current=\"page\"").count(), 1, "{nav}");
        assert!(nav.contains(&format!("<a href=\"{path}\" aria-current=\"page\"")), "{nav}");
        assert!(!page.body.contains("role=\"tab"), "they are links, not tabs of a script");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn u26_every_page_of_an_order_says_what_it_is_and_who_changed_it_last() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(ORDER).await;
    clerk.submit(&form, FOLLOW_UP, &[("follow-up", "true")]).await.must_be(303);
    for path in [ORDER, PAYMENT, PROGRESS] {
        let page = clerk.open(path).await;
        for words in ["7090565", "Élise Inventée", "14,90 €", "En attente du paiement", "(Non défini)", "À suivre"]
        {
            page.must_say(words);
        }
        let last = between(&page, "<p class=\"muted\">", "</p>");
        assert_eq!(last, "Dernière modification par Théo Essai le 24 novembre 2026 à 10:00");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn u26_the_neighbours_are_those_of_the_view_and_lead_to_the_same_page() {
    let shop = shop_with(4).await;
    order(&shop, 9, "transfer").await;
    let mut clerk = shop.signed_in("clerk").await;
    let plain = clerk.open("/desk/orders/7090568/progress").await;
    let nav = |page: &Page| page.body.split("previous-next").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
    assert!(
        nav(&plain).contains("rel=\"prev\" href=\"/desk/orders/7090569/progress\""),
        "newest first: {}",
        nav(&plain)
    );
    assert!(nav(&plain).contains("rel=\"next\" href=\"/desk/orders/7090567/progress\""), "{}", nav(&plain));
    plain.must_say("Précédente").must_say("Suivante");

    // By number, cheques alone: the view that the grid's links carry.
    let view = "view=payment_method%3Dcheque%26sort%3Dnumber";
    let last = clerk.open(&format!("/desk/orders/7090568?{view}")).await;
    let kept = |number: i64, page: &str| format!("href=\"/desk/orders/{number}{page}?{view}\"");
    assert!(nav(&last).contains(&kept(7_090_567, "")), "{}", nav(&last));
    assert!(!nav(&last).contains("rel=\"next\""), "the order by transfer is no neighbour: {}", nav(&last));

    // It leaves the view, and still stands where it stood.
    let waiting = "view=payment_status%3Dawaiting%26sort%3Dnumber";
    let validated = r#"{"cheque_number":"1"}"#;
    shop.call("POST", "/api/v1/orders/7090567/payment-validation", validated).await.must_be(201);
    let gone = nav(&clerk.open(&format!("/desk/orders/7090567/payment?{waiting}")).await);
    assert!(gone.contains("rel=\"prev\" href=\"/desk/orders/7090566/payment?view="), "{gone}");
    assert!(gone.contains("rel=\"next\" href=\"/desk/orders/7090568/payment?view="), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn u27_only_states_that_can_follow_are_offered_and_the_others_say_why() {
    let shop = shop_with(1).await;
    strict_states(&shop).await;
    let mut clerk = shop.signed_in("clerk").await;
    let begun = clerk.open(PROGRESS).await;
    let select = |page: &Page| between(page, "<select id=\"field-state\"", "</select>");
    assert!(select(&begun).contains("(Non défini)") && select(&begun).contains("Expédié Mondial"));
    begun.must_say("Retour</strong> – n'est plus proposé");
    begun.must_say("Expédié</strong> – se voit sur la page du client, prévient le client par courriel");
    begun.must_say("Commande en préparation</strong> – se voit sur la page du client");

    save_state(&mut clerk, &[("state", "preparing")]).await.must_be(303);
    let preparing = clerk.open(PROGRESS).await;
    assert_eq!(select(&preparing).matches("Expédié").count(), 0, "{}", select(&preparing));
    assert!(select(&preparing).contains("Commande en préparation") && select(&preparing).contains("Livré"));
    preparing.must_say("Expédié</strong> – ne peut pas suivre « Commande en préparation »");

    let forced = clerk.submit(&preparing, PROGRESS, &[("state", "shipped"), ("comment", "parti hier")]).await;
    forced.must_be(409).must_say("« Expédié » ne peut pas suivre « Commande en préparation ». Peuvent suivre : Livré.");
    forced.must_say("parti hier");
    let call = shop.call("POST", "/api/v1/orders/7090565/progress", r#"{"state":"shipped"}"#).await;
    let problem: serde_json::Value = serde_json::from_str(&call.must_be(409).body).unwrap();
    let said = ["code", "from", "to", "next", "next_step"].map(|name| problem[name].as_str().unwrap());
    assert_eq!(said, ["progress_not_next", "preparing", "shipped", "delivered", "choose_progress"]);

    let parcels = r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"8R1"}]}"#;
    shop.call("POST", "/api/v1/orders/7090565/payment-validation", r#"{"cheque_number":"1"}"#).await.must_be(201);
    shop.call("POST", "/api/v1/orders/7090565/shipments", parcels)
        .await
        .must_be(201)
        .must_say("\"progress\":\"shipped\"");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u27_the_settings_say_what_follows_and_a_state_in_use_is_retired() {
    const STATES: &str = "/desk/settings/progress-states";
    let shop = shop_with(1).await;
    let mut owner = shop.signed_in("owner").await;
    save_state(&mut owner, &[("state", "preparing")]).await.must_be(303);

    let form = owner.open("/desk/settings/progress-states/preparing").await;
    form.must_say("Peut être suivi de").must_say("Ne plus proposer");
    let said = [
        ("label_fr", "Commande en préparation"),
        ("label_en", "Order in preparation"),
        ("kind", "preparing"),
        ("colour", "info"),
        ("followed_by", "shipped"),
        ("followed_by", "delivered"),
        ("retired", "true"),
    ];
    owner.submit(&form, STATES, &said).await.must_be(303);
    let list = owner.open(STATES).await;
    list.must_say("Expédié, Livré").must_say("(n'est plus proposé)");
    let again = owner.open("/desk/settings/progress-states/preparing").await;
    for code in ["shipped", "delivered"] {
        again.must_say(&format!("name=\"followed_by\" value=\"{code}\" checked"));
    }

    let refused = owner.submit(&again, "/desk/settings/progress-states/preparing/deletion", &[]).await;
    refused.must_be(409).must_say("il ne peut pas être supprimé").must_say("Ne plus proposer");
    let progress = owner.open(PROGRESS).await;
    progress.must_say("Commande en préparation").must_say("ne peut pas suivre « Commande en préparation »");
    let states = shop.call("GET", "/api/v1/progress-states", "").await;
    states.must_say(r#""followed_by":["shipped","delivered"],"retired":true"#);
}

#[tokio::test(flavor = "multi_thread")]
async fn u28_the_history_says_who_did_what_and_what_it_changed_newest_first() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    save_state(&mut clerk, &[("state", "preparing"), ("comment", "cliente pressée")]).await.must_be(303);
    let paid = r#"{"cheque_number":"0012345"}"#;
    shop.call("POST", "/api/v1/orders/7090565/payment-validation", paid).await.must_be(201);
    order(&shop, 2, "card").await;
    let report = orders::PaymentReport {
        method: orders::PaymentMethod::Card,
        amount_cents: 1_490,
        outcome: orders::PaymentOutcome::Confirmed,
        reference: "pi_1".into(),
    };
    let command = orders::Command::ReportPayment(report);
    shop.carry_out(Command::Order { number: 7_090_566, command }).await;

    let history = between(&clerk.open(ORDER).await, "<ol class=\"history\"", "</ol>");
    for words in [
        "Théo Essai Avancement : (Non défini) → Commande en préparation – cliente pressée",
        "jeton « essai » Paiement reçu : 14,90 €, Chèque n° 0012345",
        "État : En attente du paiement → Paiement confirmé",
        "Reçu : 0,00 € → 14,90 €",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    let place = |words: &str| history.find(words).unwrap();
    assert!(place("jeton « essai »") < place("cliente pressée"), "newest first: {history}");
    assert!(place("cliente pressée") < place("Commande passée"), "{history}");
    clerk.open("/desk/orders/7090566").await.must_say("le prestataire de paiement</span>");

    let form = clerk.open(ORDER).await;
    clerk.submit(&form, UNDO, &[]).await.must_be(303);
    let after = between(&clerk.open(ORDER).await, "<ol class=\"history\"", "</ol>");
    assert!(after.contains("État annulé : Commande en préparation"), "{after}");
    assert!(after.contains("Commande en préparation → (Non défini)"), "{after}");
    assert!(after.contains("cliente pressée"), "nothing goes out of the history: {after}");
}

#[tokio::test(flavor = "multi_thread")]
async fn u29_a_difference_needs_a_reason_and_the_rest_stays_due() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(PAYMENT).await;
    form.must_say("Attendu").must_say("Reçu").must_say("Différence").must_say("−14,90 €");
    let part = [("cheque_number", "0012345"), ("amount", "10,00")];
    let asked = clerk.submit(&form, PAYMENT, &part).await;
    asked.must_be(422).must_say("Le montant diffère de ce qui reste dû. Dites pourquoi.").must_say("value=\"10,00\"");
    let ambiguous = clerk.submit(&asked, PAYMENT, &[("cheque_number", "1"), ("amount", "1.234")]).await;
    ambiguous.must_be(422).must_say("Ce montant se lit de deux façons");

    let why = [("cheque_number", "0012345"), ("amount", "10.00"), ("note", "acompte, le reste à réception")];
    let done = clerk.submit(&asked, PAYMENT, &why).await.must_be(303).location.clone().unwrap();
    clerk.open(&done).await.must_say("Le paiement est enregistré. Il reste 4,90 € à payer");
    clerk.open("/desk/orders/7090565/cancellation").await.must_say("10,00 € ont déjà été reçus");
    let after = clerk.open(PAYMENT).await;
    after.must_say("10,00 €").must_say("−4,90 €").must_say("En attente du paiement").must_say("value=\"4,90\"");
    after.must_say("acompte, le reste à réception");
    clerk.submit(&after, PAYMENT, &[("cheque_number", "0012346"), ("amount", "4,90")]).await.must_be(303);
    clerk.open(PAYMENT).await.must_say("Paiement confirmé");

    order(&shop, 1, "cheque").await;
    let body = r#"{"cheque_number":"1","amount":{"amount":1000,"currency":"EUR"}}"#;
    let refused = shop.call("POST", "/api/v1/orders/7090566/payment-validation", body).await;
    refused.must_be(422).must_say("difference_needs_reason").must_say("note");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_received_for_a_cancelled_order_is_not_forgotten() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(PAYMENT).await;
    clerk.submit(&form, PAYMENT, &[("cheque_number", "0012345")]).await.must_be(303);
    let asked = clerk.open("/desk/orders/7090565/cancellation").await;
    asked.must_say("14,90 € ont déjà été reçus pour cette commande : ils seront à rendre au client");
    clerk.submit(&asked, "/desk/orders/7090565/cancellation", &[("reason", "à sa demande")]).await.must_be(303);
    clerk.open(ORDER).await.must_say("14,90 € ont été reçus pour cette commande annulée");
}

#[tokio::test(flavor = "multi_thread")]
async fn u27_a_note_to_the_state_an_order_is_in_tells_the_customer_nothing_twice() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let page = "/desk/orders/7090565/progress";
    let form = clerk.open(page).await;
    form.must_say("Le client lit alors l'état et le commentaire");
    clerk.submit(&form, page, &[("state", "shipped"), ("notify", "true"), ("published", "true")]).await.must_be(303);
    let again = clerk.open(page).await;
    again.must_say("<option value=\"shipped\" selected>");
    let notify = again.body.split("name=\"notify\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(!notify.contains("checked"), "{notify}");
}

#[tokio::test(flavor = "multi_thread")]
async fn u31_the_flag_is_set_at_once_and_taken_back_from_the_message_and_the_history() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(ORDER).await;
    let set = clerk.submit(&form, FOLLOW_UP, &[("follow-up", "true")]).await;
    assert_eq!(set.must_be(303).location.as_deref(), Some("/desk/orders/7090565?done=follow-up-set"));
    let message = clerk.open("/desk/orders/7090565?done=follow-up-set").await;
    let status = between(&message, "role=\"status\">", "</main>");
    assert!(status.contains("La commande est à suivre.") && status.contains("Annuler"), "{status}");
    let history = between(&message, "<ol class=\"history\"", "</ol>");
    assert!(history.contains("Annuler"), "{history}");
    // The form in the message sends the other value by itself.
    clerk.submit(&message, FOLLOW_UP, &[]).await.must_be(303);
    let after = clerk.open("/desk/orders/7090565?done=follow-up-cleared").await;
    let header = between(&after, "<h1>", "<dl class=\"facts\">");
    assert!(!header.contains("À suivre"), "{header}");
    after.must_say("À suivre : Oui → Non");

    let grid = clerk.open("/desk/orders?done=follow-up-set&order=7090565").await;
    assert!(between(&grid, "role=\"status\">", "id=\"grid\"").contains("Annuler"));
    let mut logistician = shop.signed_in("accountant").await;
    let reader = logistician.open("/desk/orders/7090565?done=follow-up-set").await;
    assert!(!reader.body.contains("/follow-up\""), "who may not set the flag is not offered to take it back");
}

#[tokio::test(flavor = "multi_thread")]
async fn u31_a_state_without_effect_is_taken_back_from_the_message_and_the_history() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let saved = save_state(&mut clerk, &[("state", "preparing"), ("published", "true")]).await;
    let message = clerk.open(saved.location.as_deref().unwrap()).await;
    assert!(between(&message, "role=\"status\">", "<h1").contains("Annuler"));
    let form = clerk.open(ORDER).await;
    assert!(between(&form, "<ol class=\"history\"", "</ol>").contains("Annuler"));
    clerk.submit(&message, UNDO, &[]).await.must_be(303);
    let after = clerk.open(&format!("{PROGRESS}?done=progress-undone")).await;
    after.must_say("L'état est annulé.").must_say("(annulé)").must_say("(Non défini)");
    assert!(!after.body.contains("/progress-undo"), "nothing is left to take back");

    let again = clerk.submit(&form, UNDO, &[]).await;
    again.must_be(409);
    let call = shop.call("POST", "/api/v1/orders/7090565/progress-undo", "").await;
    call.must_be(409).must_say("nothing_to_undo");
    let entries = shop.call("GET", "/api/v1/orders/7090565", "").await;
    entries.must_say(r#""progress":null"#).must_say(r#""undone":true"#);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u31_an_invoice_or_a_mail_that_left_is_not_taken_back() {
    let shop = shop_with(2).await;
    let mut clerk = shop.signed_in("clerk").await;
    save_state(&mut clerk, &[("state", "preparing"), ("issue_invoice", "true")]).await.must_be(303);
    let invoiced = clerk.open(&format!("{PROGRESS}?done=progress-saved")).await;
    invoiced.must_say("Le nouvel état est enregistré et la facture ").must_say("-000000001 est émise.");
    assert!(!invoiced.body.contains("progress-undo"), "{}", invoiced.body);
    shop.call("POST", "/api/v1/orders/7090565/progress-undo", "").await.must_be(409).must_say("order_invoiced");

    let told = r#"{"state":"shipped","notify":true}"#;
    shop.call("POST", "/api/v1/orders/7090566/progress", told).await.must_be(201);
    let waits = clerk.open("/desk/orders/7090566").await;
    assert!(waits.body.contains("/desk/orders/7090566/progress-undo"), "its mail still waits");
    shop.pay_what_is_owed().await;
    let left = clerk.open("/desk/orders/7090566").await;
    assert!(!left.body.contains("progress-undo"));
    shop.call("POST", "/api/v1/orders/7090566/progress-undo", "").await.must_be(409).must_say("progress_told");
    let late = clerk.submit(&waits, "/desk/orders/7090566/progress-undo", &[]).await;
    late.must_be(409).must_say("Le client en a déjà été prévenu par courriel");
}

#[tokio::test(flavor = "multi_thread")]
async fn u33_the_invoice_is_described_beside_the_box_before_the_one_click() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(PROGRESS).await;
    let box_ = between(&form, "<div class=\"invoice-box\">", "</section>");
    for words in [
        "Générer une facture",
        "Une facture émise ne peut être ni modifiée ni supprimée ; seul un avoir peut la corriger.",
        "2026-11-000000001",
        "(le prochain libre)",
        "24 novembre 2026",
        "12,42 €",
        "14,90 €",
        "Élise Inventée, Paris",
    ] {
        assert!(box_.contains(words), "{words}: {box_}");
    }
    clerk.submit(&form, PROGRESS, &[("state", "preparing"), ("issue_invoice", "true")]).await.must_be(303);
    let after = clerk.open(PROGRESS).await;
    after.must_say("/desk/invoices/2026-11-000000001");
    assert!(!after.body.contains("class=\"invoice-box\""), "there is no second one to describe");
    let invoice = clerk.open("/desk/invoices/2026-11-000000001").await;
    invoice.must_say("12,42 €").must_say("14,90 €").must_say("Élise Inventée");
}

#[tokio::test(flavor = "multi_thread")]
async fn u33_what_cannot_be_undone_asks_on_a_page_that_begins_with_its_heading() {
    let shop = shop_with(2).await;
    shop.carry_out(Command::Order { number: 7_090_566, command: orders::Command::Cancel { reason: "double".into() } })
        .await;
    let mut owner = shop.signed_in("owner").await;
    let pages = [
        ("7090565/cancellation", "Annuler la commande"),
        ("7090565/deletion", "Supprimer la commande"),
        ("7090566/erasure", "Effacer les données personnelles"),
    ];
    for (path, act) in pages {
        let page = owner.open(&format!("/desk/orders/{path}")).await;
        let heading = between(&page, "<h1 tabindex=\"-1\" autofocus>", "</h1>");
        assert!(heading.ends_with(act), "{heading}");
        let buttons = page.body.split("<div class=\"buttons\">").nth(1).unwrap().split("</div>").next().unwrap();
        assert!(buttons.contains(&format!("button-danger\" type=\"submit\">{act}")), "{buttons}");
        assert!(
            buttons.contains("<a class=\"button button-plain\""),
            "to go back is a link of the same size: {buttons}"
        );
        assert!(!page.body.contains("confirm("));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn u34_twenty_posts_of_one_form_make_one_invoice_and_lead_to_one_page() {
    let shop = shop_with(1).await;
    let mut clerk = shop.signed_in("clerk").await;
    let form = clerk.open(PROGRESS).await;
    let form = Arc::new(form);
    let mut posts = JoinSet::new();
    for _ in 0..20 {
        let (mut browser, form) = (clerk.clone(), Arc::clone(&form));
        posts.spawn(async move { browser.submit(&form, PROGRESS, &PREPARED_AND_INVOICED).await });
    }
    for answer in posts.join_all().await {
        let expected = Some("/desk/orders/7090565/progress?done=progress-saved");
        assert_eq!(answer.must_be(303).location.as_deref(), expected);
    }
    // Back, and once more.
    clerk.submit(&form, PROGRESS, &PREPARED_AND_INVOICED).await.must_be(303);
    let list = shop.call("GET", "/api/v1/invoices", "").await;
    let invoices: serde_json::Value = serde_json::from_str(&list.body).unwrap();
    assert_eq!(invoices["invoices"].as_array().unwrap().len(), 1, "{invoices}");
    let entries = between(&clerk.open(PROGRESS).await, "id=\"entries\"", "</section>");
    assert_eq!(entries.matches("2026-11-000000001").count(), 1, "{entries}");
    shop.must_be_sound().await;
}
