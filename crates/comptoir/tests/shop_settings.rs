//! What an owner sets for the shop, and where customers and the journal of settings meet it again.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use journal::{Command, SiteId};
use support::browser::{Browser, Page};
use support::shop::{Shop, carry_out, new_site};

const DELIVERIES: &str = "/desk/settings/deliveries";
const PAYMENTS: &str = "/desk/settings/payments";
const STOREFRONT: &str = "/desk/settings/storefront";
const SITE: &str = "/desk/settings/site";
const BILLING: &str = "/desk/settings/billing";
const COUNTRIES: &str = "/desk/settings/countries";
const TASSE: &str = "/desk/products/TASSE";
const CHANGES: &str = "/desk/settings/changes";

const COURIER: [(&str, &str); 7] = [
    ("code", "courier"),
    ("label_fr", "Coursier à vélo"),
    ("label_en", "Bicycle courier"),
    ("price", "12,50"),
    ("free_from", "40"),
    ("note_fr", "Dans la journée"),
    ("note_en", "Within the day"),
];

const CUP: [(&str, &str); 6] = [
    ("title_fr", "Grande tasse"),
    ("title_en", "Large cup"),
    ("unit_price", "14,90"),
    ("published", "true"),
    ("stock", "10"),
    ("vat_rate", "2000"),
];

const ADDRESS: [(&str, &str); 5] = [
    ("name", "Élise Inventée"),
    ("email", "elise@client.example"),
    ("line1", "1 rue de la Fiction"),
    ("postal_code", "75001"),
    ("city", "Paris"),
];

async fn saved(browser: &mut Browser, address: &str, filled: &[(&str, &str)]) {
    let page = browser.open(address).await;
    browser.submit(&page, address, filled).await.must_be(303);
}

/// A customer with so many cups in the basket.
async fn with_cups(shop: &Shop, units: &str) -> Browser {
    let mut customer = Browser::new(shop.server);
    let page = customer.open("/shop/essai/fr/products/TASSE").await;
    let fields = [("sku", "TASSE"), ("units", units)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    page.must_be(200);
    customer.post("/shop/essai/fr/basket", &fields).await.must_be(303);
    customer
}

/// The page after the checkout's form was sent with these choices.
async fn checked_out(customer: &mut Browser, choices: &[(&str, &str)]) -> Page {
    let form = customer.open("/shop/essai/fr/checkout").await;
    customer.submit(&form, "/shop/essai/fr/checkout", &[&ADDRESS[..], choices].concat()).await
}

/// The order's own page, after the button that obliges to pay.
async fn ordered(customer: &mut Browser, choices: &[(&str, &str)]) -> Page {
    let recap = checked_out(customer, choices).await;
    let placed = customer.submit(recap.must_be(200), "/shop/essai/fr/orders", &[]).await;
    let page = placed.must_be(303).location.clone().unwrap();
    customer.open(&page).await
}

#[tokio::test]
async fn a_way_to_deliver_is_offered_at_its_price_and_free_from_the_value_it_names() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    saved(&mut owner, DELIVERIES, &COURIER).await;
    owner.open(DELIVERIES).await.must_say("Coursier à vélo").must_say("12,50 €").must_say("40,00 €");

    let mut customer = with_cups(&shop, "1").await;
    customer.open("/shop/essai/fr/basket").await.must_say("12,50 € (gratuit dès 40,00 € d'articles)");
    let choices = [("country", "FR"), ("delivery", "courier"), ("payment", "cheque")];
    checked_out(&mut customer, &choices).await.must_say("Coursier à vélo").must_say("27,40 €");

    let mut customer = with_cups(&shop, "3").await;
    checked_out(&mut customer, &choices[..1]).await.must_say("Coursier à vélo – Dans la journée");
    ordered(&mut customer, &choices).await.must_say("44,70 €").must_say("chèque de 44,70 €");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn a_way_to_deliver_asks_for_a_pick_up_point_where_the_owner_says_so() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    owner.open(&format!("{DELIVERIES}/mondial_relay")).await.must_say("name=\"pickup_point\" value=\"true\" checked");
    let relay = [("label_fr", "Relais"), ("label_en", "Relay"), ("price", "4")];
    let page = owner.open(&format!("{DELIVERIES}/mondial_relay")).await;
    owner.submit(&page, DELIVERIES, &relay).await.must_be(303);
    saved(&mut owner, DELIVERIES, &[&COURIER[..], &[("pickup_point", "true")]].concat()).await;
    owner.open(DELIVERIES).await.must_say("Dans la journée · Demande un point relais");
    owner.open(CHANGES).await.must_say("Demande un point relais");

    let mut customer = with_cups(&shop, "1").await;
    let choices = checked_out(&mut customer, &[("country", "FR")]).await;
    choices.must_say("name=\"pickup_point-courier\"");
    assert!(!choices.says("pickup_point-mondial_relay"));
    let relay = [("country", "FR"), ("delivery", "mondial_relay"), ("payment", "cheque")];
    checked_out(&mut customer, &relay).await.must_be(200).must_say("Récapitulatif");
}

