//! Two people at one thing: who is second hears what the first has done, and nothing of either is lost. And what was
//! typed outlives a failure.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::MailKind;
use journal::question::MailsOfOrder;
use support::browser::Browser;
use support::shop::Shop;

const BILLING: &str = "/desk/settings/billing";
const PAYMENTS: &str = "/desk/settings/payments";

async fn saved(browser: &mut Browser, address: &str, filled: &[(&str, &str)]) {
    let page = browser.open(address).await;
    browser.submit(&page, address, filled).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn u30_a_conflict_shows_both_sides_and_keeps_what_was_typed() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let page = format!("/desk/orders/{number}/progress");
    let (mut clerk, mut owner) = (shop.signed_in("clerk").await, shop.signed_in("owner").await);
    let seen_by_both = clerk.open(&page).await;
    let first = [("state", "preparing"), ("comment", "je m'en occupe")];
    owner.submit(&seen_by_both, &page, &first).await.must_be(303);

    let second =
        [("state", "shipped"), ("comment", "parti ce matin"), ("published", "true"), ("issue_invoice", "true")];
    let conflict = clerk.submit(&seen_by_both, &page, &second).await;
    conflict.must_be(409).must_say("La commande a changé entre-temps");
    conflict.must_say("Ce qui a changé entre-temps").must_say("Maud Essai").must_say("je m'en occupe");
    for column in ["À l'ouverture", "Maintenant", "Votre saisie"] {
        conflict.must_say(column);
    }
    conflict.must_say("(Non défini)").must_say("Commande en préparation").must_say("parti ce matin");
    conflict.must_say("<th scope=\"row\">Générer une facture</th>");

    let answer = shop.call("GET", &format!("/api/v1/orders/{number}"), "").await;
    assert!(answer.says(r#""progress":"preparing""#), "nothing was overtaken: {}", answer.body);
    conflict.must_say("name=\"keep-state\" value=\"mine\" form=\"step-form\" required");
    clerk.submit(&conflict, &page, &[&second[..], &[("keep-state", "mine")]].concat()).await.must_be(303);
    let entries = clerk.open(&page).await;
    entries.must_say("parti ce matin").must_say("Expédié");
}

#[tokio::test(flavor = "multi_thread")]
async fn u30_for_a_field_that_both_changed_the_others_value_can_be_kept() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let page = format!("/desk/orders/{number}/progress");
    let (mut clerk, mut owner) = (shop.signed_in("clerk").await, shop.signed_in("owner").await);
    let seen_by_both = clerk.open(&page).await;
    owner.submit(&seen_by_both, &page, &[("state", "preparing")]).await.must_be(303);
    let typed = [("state", "shipped"), ("comment", "parti ce matin")];
    let conflict = clerk.submit(&seen_by_both, &page, &typed).await;
    conflict.must_be(409).must_say("name=\"theirs-state\" value=\"preparing\" form=\"step-form\"");
    let kept = [("keep-state", "theirs"), ("theirs-state", "preparing")];
    clerk.submit(&conflict, &page, &[&typed[..], &kept].concat()).await.must_be(303);
    let answer = shop.call("GET", &format!("/api/v1/orders/{number}"), "").await;
    assert!(answer.says(r#""progress":"preparing""#) && !answer.says("shipped"), "{}", answer.body);
    clerk.open(&page).await.must_say("parti ce matin");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u30_who_keeps_the_others_state_tells_the_customer_nothing_twice() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let page = format!("/desk/orders/{number}/progress");
    let (mut clerk, mut owner) = (shop.signed_in("clerk").await, shop.signed_in("owner").await);
    let seen_by_both = clerk.open(&page).await;
    owner.submit(&seen_by_both, &page, &[("state", "shipped"), ("notify", "true")]).await.must_be(303);
    let typed = [("state", "delivered"), ("notify", "true"), ("comment", "à midi")];
    let conflict = clerk.submit(&seen_by_both, &page, &typed).await;
    conflict.must_be(409).must_say("<th scope=\"row\">Prévenir le client par courriel</th>");
    let kept = [("keep-state", "theirs"), ("theirs-state", "shipped")];
    clerk.submit(&conflict, &page, &[&typed[..], &kept].concat()).await.must_be(303);
    let mails = shop.journal.ask(MailsOfOrder { site: shop.site, number }).await.unwrap();
    assert_eq!(mails.iter().filter(|mail| mail.kind == MailKind::Progress).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn u30_what_only_one_has_changed_is_put_together_without_a_question() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let (progress, payment) = (format!("/desk/orders/{number}/progress"), format!("/desk/orders/{number}/payment"));
    let (mut clerk, mut owner) = (shop.signed_in("clerk").await, shop.signed_in("owner").await);
    let opened = owner.open(&progress).await;
    owner.submit(&opened, &progress, &[("state", "preparing")]).await.must_be(303);

    let (seen, pays) = (clerk.open(&progress).await, clerk.open(&payment).await);
    let opened = owner.open(&progress).await;
    owner.submit(&opened, &progress, &[("state", "shipped")]).await.must_be(303);
    let merged = clerk.submit(&seen, &progress, &[("state", "preparing"), ("comment", "fragile")]).await;
    merged.must_be(409).must_say("Rien ne se contredit").must_say(">fragile</textarea>");
    merged.must_say("<option value=\"shipped\" selected>");
    assert!(!merged.says("keep-state"), "nothing is asked");

    let opened = owner.open(&payment).await;
    let part = [("amount", "2,00"), ("cheque_number", "12"), ("note", "un acompte")];
    owner.submit(&opened, &payment, &part).await.must_be(303);
    let total = pays.body.split("name=\"amount\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let merged = clerk.submit(&pays, &payment, &[("amount", &total), ("cheque_number", "34")]).await;
    merged.must_be(409).must_say("Rien ne se contredit").must_say("value=\"34\"");
    assert!(!merged.says(&format!("name=\"amount\" value=\"{total}\"")), "what is left to pay is proposed");
    let both = clerk.submit(&pays, &payment, &[("amount", "1,00"), ("note", "le reste viendra")]).await;
    both.must_be(409).must_say("name=\"keep-amount\" value=\"mine\"").must_say("name=\"theirs-amount\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn u30_where_the_step_can_no_longer_be_taken_what_was_typed_is_still_shown() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let payment = format!("/desk/orders/{number}/payment");
    let (mut clerk, mut owner) = (shop.signed_in("clerk").await, shop.signed_in("owner").await);
    let seen = clerk.open(&payment).await;
    owner.submit(&seen, &payment, &[("cheque_number", "12")]).await.must_be(303);
    let late = clerk.submit(&seen, &payment, &[("cheque_number", "34"), ("note", "reçu au comptoir")]).await;
    late.must_be(409).must_say("reçu au comptoir").must_say(">34</td>");
    assert!(!late.says("Ce qui sera enregistré") && !late.says("id=\"step-form\""), "nothing is promised");
}

#[tokio::test]
async fn of_two_who_save_the_same_setting_the_second_hears_what_the_first_has_changed() {
    let shop = Shop::open().await;
    let (mut maud, mut paul) = (shop.signed_in("owner").await, shop.signed_in("owner").await);
    let typed = |name: &'static str| [("name", name), ("country", "FR"), ("city", "Nantes")];
    let (first, second) = (maud.open(BILLING).await, paul.open(BILLING).await);
    maud.submit(&first, BILLING, &typed("Atelier de Maud")).await.must_be(303);

    let told = paul.submit(&second, BILLING, &typed("Atelier de Paul")).await;
    told.must_be(409).must_say("Quelqu'un a enregistré ces réglages").must_say("Maud Essai");
    told.must_say(">Maison Essai</td><td data-heading=\"Après\">Atelier de Maud</td>");
    told.must_say("value=\"Atelier de Paul\"");
    assert!(!paul.open(BILLING).await.says("Atelier de Paul"), "nothing is saved");

    told.must_say("name=\"keep-name\" value=\"mine\" form=\"settings-form\" required");
    paul.submit(&told, BILLING, &typed("Atelier de Paul")).await.must_be(303);
    paul.open(BILLING).await.must_say(">Atelier de Maud</td><td data-heading=\"Après\">Atelier de Paul</td>");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn u30_settings_that_only_one_has_changed_are_put_together() {
    let shop = Shop::open().await;
    let (mut maud, mut paul) = (shop.signed_in("owner").await, shop.signed_in("owner").await);
    saved(&mut maud, BILLING, &[("name", "Maison Essai"), ("country", "FR"), ("city", "Nantes")]).await;
    let (first, second) = (maud.open(BILLING).await, paul.open(BILLING).await);
    let mauds = [("name", "Atelier de Maud"), ("country", "FR"), ("city", "Nantes"), ("phone", "01")];
    maud.submit(&first, BILLING, &mauds).await.must_be(303);

    let pauls = [("name", "Maison Essai"), ("country", "FR"), ("city", "Lille"), ("phone", "02")];
    let told = paul.submit(&second, BILLING, &pauls).await;
    told.must_be(409).must_say("value=\"Atelier de Maud\"").must_say("value=\"Lille\"").must_say("value=\"02\"");
    told.must_say("name=\"keep-phone\" value=\"theirs\"");
    assert!(!told.says("keep-name") && !told.says("keep-city"), "only what both have changed is asked");
    let decided = [("name", "Atelier de Maud"), ("country", "FR"), ("city", "Lille"), ("phone", "02")];
    let kept = [("keep-phone", "theirs"), ("theirs-phone", "01")];
    paul.submit(&told, BILLING, &[&decided[..], &kept].concat()).await.must_be(303);
    let page = paul.open(BILLING).await;
    page.must_say("value=\"Atelier de Maud\"").must_say("value=\"Lille\"").must_say("value=\"01\"");
}

#[tokio::test]
async fn u30_boxes_and_choices_of_two_owners_are_put_together() {
    let shop = Shop::open().await;
    let (mut maud, mut paul) = (shop.signed_in("owner").await, shop.signed_in("owner").await);
    let (first, second) = (maud.open(PAYMENTS).await, paul.open(PAYMENTS).await);
    let both = [("payment-cheque", "true"), ("payment-transfer", "true"), ("payment-on_delivery", "true")];
    let mauds = [&both[..2], &[("iban", "FR76 3000 6000 0112 3456 7890 189")]].concat();
    maud.submit(&first, PAYMENTS, &mauds).await.must_be(303);
    let told = paul.submit(&second, PAYMENTS, &both).await;
    told.must_be(409).must_say("Rien ne se contredit").must_say("FR76 3000 6000 0112 3456 7890 189");
    let product = "/desk/settings/progress-states/preparing";
    let (first, second) = (maud.open(product).await, paul.open(product).await);
    let state = [("label_fr", "En cours"), ("label_en", "Preparing"), ("kind", "preparing"), ("colour", "info")];
    maud.submit(&first, "/desk/settings/progress-states", &state).await.must_be(303);
    let told = paul.submit(&second, "/desk/settings/progress-states", &state).await;
    told.must_be(409);
    assert!(!told.says("keep-label_fr"), "both have typed the same");
}

#[tokio::test]
async fn u30_what_a_colleague_removed_meanwhile_can_be_added_anew_as_it_was_typed() {
    let shop = Shop::open().await;
    let (mut maud, mut paul) = (shop.signed_in("owner").await, shop.signed_in("owner").await);
    let (list, state) = ("/desk/settings/progress-states", "/desk/settings/progress-states/returned");
    let (first, second) = (maud.open(state).await, paul.open(state).await);
    maud.submit(&first, &format!("{state}/deletion"), &[]).await.must_be(303);
    let typed = [("label_fr", "Revenu"), ("label_en", "Back"), ("kind", "returned"), ("colour", "info")];
    let told = paul.submit(&second, list, &typed).await;
    told.must_be(409).must_say("Quelqu'un a retiré ce réglage").must_say("value=\"Revenu\"");

    let (list, delivery) = ("/desk/settings/deliveries", "/desk/settings/deliveries/home");
    let (first, second) = (maud.open(delivery).await, paul.open(delivery).await);
    maud.submit(&first, &format!("{delivery}/removal"), &[]).await.must_be(303);
    let typed = [("label_fr", "Chez vous"), ("label_en", "Home"), ("price", "4")];
    let told = paul.submit(&second, list, &typed).await;
    told.must_be(409).must_say("Quelqu'un a retiré ce réglage").must_say("value=\"Chez vous\"");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn u30_of_two_who_set_a_host_or_a_role_the_second_is_told() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let (site, host) = ("/desk/settings/site", "/desk/settings/site/host");
    let (first, second) = (owner.open(site).await, owner.open(site).await);
    owner.submit(&first, host, &[("host", "a.example")]).await.must_be(303);
    let told = owner.submit(&second, host, &[("host", "b.example")]).await;
    told.must_be(409).must_say("a.example").must_say("value=\"b.example\"");
    owner.submit(&told, host, &[("host", "b.example")]).await.must_be(303);

    let (person, role) = ("/desk/settings/people/2", "/desk/settings/people/2/role");
    let (first, second) = (owner.open(person).await, owner.open(person).await);
    owner.submit(&first, role, &[("role", "accountant")]).await.must_be(303);
    let told = owner.submit(&second, role, &[("role", "clerk")]).await;
    told.must_be(409).must_say("Ce qui a changé entre-temps");
    owner.submit(&told, role, &[("role", "clerk")]).await.must_be(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn u40_a_failure_keeps_what_was_typed_and_is_tried_again_once() {
    let shop = Shop::open().await;
    let number = shop.placed("1").await;
    let page = format!("/desk/orders/{number}/progress");
    let mut clerk = shop.signed_in("clerk").await;
    let opened = clerk.open(&page).await;

    shop.on_disk("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no space is left'); END");
    let failed = clerk.submit(&opened, &page, &[("state", "preparing"), ("comment", "parti « ce » matin")]).await;
    failed.must_be(500).must_say("Référence").must_say("Ce que vous avez saisi est gardé");
    failed.must_say("name=\"comment\" value=\"parti « ce » matin\"").must_say("Réessayer");

    shop.on_disk("DROP TRIGGER full");
    clerk.submit(&failed, &page, &[]).await.must_be(303);
    clerk.submit(&failed, &page, &[]).await.must_be(303);
    let told = clerk.open(&page).await;
    assert_eq!(told.body.matches("parti « ce » matin").count(), 1, "trying again does nothing twice");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u40_a_password_is_never_sent_back() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let opened = clerk.open("/desk/profile").await;
    shop.on_disk("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no space is left'); END");
    let new = "une autre phrase inventée";
    let typed = [("old_password", support::shop::PASSWORD), ("new_password", new), ("new_password_again", new)];
    let failed = clerk.submit(&opened, "/desk/profile/password", &typed).await;
    failed.must_be(500).must_say("Référence");
    assert!(!failed.says(new) && !failed.says("Réessayer"), "{}", failed.body);
}
