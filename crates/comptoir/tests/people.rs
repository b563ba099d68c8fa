//! Who may sign in, as what, and until when: the pages of people and of one's own profile.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use support::browser::{Browser, Page, send};
use support::shop::{PASSWORD, Shop, TOKEN};

const PEOPLE: &str = "/desk/settings/people";
const TOKENS: &str = "/desk/settings/tokens";
const SAM: [(&str, &str); 3] = [("name", "Sam Inventé"), ("email", "Sam@essai.example"), ("role", "accountant")];

/// What stands between the tags of the last `code` of a page: the initial password, or the token.
fn shown_secret(page: &Page) -> String {
    page.body.rsplit("<code>").next().unwrap().split("</code>").next().unwrap().to_owned()
}

async fn sign_in(shop: &Shop, email: &str, password: &str) -> (Browser, Page) {
    let mut browser = Browser::new(shop.server);
    let form = browser.open("/sign-in").await;
    let answer =
        browser.submit(&form, "/sign-in", &[("site", "essai"), ("email", email), ("password", password)]).await;
    (browser, answer)
}

/// The address of the person of a role, as the list links it.
async fn address_of(owner: &mut Browser, name: &str) -> String {
    let list = owner.open(PEOPLE).await;
    let link = list.body.split("<a href=\"").find(|link| link.contains(&format!("\">{name}</a>")));
    link.unwrap_or_else(|| panic!("{name} is not listed:\n{}", list.body)).split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_added_signs_in_with_the_password_shown_once() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let list = owner.open(PEOPLE).await;
    let answer = owner.submit(&list, PEOPLE, &SAM).await;
    answer.must_be(200).must_say("Sam Inventé peut se connecter").must_say("sam@essai.example");
    let password = shown_secret(&answer);
    assert!(!owner.open(PEOPLE).await.says(&password));
    shop.is_not_in_the_file(&password);
    let (mut sam, signed_in) = sign_in(&shop, "sam@essai.example", &password).await;
    signed_in.must_be(303);
    sam.open("/desk/").await.must_say("Sam Inventé · Comptable");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_adds_one_person_whose_password_works() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let list = owner.open(PEOPLE).await;
    let first = shown_secret(owner.submit(&list, PEOPLE, &SAM).await.must_be(200));
    let second = shown_secret(owner.submit(&list, PEOPLE, &SAM).await.must_be(200));
    assert_eq!(first, second);
    sign_in(&shop, "sam@essai.example", &second).await.1.must_be(303);
    let anew = owner.open(PEOPLE).await;
    owner.submit(&anew, PEOPLE, &SAM).await.must_be(409).must_say("Cette personne fait déjà partie du site");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_person_is_said_at_its_field() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let list = owner.open(PEOPLE).await;
    let answer = owner.submit(&list, PEOPLE, &[("email", "sam"), ("role", "king")]).await;
    answer.must_be(422).must_say("3 champs sont à corriger").must_say("Écrivez une adresse complète");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_role_holds_from_the_next_click_on() {
    let shop = Shop::open().await;
    let (mut owner, mut clerk) = (shop.signed_in("owner").await, shop.signed_in("clerk").await);
    let address = address_of(&mut owner, "Théo Essai").await;
    let page = owner.open(&address).await;
    let answer = owner.submit(&page, &format!("{address}/role"), &[("role", "logistician")]).await;
    assert_eq!(answer.location.as_deref(), Some("/desk/settings/people?done=person-role-set"));
    clerk.open("/desk/orders").await.must_be(403);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_removed_is_signed_out_at_once() {
    let shop = Shop::open().await;
    let (mut owner, mut clerk) = (shop.signed_in("owner").await, shop.signed_in("clerk").await);
    clerk.open("/desk/orders").await.must_be(200);
    let address = address_of(&mut owner, "Théo Essai").await;
    let page = owner.open(&address).await;
    owner.submit(&page, &format!("{address}/removal"), &[]).await.must_be(303);
    clerk.open("/desk/orders").await.must_say("Mot de passe");
    sign_in(&shop, "clerk@essai.example", PASSWORD).await.1.must_be(422);
    owner.open(&address).await.must_be(404);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_back_keeps_their_password() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let address = address_of(&mut owner, "Théo Essai").await;
    let page = owner.open(&address).await;
    owner.submit(&page, &format!("{address}/removal"), &[]).await.must_be(303);
    let list = owner.open(PEOPLE).await;
    let back = [("name", "Théo Essai"), ("email", "clerk@essai.example"), ("role", "clerk")];
    let answer = owner.submit(&list, PEOPLE, &back).await;
    assert!(!answer.must_say("garde son nom et son mot de passe").says("Premier mot de passe"));
    sign_in(&shop, "clerk@essai.example", PASSWORD).await.1.must_be(303);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_stays_and_is_told_why() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let address = address_of(&mut owner, "Maud Essai").await;
    for (act, filled) in [("role", &[("role", "clerk")][..]), ("removal", &[])] {
        let page = owner.open(&address).await;
        let answer = owner.submit(&page, &format!("{address}/{act}"), filled).await;
        answer.must_be(409).must_say("C'est la seule personne propriétaire").must_say("Donnez d'abord ce rôle");
    }
    let clerk = address_of(&mut owner, "Théo Essai").await;
    let page = owner.open(&clerk).await;
    owner.submit(&page, &format!("{clerk}/role"), &[("role", "owner")]).await.must_be(303);
    let page = owner.open(&address).await;
    owner.submit(&page, &format!("{address}/removal"), &[]).await.must_be(303);
    owner.open("/desk/orders").await.must_say("Mot de passe");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_keeps_the_name_and_the_language() {
    let shop = Shop::open().await;
    let mut logistician = shop.signed_in("logistician").await;
    let page = logistician.open("/desk/profile").await;
    let filled = [("name", "Lou Nouveau"), ("language", "en")];
    logistician.submit(&page, "/desk/profile", &filled).await.must_be(303);
    logistician.open("/logistics/").await.must_say("Lou Nouveau · Logistician");
    let mut elsewhere = shop.signed_in("logistician").await;
    elsewhere.open("/desk/profile").await.must_say("My profile");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_sessions_and_asks_for_the_old_one() {
    const NEW: &str = "une autre phrase inventée";
    let shop = Shop::open().await;
    let (mut clerk, mut forgotten) = (shop.signed_in("clerk").await, shop.signed_in("clerk").await);
    let page = clerk.open("/desk/profile").await;
    let filled = |old, new, again| [("old_password", old), ("new_password", new), ("new_password_again", again)];
    for (old, new, again, said) in [
        ("faux", NEW, NEW, "Ce n'est pas votre mot de passe actuel"),
        (PASSWORD, "court", "court", "8 caractères au moins"),
        (PASSWORD, NEW, "une faute de frappe", "Les deux saisies diffèrent"),
    ] {
        let answer = clerk.submit(&page, "/desk/profile/password", &filled(old, new, again)).await;
        answer.must_be(422).must_say(said);
    }
    forgotten.open("/desk/orders").await.must_be(200).must_say("Théo Essai");
    for _ in 0..2 {
        let answer = clerk.submit(&page, "/desk/profile/password", &filled(PASSWORD, NEW, NEW)).await;
        assert_eq!(answer.location.as_deref(), Some("/desk/profile?done=password-set"), "a double click is one change");
    }
    clerk.open("/desk/orders").await.must_say("Théo Essai");
    forgotten.open("/desk/orders").await.must_say("Mot de passe");
    sign_in(&shop, "clerk@essai.example", PASSWORD).await.1.must_be(422);
    sign_in(&shop, "clerk@essai.example", NEW).await.1.must_be(303);
    shop.must_be_sound().await;
}

/// Lists orders through the API, as the holder of `token`.
async fn call_with(shop: &Shop, token: &str) -> Page {
    let request = Request::builder()
        .uri("/api/v1/orders")
        .header("host", shop.server.to_string())
        .header("authorization", format!("Bearer {token}"));
    send(shop.server, request.body(Full::new(Bytes::new())).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_and_opens_what_was_ticked() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let list = owner.open(TOKENS).await;
    let filled = [("label", "Entrepôt"), ("scope-orders-read", "true")];
    let first = shown_secret(owner.submit(&list, TOKENS, &filled).await.must_be(200));
    let token = shown_secret(owner.submit(&list, TOKENS, &filled).await.must_be(200));
    assert_eq!(first, token, "a double click makes one token, and shows the one that opens");
    let list = owner.open(TOKENS).await;
    assert!(!list.must_say("Entrepôt").must_say("24 novembre 2026").says(&token));
    assert_eq!(list.body.matches("/withdrawal").count(), 2, "this one and the shop's own");
    shop.is_not_in_the_file(&token);
    call_with(&shop, &token).await.must_be(200);
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_withdrawn_is_refused_at_the_next_call() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    call_with(&shop, TOKEN).await.must_be(200);
    let list = owner.open(TOKENS).await;
    let withdrawal = format!("{TOKENS}/1/withdrawal");
    owner.submit(&list, &withdrawal, &[]).await.must_be(303);
    call_with(&shop, TOKEN).await.must_be(401);
    assert!(!owner.open(TOKENS).await.says("/withdrawal"));
    owner.post(&withdrawal, &[]).await.must_be(404);
    let again = owner.open(TOKENS).await;
    let filled = [("label", "Suivant"), ("scope-orders-read", "true")];
    owner.submit(&again, TOKENS, &filled).await.must_be(200);
    owner.open(TOKENS).await.must_say("/desk/settings/tokens/2/withdrawal");
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_nothing_is_refused_at_its_boxes() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let list = owner.open(TOKENS).await;
    owner.submit(&list, TOKENS, &[("label", "Entrepôt")]).await.must_be(422).must_say("Cochez au moins une portée");
}

#[tokio::test(flavor = "multi_thread")]
async fn u40_a_page_that_is_not_there_keeps_the_frame_of_whoever_asks() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let missing = clerk.open("/desk/orders/1").await;
    missing.must_be(404).must_say("Statistiques").must_say("Revenir au suivi des commandes");
    let mut logistician = shop.signed_in("logistician").await;
    let refused = logistician.open("/desk/orders").await;
    refused.must_be(403).must_say("Revenir aux lots").must_say("Se déconnecter");
    assert!(!refused.body.contains("href=\"/desk/products\""), "the desk's menu is not theirs");
    let mut nobody = Browser::new(shop.server);
    let stranger = nobody.open("/nothing-here").await;
    stranger.must_be(404).must_say("Revenir à l’accueil");
    assert!(!stranger.body.contains("Se déconnecter"));
}