#[tokio::test]
async fn one_that_is_no_longer_offered_is_refused_and_the_last_stays() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let mut customer = with_cups(&shop, "1").await;
    let point = ("pickup_point-mondial_relay", "Tabac de la Gare, Lyon");
    let choices = [("country", "FR"), ("delivery", "mondial_relay"), point, ("payment", "cheque")];
    let recap = checked_out(&mut customer, &choices).await;
    for code in ["mondial_relay", "pickup", "home"] {
        let page = owner.open(&format!("{DELIVERIES}/{code}")).await;
        let answer = owner.submit(&page, &format!("{DELIVERIES}/{code}/removal"), &[]).await;
        if code == "home" {
            answer.must_be(422).must_say("Il faut au moins un mode de livraison. Ajoutez-en un autre d'abord.");
        } else {
            answer.must_be(303);
        }
    }
    let answer = customer.submit(&recap, "/shop/essai/fr/orders", &[]).await;
    answer.must_be(422).must_say("Choisissez une des réponses proposées").must_say("Élise Inventée");
    owner.open(&format!("{DELIVERIES}/pickup")).await.must_be(404);
}

#[tokio::test]
async fn a_delivery_that_cannot_be_is_said_at_its_fields_and_kept_as_typed() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open(DELIVERIES).await;
    let wrong = [("code", "Vélo !"), ("label_fr", ""), ("label_en", "Bicycle"), ("price", "cher")];
    let answer = owner.submit(&page, DELIVERIES, &wrong).await;
    answer.must_be(422).must_say("Écrivez un montant").must_say("value=\"cher\"").must_say("value=\"Vélo !\"");
    let wrong = [("code", "Vélo !"), ("label_fr", ""), ("label_en", "Bicycle"), ("price", "1")];
    let answer = owner.submit(&page, DELIVERIES, &wrong).await;
    answer.must_be(422).must_say("Un code n'a que des minuscules").must_say("Remplissez ce champ");
}

#[tokio::test]
async fn orders_go_to_the_countries_that_are_served() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    saved(&mut owner, "/desk/settings/countries", &[("first", "PL"), ("countries", "FR"), ("countries", "PL")]).await;
    owner.open(DELIVERIES).await.must_say("Pologne, France");
    let mut customer = with_cups(&shop, "1").await;
    customer.open("/shop/essai/fr/checkout").await.must_say("<option value=\"PL\" selected>Pologne</option>");
    let refused = checked_out(&mut customer, &[("country", "BE"), ("delivery", "home"), ("payment", "cheque")]).await;
    refused.must_be(422).must_say("Choisissez une des réponses proposées");
    let page = owner.open("/desk/settings/countries").await;
    owner.submit(&page, "/desk/settings/countries", &[("first", "FR")]).await.must_be(422);
    owner.submit(&page, "/desk/settings/countries", &[("countries", "XX")]).await.must_be(422);
}

