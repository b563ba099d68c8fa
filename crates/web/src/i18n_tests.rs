use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_templates::fluent_bundle::FluentResource;

use super::*;

#[path = "i18n_sources_tests.rs"]
mod sources;

#[test]
fn french_is_first_and_the_default() {
    let table = [
        ("", Lang::Fr),
        ("*", Lang::Fr),
        ("de-DE,de;q=0.9", Lang::Fr),
        ("en", Lang::En),
        ("en-GB,en;q=0.9,fr;q=0.8", Lang::En),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", Lang::Fr),
        ("de, en;q=0.5, fr;q=0.7", Lang::Fr),
        ("EN-us", Lang::En),
        ("en;q=0", Lang::Fr),
        ("en;q=nonsense", Lang::Fr),
    ];
    for (header, lang) in table {
        assert_eq!(Lang::from_accept_language(header), lang, "{header}");
    }
}

#[test]
fn codes_lead_back_to_their_language() {
    for lang in Lang::ALL {
        assert_eq!(Lang::from_code(lang.code()), Some(lang));
        assert_eq!(lang.other().other(), lang);
    }
    assert_eq!(Lang::from_code("de"), None);
}

#[test]
fn u58_numbers_choose_the_plural_and_are_grouped() {
    let table = [
        (0, "(0\u{a0}élément)", "(0 items)"),
        (1, "(1\u{a0}élément)", "(1 item)"),
        (10, "(10\u{a0}éléments)", "(10 items)"),
        (1_248, "(1\u{a0}248\u{a0}éléments)", "(1,248 items)"),
        (1_000_000, "(1\u{a0}000\u{a0}000 d’éléments)", "(1,000,000 items)"),
    ];
    for (count, french, english) in table {
        assert_eq!(ta(Lang::Fr, "grid-count", &[("count", count.into())]), french);
        assert_eq!(ta(Lang::En, "grid-count", &[("count", count.into())]), english);
    }
}

#[test]
fn a_missing_text_shows_its_key() {
    let key = "no-such-text";
    assert_eq!(t(Lang::Fr, key), "[no-such-text]");
}

#[test]
fn u58_both_languages_have_the_same_texts_with_the_same_values() {
    let (french, english) = (texts(Lang::Fr), texts(Lang::En));
    let keys = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let lonely: Vec<_> = keys(&french).symmetric_difference(&keys(&english)).cloned().collect();
    assert!(lonely.is_empty(), "in one language only: {lonely:?}");
    for (key, text) in &french {
        assert_eq!(variables(text), variables(&english[key]), "values of {key}");
    }
}

#[test]
fn every_file_is_well_formed_and_no_text_is_given_twice() {
    for lang in Lang::ALL {
        let mut seen = BTreeSet::new();
        for file in files(&locales(lang), "ftl") {
            let source = fs::read_to_string(&file).unwrap();
            if let Err((_, errors)) = FluentResource::try_new(source.clone()) {
                panic!("{}: {errors:?}", file.display());
            }
            for key in entries(&source).into_keys() {
                assert!(seen.insert(key.clone()), "{key} twice in {}", lang.code());
            }
        }
    }
}

#[test]
fn u57_french_keeps_its_typography() {
    let mut faults = Vec::new();
    for (key, text) in texts(Lang::Fr) {
        for line in text.lines().filter(|line| !line.trim().ends_with("->")) {
            faults.extend(typography_faults(line).into_iter().map(|fault| format!("{key}: {fault}: {line}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn u57_english_keeps_its_quotes_and_dots() {
    for (key, text) in texts(Lang::En) {
        let text = outside_placeables(&text);
        assert!(!text.contains('\'') && !text.contains("..."), "{key}: {text}");
    }
}

#[test]
fn u58_every_text_that_is_asked_for_exists() {
    let (known, root) = (texts(Lang::Fr), Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut asked = 0;
    for file in files(&root.join("src"), "rs") {
        if file.to_string_lossy().ends_with("tests.rs") {
            continue;
        }
        for key in keys_asked(&fs::read_to_string(&file).unwrap()) {
            assert!(known.contains_key(&key), "{key}, asked for in {}", file.display());
            asked += 1;
        }
    }
    assert!(asked > 0, "the scan finds calls");
}

#[test]
fn the_scan_finds_calls_over_several_lines() {
    let source =
        "t(lang, \"a-b\"); ta(\n  ctx.lang,\n  \"c\", &[]); format(x, \"d\"); i18n::t(f(x), \"e\"); t(lang, key)";
    assert_eq!(keys_asked(source), ["a-b", "c", "e"]);
}

fn locales(lang: Lang) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang.code())
}

fn files(root: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|its| its == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn texts(lang: Lang) -> BTreeMap<String, String> {
    files(&locales(lang), "ftl").iter().flat_map(|file| entries(&fs::read_to_string(file).unwrap())).collect()
}

/// The entries of a file: a key at the line's start, and every line up to the next key.
fn entries(source: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =") {
            Some((key, text)) if line.starts_with(|first: char| first.is_ascii_lowercase()) => {
                found.insert(key.to_owned(), text.trim().to_owned());
                current = Some(key.to_owned());
            }
            _ => {
                if let Some(text) = current.as_ref().and_then(|key| found.get_mut(key)) {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    found
}

fn variables(text: &str) -> BTreeSet<String> {
    let names = text.split('$').skip(1);
    names.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()).collect()
}

/// The line with each `{ … }` replaced by a letter, and a variant's `[one]` removed.
fn outside_placeables(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                plain.push('x');
            }
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

fn typography_faults(line: &str) -> Vec<&'static str> {
    let plain: Vec<char> = outside_placeables(line).chars().collect();
    let mut faults = Vec::new();
    for (place, &c) in plain.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| plain.get(place)).copied();
        let after = plain.get(place + 1).copied();
        // An address or a clock time holds a colon between figures or before a slash.
        let inside_word = c == ':' && after.is_some_and(|after| after.is_ascii_digit() || after == '/');
        match c {
            ':' if !inside_word && before != Some('\u{a0}') => faults.push("U+00A0 before a colon"),
            ';' | '!' | '?' if before != Some('\u{202f}') => faults.push("U+202F before ; ! ?"),
            '«' if after != Some('\u{a0}') => faults.push("U+00A0 after «"),
            '»' if before != Some('\u{a0}') => faults.push("U+00A0 before »"),
            '\'' => faults.push("’ and never '"),
            '"' => faults.push("« » and never \""),
            '.' if before == Some('.') => faults.push("… and never ..."),
            _ => {}
        }
    }
    faults
}

/// The literal keys of `t(…, "key")` and `ta(…, "key", …)`.
fn keys_asked(source: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for (at, _) in source.match_indices("t(").chain(source.match_indices("ta(")) {
        let name_start = source[..at].chars().next_back();
        if name_start.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '"') {
            continue;
        }
        let arguments = source[at..].split_once('(').map_or("", |(_, rest)| rest);
        keys.extend(second_argument_literal(arguments).map(|key| (at, key)));
    }
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}

fn second_argument_literal(arguments: &str) -> Option<String> {
    let mut depth = 0_i32;
    for (at, c) in arguments.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return None,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                let literal = arguments[at + 1..].trim_start().strip_prefix('"')?;
                return literal.split_once('"').map(|(key, _)| key.to_owned());
            }
            _ => {}
        }
    }
    None
}
