//! `docs/ux.md`: what the pages owe to those who use them, point by point, and the tests that show it. A test shows the
//! point whose number its name begins with: `u16_…` in Rust, `U16 …` in the browser.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const POINTS: usize = 61;

/// What a point is shown by while no test of it exists.
const PLANNED: &str = "planned";

/// Point → file → the sentences that its tests are named.
type Shown = BTreeMap<String, BTreeMap<String, Vec<String>>>;

#[test]
fn the_table_names_every_test_that_shows_a_point() {
    let path = root().join("docs/ux.md");
    let written = fs::read_to_string(&path).unwrap();
    let told = retold(&written, &shown());
    if std::env::var_os("COMPTOIR_WRITE").is_some() {
        fs::write(&path, &told).unwrap();
    } else {
        assert!(written == told, "docs/ux.md is behind the tests: COMPTOIR_WRITE=1 cargo test -p comptoir --test ux");
    }
}

#[test]
fn the_table_has_every_point_once_and_in_order() {
    let table = fs::read_to_string(root().join("docs/ux.md")).unwrap();
    let points: Vec<&str> = table.lines().filter_map(|line| Some(row(line)?[0])).collect();
    let all: Vec<String> = (1..=POINTS).map(|number| format!("U{number:02}")).collect();
    assert_eq!(points, all);
    for (point, tests) in shown() {
        assert!(all.contains(&point), "{point} is no point: {tests:?}");
    }
}

#[test]
fn a_test_that_is_named_by_hand_exists() {
    let table = fs::read_to_string(root().join("docs/ux.md")).unwrap();
    for [point, _, _, also] in table.lines().filter_map(row) {
        for named in also.split("; ").filter(|named| !named.is_empty()) {
            let (file, name) = named.strip_prefix('`').and_then(|named| named.split_once("`: ")).unwrap();
            let path = root().join(file);
            let there = names(&path, &fs::read_to_string(&path).unwrap_or_default());
            assert!(there.iter().any(|(_, sentence)| sentence == name), "{point}: {named} does not exist");
        }
    }
}

#[test]
fn names_are_found_in_both_kinds_of_tests() {
    let rust = "    #[test]\n    fn u06_amounts_are_read() {\nasync fn u22_a_row_moves() {\nfn helper_of(x: u8) {\n";
    assert_eq!(names(Path::new("a.rs"), rust), [pair("U06", "amounts are read"), pair("U22", "a row moves")]);
    let browser =
        "  test('U04 back shows it', () =>\n  test(`U04 the way back, ${how}`, () =>\ndescribe('pages', () => {\n";
    let expected = [pair("U04", "back shows it"), pair("U04", "the way back"), pair("", "pages")];
    assert_eq!(names(Path::new("a.test.mjs"), browser), expected);
}

fn pair(point: &str, sentence: &str) -> (String, String) {
    (point.to_owned(), sentence.to_owned())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The four cells of a point's line: its number, what it asks for, the tests by name, others by hand.
fn row(line: &str) -> Option<[&str; 4]> {
    let cells: Vec<&str> = line.strip_prefix("| U")?.strip_suffix(" |")?.split(" | ").collect();
    let [_, title, by_name, also] = cells.try_into().ok()?;
    Some([&line[2..5], title, by_name, also.trim()])
}

/// The table with the third column as the tests have it.
fn retold(table: &str, shown: &Shown) -> String {
    let line = |line: &str| match row(line) {
        None => format!("{line}\n"),
        Some([point, title, _, also]) => {
            let by_name = shown.get(point).map(told).unwrap_or_default();
            let by_name = if by_name.is_empty() && also.is_empty() { PLANNED.to_owned() } else { by_name };
            format!("| {point} | {title} | {by_name} | {also} |\n")
        }
    };
    table.lines().map(line).collect()
}

fn told(files: &BTreeMap<String, Vec<String>>) -> String {
    let file = |(file, names): (&String, &Vec<String>)| format!("`{file}`: {}", names.join(" · "));
    files.iter().map(file).collect::<Vec<_>>().join("; ")
}

fn shown() -> Shown {
    let mut found = Shown::new();
    let mut sources = Vec::new();
    files(&root().join("crates"), ".rs", &mut sources);
    files(&root().join("tests/browser"), ".test.mjs", &mut sources);
    sources.sort();
    for path in sources {
        let file = path.strip_prefix(root()).unwrap().display().to_string();
        for (point, sentence) in names(&path, &fs::read_to_string(&path).unwrap()) {
            let sentences = found.entry(point).or_default().entry(file.clone()).or_default();
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    found.remove("");
    found
}

/// The point and the sentence of each test in a file; the point is empty where the name has none. In Rust those with one
/// are known by it, and others by the attribute before them.
fn names(path: &Path, source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        let name = if path.extension().is_some_and(|extension| extension == "rs") {
            let name =
                line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ").and_then(|rest| rest.split('(').next());
            name.filter(|name| is_test || number(name, 'u').is_some()).map(|name| name.replace('_', " "))
        } else {
            browser_name(line)
        };
        is_test = line == "#[test]" || line.starts_with("#[tokio::test") || (is_test && line.starts_with("#["));
        let Some(name) = name else { continue };
        match number(&name, 'u').or(number(&name, 'U')) {
            Some(number) => found.push((format!("U{number}"), name[4..].to_owned())),
            None => found.push((String::new(), name)),
        }
    }
    found
}

/// The digits of `u16 …` or `u16_…`.
fn number(name: &str, letter: char) -> Option<&str> {
    let digits = name.strip_prefix(letter)?.get(..2)?;
    let ends = name.get(3..4).is_some_and(|next| next == "_" || next == " ");
    (ends && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// The name of `test('…'` or `describe('…'`, up to what differs from case to case.
fn browser_name(line: &str) -> Option<String> {
    let quoted = line.strip_prefix("test(").or_else(|| line.strip_prefix("describe("))?;
    let quote = quoted.chars().next().filter(|quote| ['\'', '`', '"'].contains(quote))?;
    let name = quoted[1..].split(quote).next()?.split("${").next()?;
    Some(name.trim_end_matches([' ', ',', ':', '(']).replace('|', "/"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}