#[tokio::test]
async fn who_pays_by_transfer_reads_the_account_on_the_orders_page() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open(PAYMENTS).await;
    let wrong = [("payment-transfer", "true"), ("iban", "FR76 3000 6000 0112 3456 7890 180"), ("bic", "X")];
    let answer = owner.submit(&page, PAYMENTS, &wrong).await;
    answer.must_be(422).must_say("Cet IBAN ne tombe pas juste").must_say("Un BIC a 8 ou 11 lettres et chiffres");
    owner.submit(&page, PAYMENTS, &[]).await.must_be(422).must_say("Choisissez une des réponses proposées");
    let right = [("payment-transfer", "true"), ("iban", "fr76 3000 6000 0112 3456 7890 189"), ("bic", "agrifrpp")];
    saved(&mut owner, PAYMENTS, &right).await;

    let mut customer = with_cups(&shop, "1").await;
    let choices = checked_out(&mut customer, &[("country", "FR")]).await;
    assert!(!choices.must_say("Virement").says("Chèque"), "only transfers are taken");
    let order = ordered(&mut customer, &[("country", "FR"), ("delivery", "pickup"), ("payment", "transfer")]).await;
    order.must_say("IBAN : FR76 3000 6000 0112 3456 7890 189").must_say("BIC : AGRIFRPP");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn the_storefront_speaks_in_the_shops_own_words_colour_and_language() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let words = [
        ("welcome_fr", "Bienvenue à l'atelier.\n\nOuvert le samedi."),
        ("accent", "#FFCC00"),
        ("language-fr", "true"),
        ("terms_fr", "Nos conditions : <b>les nôtres</b>."),
    ];
    saved(&mut owner, STOREFRONT, &words).await;
    owner.open(STOREFRONT).await.must_say("Utilisée en clair : #");

    let mut customer = Browser::new(shop.server);
    let home = customer.open("/shop/essai/").await;
    home.must_say("<p>Bienvenue à l'atelier.</p><p>Ouvert le samedi.</p>").must_say("href=\"/accents/ffcc00\"");
    assert!(!home.says("hreflang=\"en\""), "there is no English storefront");
    let accent = customer.open("/accents/ffcc00").await;
    accent.must_be(200).must_say("--accent: light-dark(#");
    customer.open("/accents/zzz").await.must_be(404);

    let terms = customer.open("/shop/essai/fr/legal/terms").await;
    assert!(!terms.must_say("Nos conditions : &lt;b&gt;les nôtres&lt;/b&gt;.").says("Ces conditions règlent"));
    customer.open("/shop/essai/fr/legal/privacy").await.must_say("garde ce que vous saisissez");
    let answer = customer.send("GET", "/shop/essai/en/products/TASSE?a=b", None).await;
    assert_eq!(answer.location.as_deref(), Some("/shop/essai/fr/products/TASSE?a=b"));

    let page = owner.open(STOREFRONT).await;
    let answer = owner.submit(&page, STOREFRONT, &[("accent", "bleu"), ("welcome_fr", "Gardé")]).await;
    answer.must_be(422).must_say("Écrivez une couleur").must_say("Choisissez une des réponses").must_say("Gardé");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn an_empty_page_of_law_shows_what_customers_read_and_can_start_from_it() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open(STOREFRONT).await;
    page.must_say("Vide : les clients lisent le texte de départ.").must_say("Texte de départ");
    page.must_say("<p>Ces conditions règlent les ventes").must_say("<p>These terms govern");
    let typed = [("language-fr", "true"), ("accent", "pas une couleur"), ("start", "terms_fr")];
    let started = owner.submit(&page, STOREFRONT, &typed).await;
    started.must_be(200).must_say("name=\"terms_fr\" rows=\"6\"").must_say(">Ces conditions règlent les ventes");
    started.must_say("Pas encore enregistré. Modifiez ce texte, puis enregistrez.");
    started.must_say("value=\"pas une couleur\"").must_say("Vide : ces clients lisent le texte de l'autre langue.");
    let mut customer = Browser::new(shop.server);
    customer.open("/shop/essai/fr/legal/terms").await.must_say("Ces conditions règlent les ventes");
    let empty = |page: &Page| page.body.matches("Partir de ce texte").count();
    assert_eq!([empty(&started), empty(&owner.open(STOREFRONT).await)], [7, 8], "nothing is saved yet");
    let mut clerk = shop.signed_in("clerk").await;
    assert!(!clerk.open(STOREFRONT).await.says("Partir de ce texte"));
}

