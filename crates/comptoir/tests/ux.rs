//! `docs/ux.md`: what the pages owe to those who use them, point by point, and the tests that show it. A test shows the
//! point whose number its name begins with: `u16_…` in Rust, `U16 …` in the browser.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const POINTS: usize = 61;

/// What a point is shown by while no test of it exists.
const PLANNED: &str = "planned";

/// Where a test stands in the table that `scripts/test` runs with `--long` only.
const LONG: &str = " (long lane)";

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
    let rust =
        "    #[test]\n    fn u06_amounts_are_read() {\n#[tokio::test]\nasync fn u22_a_row_moves() {\nfn helper() {\n";
    assert_eq!(names(Path::new("a.rs"), rust), [pair("U06", "amounts are read"), pair("U22", "a row moves")]);
    let browser =
        "  test('U04 back shows it', () =>\n  test(`U04 the way back, ${how}`, () =>\ndescribe('pages', () => {\n";
    let expected = [pair("U04", "back shows it"), pair("U04", "the way back"), pair("", "pages")];
    assert_eq!(names(Path::new("a.test.mjs"), browser), expected);
}

#[test]
fn only_a_test_that_runs_shows_a_point() {
    let table = [
        ("#[test]\nfn u06_a() {", true),
        ("#[test]\n#[cfg(unix)]\nfn u06_a() {", true),
        ("#[cfg(unix)]\n#[tokio::test(flavor = \"multi_thread\")]\nasync fn u06_a() {", true),
        ("#[test]\n/// Why.\nfn u06_a() {", true),
        ("fn u06_a() {", false),
        ("async fn u06_a() {", false),
        ("#[test]\nfn other() {}\nfn u06_a() {", false),
        ("#[test]\n\nlet x = 1;\nfn u06_a() {", false),
        ("#[test]\n#[ignore]\nfn u06_a() {", false),
        ("#[ignore = \"slow\"]\n#[test]\nfn u06_a() {", false),
        ("#[tokio::test]\n#[ignore = \"slow\"]\nasync fn u06_a() {", false),
    ];
    for (source, counts) in table {
        assert_eq!(names(Path::new("a.rs"), source).contains(&pair("U06", "a")), counts, "{source}");
    }
}

#[test]
fn a_browser_test_of_the_long_form_is_marked() {
    let table = [
        (
            "describe('L', { skip: !process.env.COMPTOIR_LONG && 'long only' }, () => {\n  test('U41 a', () =>\n});\n",
            " (long lane)",
        ),
        ("test('U41 a', { skip: !process.env.COMPTOIR_LONG }, () =>\n", " (long lane)"),
        ("describe('L', { skip: !process.env.COMPTOIR_LONG }, () => {\n});\ntest('U41 a', () =>\n", ""),
        ("const rounds = process.env.COMPTOIR_LONG ? 9 : 1;\ntest('U41 a', () =>\n", ""),
        ("test('U41 b', { skip: !process.env.COMPTOIR_LONG }, () => {\n});\ntest('U41 a', () =>\n", ""),
    ];
    for (source, mark) in table {
        let found = names(Path::new("a.test.mjs"), source);
        assert!(found.contains(&pair("U41", &format!("a{mark}"))), "{source}: {found:?}");
    }
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

/// The point and the sentence of each test in a file; the point is empty where the name has none.
fn names(path: &Path, source: &str) -> Vec<(String, String)> {
    let is_rust = path.extension().is_some_and(|extension| extension == "rs");
    let named = if is_rust { rust_names(source) } else { browser_names(source) };
    let split = |name: String| match number(&name, 'u').or(number(&name, 'U')) {
        Some(number) => (format!("U{number}"), name[4..].to_owned()),
        None => (String::new(), name),
    };
    named.into_iter().map(split).collect()
}

/// The names of the functions that an attribute makes tests and none keeps from running.
fn rust_names(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut is_test, mut is_ignored) = (false, false);
    for line in source.lines().map(str::trim) {
        if line.starts_with("#[") {
            is_test |= line == "#[test]" || line.starts_with("#[tokio::test");
            is_ignored |= line.starts_with("#[ignore");
        } else if !line.starts_with("//") {
            let function = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
            let name = function.and_then(|rest| rest.split('(').next());
            found.extend(name.filter(|_| is_test && !is_ignored).map(|name| name.replace('_', " ")));
            (is_test, is_ignored) = (false, false);
        }
    }
    found
}

/// The names of tests and of groups, those with a mark that are skipped but in the long form.
fn browser_names(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut long_until: Option<String> = None; // the line that ends a group of the long form
    for line in source.lines() {
        let text = line.trim_start();
        let is_long = text.contains("skip: !process.env.COMPTOIR_LONG");
        let mark = if is_long || long_until.is_some() { LONG } else { "" };
        found.extend(browser_name(text).map(|name| name + mark));
        if is_long && text.starts_with("describe(") && text.ends_with('{') {
            long_until = Some(format!("{}}});", &line[..line.len() - text.len()]));
        } else if long_until.as_deref() == Some(line) {
            long_until = None;
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
