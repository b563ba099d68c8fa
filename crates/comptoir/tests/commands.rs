//! The commands that an operator gives, and how they fail.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod support;

use support::{Server, comptoir, run, run_with_input, stderr, stdout};

#[test]
fn a_shop_is_made_with_its_people_and_a_token_and_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["site", "add", "corbelle", "--last-invoice", "4"]);
    assert!(made.status.success(), "{}", stderr(&made));
    assert!(stdout(&made).contains("corbelle: EUR, Europe/Paris, fr"), "{}", stdout(&made));
    assert!(stdout(&made).contains("number 5"), "{}", stdout(&made));

    let words = ["person", "add", "--site", "corbelle", "--email", "Maud@Example.org", "--role", "owner"];
    let added = run_with_input(folder.path(), &words, "a good password\n");
    assert!(added.status.success(), "{}", stderr(&added));
    assert!(stdout(&added).contains("maud@example.org is owner"), "{}", stdout(&added));

    let token = run(folder.path(), &["token", "add", "--site", "corbelle", "--scope", "orders:read,orders:write"]);
    assert!(stdout(&token).starts_with("token: "), "{}", stderr(&token));

    let server = Server::start(comptoir(folder.path(), &["serve", "--listen", "127.0.0.1:0"])).unwrap();
    assert!(server.end());
}

#[test]
fn what_fails_says_in_one_sentence_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["site", "add", "corbelle"]).status.success());
    for (words, input, said) in [
        (vec!["site", "add", "corbelle"], "", "there is a site corbelle already"),
        (vec!["token", "add", "--site", "other", "--scope", "orders:read"], "", "comptoir site add other"),
        (
            vec!["person", "add", "--site", "corbelle", "--email", "a@example.org", "--role", "clerk"],
            "short\n",
            "at least 8 characters",
        ),
        (vec!["site", "add", "x", "--database", "mysql://here"], "", "give sqlite:FILE"),
        (vec!["serve", "--database", "sqlite:/nowhere/at/all.db"], "", "cannot be opened"),
    ] {
        let failed = run_with_input(folder.path(), &words, input);
        let said_on_stderr = stderr(&failed);
        assert_eq!(failed.status.code(), Some(1), "{words:?}: {said_on_stderr}");
        assert!(said_on_stderr.contains(said), "{words:?}: {said_on_stderr}");
        assert_eq!(said_on_stderr.trim().lines().count(), 1, "{said_on_stderr}");
    }
}

#[test]
fn wrong_words_are_told_apart_from_failure() {
    let folder = tempfile::tempdir().unwrap();
    for words in [
        vec!["sell"],
        vec!["site", "add", "Not A Name"],
        vec!["site", "add", "x", "--currency", "XXX"],
        vec!["person", "add", "--site", "x", "--email", "a@example.org", "--role", "king"],
        vec!["token", "add", "--site", "x", "--scope", "everything"],
    ] {
        assert_eq!(run(folder.path(), &words).status.code(), Some(2), "{words:?}");
    }
}