#[tokio::test]
async fn the_addresses_in_the_shops_texts_can_be_written_to() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let seller = [("name", "Essai SARL"), ("country", "FR"), ("email", "bonjour@essai.example")];
    saved(&mut owner, BILLING, &seller).await;
    saved(&mut owner, STOREFRONT, &[("language-fr", "true"), ("welcome_fr", "Écrivez à nous@essai.example.")]).await;
    let mut customer = Browser::new(shop.server);
    customer.open("/shop/essai/fr/").await.must_say("<a href=\"mailto:nous@essai.example\">nous@essai.example</a>.");
    for page in ["notice", "terms", "privacy", "accessibility"] {
        let page = customer.open(&format!("/shop/essai/fr/legal/{page}")).await;
        page.must_say("<a href=\"mailto:bonjour@essai.example\">bonjour@essai.example</a>");
    }
}

#[tokio::test]
async fn a_page_of_law_written_in_one_language_only_is_shown_in_it() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let words = [("language-fr", "true"), ("language-en", "true"), ("terms_fr", "Nos conditions.")];
    saved(&mut owner, STOREFRONT, &words).await;
    let mut customer = Browser::new(shop.server);
    let terms = customer.open("/shop/essai/en/legal/terms").await;
    terms.must_say("<div lang=\"fr\"><p>Nos conditions.</p></div>");
}

#[tokio::test]
async fn the_site_is_named_anew_and_its_zone_is_fixed_by_the_first_invoice() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let site = [("title", "Atelier Essai"), ("language", "fr"), ("zone", "Europe/Brussels"), ("vat_rate", "5,5 %")];
    saved(&mut owner, SITE, &site).await;
    Browser::new(shop.server).open("/shop/essai/fr/").await.must_say("Atelier Essai");
    let page = owner.open(SITE).await;
    let moon = [&site[..2], &[("zone", "Lune/Tycho"), ("vat_rate", "5,5")]].concat();
    owner.submit(&page, SITE, &moon).await.must_be(422).must_say("Donnez un fuseau de la base IANA");

    let mut customer = with_cups(&shop, "1").await;
    ordered(&mut customer, &[("country", "FR"), ("delivery", "pickup"), ("payment", "cheque")]).await;
    let step = r#"{"state":"preparing","issue_invoice":true}"#;
    shop.call("POST", "/api/v1/orders/7090565/progress", step).await.must_be(201);
    let page = owner.open(SITE).await;
    page.must_say("Fixé depuis la première facture (24 novembre 2026)");
    let paris = [&site[..2], &[("zone", "Europe/Paris"), ("vat_rate", "5,5")]].concat();
    owner.submit(&page, SITE, &paris).await.must_be(422).must_say("Des factures sont datées dans ce fuseau");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn u38_the_billing_settings_show_the_next_number_a_specimen_and_what_is_fixed_since_when() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open(BILLING).await;
    page.must_say("2026-11-000000001");
    assert!(!page.says("sont fixés depuis la première facture"));
    let specimen = owner.open("/desk/settings/billing/specimen").await;
    specimen.must_say("ce n'est pas une facture, et il ne prend aucun numéro").must_say("SPÉCIMEN");

    let mut customer = with_cups(&shop, "1").await;
    ordered(&mut customer, &[("country", "FR"), ("delivery", "pickup"), ("payment", "cheque")]).await;
    let step = r#"{"state":"preparing","issue_invoice":true}"#;
    shop.call("POST", "/api/v1/orders/7090565/progress", step).await.must_be(201);
    let page = owner.open(BILLING).await;
    page.must_say("2026-11-000000002").must_say("depuis la première facture, 2026-11-000000001 du 24 novembre 2026");
}

