//! A password is what was typed, wherever it is typed: nothing is cut from it but the end of a line.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use support::browser::Browser;
use support::shop::{PASSWORD, Shop};
use support::{Server, comptoir, run, run_with_input, stderr};

const SPACED: &str = " une phrase avec espaces ";

async fn signs_in(browser: &mut Browser, site: &str, email: &str, password: &str) -> bool {
    let form = browser.open("/sign-in").await;
    let typed = [("site", site), ("email", email), ("password", password)];
    browser.submit(&form, "/sign-in", &typed).await.status == 303
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_added_on_the_command_line_signs_in_with_every_space_of_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let database = ["--database", "sqlite:shop.db"];
    let site = ["site", "add", "essai"];
    assert!(run(folder.path(), &[&site[..], &database].concat()).status.success());
    for (line_end, email) in
        [("\n", "unix@essai.example"), ("\r\n", "windows@essai.example"), ("", "none@essai.example")]
    {
        let person = ["person", "add", "--site", "essai", "--email", email, "--role", "clerk"];
        let added = run_with_input(folder.path(), &[&person[..], &database].concat(), &format!("{SPACED}{line_end}"));
        assert!(added.status.success(), "{}", stderr(&added));
    }
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let server = Server::start(comptoir(folder.path(), &[&serve[..], &database].concat())).unwrap();
    for email in ["unix@essai.example", "windows@essai.example", "none@essai.example"] {
        let mut browser = Browser::new(server.at());
        assert!(signs_in(&mut browser, "essai", email, SPACED).await, "{email}");
        assert!(!signs_in(&mut browser, "essai", email, SPACED.trim()).await, "{email} with less than the password");
    }
    assert!(server.end());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_changed_in_the_profile_keeps_its_spaces() {
    let shop = Shop::open().await;
    let mut clerk = shop.signed_in("clerk").await;
    let profile = clerk.open("/desk/profile").await;
    let typed = [("old_password", PASSWORD), ("new_password", SPACED), ("new_password_again", SPACED)];
    clerk.submit(&profile, "/desk/profile/password", &typed).await.must_be(303);
    let mut browser = Browser::new(shop.server);
    assert!(!signs_in(&mut browser, "essai", "clerk@essai.example", SPACED.trim()).await);
    assert!(signs_in(&mut browser, "essai", "clerk@essai.example", SPACED).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn u48_an_empty_sign_in_says_which_of_the_three_is_missing() {
    let shop = Shop::open().await;
    let mut browser = Browser::new(shop.server);
    let form = browser.open("/sign-in").await;
    let empty = browser.submit(&form, "/sign-in", &[("site", " "), ("email", "clerk@essai.example")]).await;
    empty.must_be(422).must_say("<title>Erreur : Connexion").must_say("2 champs sont à corriger");
    empty.must_say("Nom du site : remplissez ce champ.").must_say("Mot de passe : remplissez ce champ.");
    empty.must_say("value=\"clerk@essai.example\"");
}