#[tokio::test]
async fn u38_each_change_shows_before_and_after_and_goes_into_the_journal() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    saved(&mut owner, BILLING, &[("name", "Atelier Essai"), ("country", "FR"), ("city", "Nantes")]).await;
    let page = owner.open(BILLING).await;
    page.must_say("Derniers changements").must_say(">Maison Essai</td><td data-heading=\"Après\">Atelier Essai</td>");
    saved(&mut owner, DELIVERIES, &COURIER).await;
    let journal = owner.open(CHANGES).await;
    journal
        .must_say("Maud Essai")
        .must_say("Coursier à vélo")
        .must_say("12,50 €, gratuit dès 40,00 €, Dans la journée");
    journal.must_say("Jeton « essai » créé").must_say("Site ajouté");
    let mut clerk = shop.signed_in("clerk").await;
    clerk.open(CHANGES).await.must_be(200);
    let page = clerk.open(BILLING).await;
    assert!(!page.says("Enregistrer"), "a clerk reads and does not change");
    page.must_say("seul le propriétaire du site la modifie");
    page.must_say("<fieldset class=\"form reading\" disabled>").must_say("value=\"Atelier Essai\"");
    assert!(!owner.open(BILLING).await.says("seul le propriétaire"));
}

#[tokio::test]
async fn who_saves_another_setting_or_another_part_of_the_offer_disturbs_nobody() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let (payments, product) = (owner.open(PAYMENTS).await, owner.open(TASSE).await);
    let (payments_too, product_too) = (owner.open(PAYMENTS).await, owner.open(TASSE).await);
    saved(&mut owner, COUNTRIES, &[("countries", "FR"), ("countries", "BE"), ("first", "FR")]).await;
    saved(&mut owner, DELIVERIES, &COURIER).await;
    saved(&mut owner, STOREFRONT, &[("language-fr", "true")]).await;
    owner.submit(&payments, PAYMENTS, &[("payment-cheque", "true")]).await.must_be(303);
    owner.submit(&product, TASSE, &CUP).await.must_be(303);
    let late = owner.submit(&payments_too, PAYMENTS, &[("payment-transfer", "true")]).await;
    late.must_be(409).must_say("Moyens de paiement");
    let late = owner.submit(&product_too, TASSE, &[&CUP[..5], &[("vat_rate", "550")]].concat()).await;
    late.must_be(409).must_say("Tasse bleue</td><td data-heading=\"Après\">Grande tasse</td>");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn the_journal_tells_what_a_state_was_and_what_it_became_in_words() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open("/desk/settings/progress-states/preparing").await;
    let filled = [
        ("kind", "preparing"),
        ("colour", "info"),
        ("label_fr", "Commande en préparation"),
        ("label_en", "Order in preparation"),
        ("followed_by", "shipped"),
        ("followed_by", "returned"),
        ("published", "true"),
        ("retired", "true"),
        ("carrier", "Chronopost"),
    ];
    owner.submit(&page, "/desk/settings/progress-states", &filled).await.must_be(303);
    let journal = owner.open(CHANGES).await;
    journal.must_say(
        "Peut être suivi de</th><td data-heading=\"Avant\">Tous</td><td data-heading=\"Après\">Expédié, Retour</td>",
    );
    assert_eq!(journal.body.matches("Transporteur</th>").count(), 1, "each change is told once");
    journal.must_say("Ne plus proposer</th><td data-heading=\"Avant\">Non</td><td data-heading=\"Après\">Oui</td>");
}

#[tokio::test]
async fn what_is_added_under_a_code_that_is_taken_replaces_nothing() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let state = [("code", "shipped"), ("kind", "other"), ("colour", "info"), ("label_fr", "Neuf"), ("label_en", "New")];
    let delivery = [("code", "pickup"), ("label_fr", "Neuf"), ("label_en", "New"), ("price", "5")];
    for (address, typed) in [("/desk/settings/progress-states", &state[..]), (DELIVERIES, &delivery[..])] {
        let page = owner.open(address).await;
        let told = owner.submit(&page, address, typed).await;
        told.must_be(422).must_say("Ce code est déjà pris").must_say("value=\"Neuf\"");
        assert!(!owner.open(address).await.says("Neuf"), "{address}");
    }
}

#[tokio::test]
async fn a_form_to_add_is_folded_away_and_open_again_when_it_was_refused() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    for address in [
        DELIVERIES,
        "/desk/products",
        "/desk/settings/people",
        "/desk/settings/tokens",
        "/desk/settings/progress-states",
    ] {
        let page = owner.open(address).await;
        page.must_say("<details class=\"folded\"><summary");
        let refused = owner.submit(&page, address, &[("label_fr", "Sans le reste")]).await;
        refused.must_be(422).must_say("<details class=\"folded\" open><summary");
    }
}

#[tokio::test]
async fn a_shop_that_is_alone_names_its_own_host_and_of_several_the_operator_does() {
    let shop = Shop::open().await;
    let (site, host) = ("/desk/settings/site", "/desk/settings/site/host");
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open(site).await;
    let wrong = owner.submit(&page, host, &[("host", "http://boutique.example:8080")]).await;
    wrong.must_be(422).must_say("sans http:// ni port").must_say("value=\"http://boutique.example:8080\"");
    owner.submit(&wrong, host, &[("host", "Boutique.example.")]).await.must_be(303);
    owner.open(site).await.must_say("value=\"boutique.example\"");
    owner.open(CHANGES).await.must_say("boutique.example");
    let mut clerk = shop.signed_in("clerk").await;
    clerk.open(site).await.must_say("<dd>boutique.example</dd>");

    let other = Command::AddSite(Box::new(new_site("autre", "Autre boutique", 0)));
    carry_out(&shop.journal, SiteId::DIRECTORY, other).await;
    owner.open(site).await.must_say("<dd>boutique.example</dd>").must_say("comptoir site host");
    owner.submit(&page, host, &[("host", "")]).await.must_be(403);
    shop.must_be_sound().await;
}

#[tokio::test]
async fn a_new_state_or_delivery_needs_no_code_and_keeps_the_one_that_is_typed() {
    const STATES: &str = "/desk/settings/progress-states";
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let state = |code, label| {
        [("label_fr", label), ("label_en", "Restocking"), ("kind", "on_hold"), ("colour", "info"), ("code", code)]
    };
    let list = owner.open(STATES).await;
    list.must_say("Sinon tiré du libellé français.");
    for _ in 0..2 {
        // The form sent twice is one state.
        owner.submit(&list, STATES, &state("", "Réassort")).await.must_be(303);
    }
    let list = owner.open(STATES).await;
    list.must_say("<code>reassort</code>");
    assert!(!list.says("reassort_2"), "a double click is one state");
    owner.submit(&list, STATES, &state("", "Réassort")).await.must_be(303);
    let list = owner.open(STATES).await;
    list.must_say("<code>reassort_2</code>");
    owner.submit(&list, STATES, &state("Réassort", "Réassort")).await.must_be(422).must_say("href=\"#field-code\"");
    owner.submit(&list, STATES, &state("reassort", "Réassort")).await.must_be(422).must_say("href=\"#field-code\"");
    owner.submit(&list, STATES, &state("stock-bas", "Stock bas")).await.must_be(303);
    owner.open(&format!("{STATES}/stock-bas")).await.must_be(200);
    let unnamed = owner.submit(&list, STATES, &state("", "")).await;
    assert!(!unnamed.must_be(422).must_say("href=\"#field-label_fr\"").says("href=\"#field-code\""));

    let deliveries = owner.open(DELIVERIES).await;
    let bike = [("label_fr", "Vélo-cargo"), ("label_en", "Cargo bike"), ("price", "4"), ("code", "")];
    owner.submit(&deliveries, DELIVERIES, &bike).await.must_be(303);
    owner.open(&format!("{DELIVERIES}/velo_cargo")).await.must_be(200).must_say("Vélo-cargo");
    shop.must_be_sound().await;
}
