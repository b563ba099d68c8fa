//! The shape of the code: which crate may import which, and how large a room may be.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

const MOST_LINES_OF_A_FILE: usize = 500;
const MOST_LINES_OF_A_FUNCTION: usize = 70;

/// A life is one table, however long: splitting it would hide a pair.
const TABLES: [&str; 1] = ["pub fn permit(step: Step, order: &Order)"];

/// Arrows point to the trade.
const MAY_IMPORT: [(&str, &[&str]); 10] = [
    ("money", &[]),
    ("catalog", &["money"]),
    ("orders", &["money", "catalog"]),
    ("invoices", &["money", "orders"]),
    ("logistics", &["money", "orders"]),
    ("journal", &["money", "catalog", "orders", "invoices", "logistics"]),
    ("fonts", &[]),
    ("pictures", &[]),
    ("web", &["money", "catalog", "orders", "invoices", "logistics", "journal", "fonts", "pictures"]),
    ("comptoir", &["money", "catalog", "orders", "invoices", "logistics", "journal", "pictures", "web"]),
];

/// What the five subjects know nothing of: databases, networks, JSON, chance.
const NOT_OF_THE_TRADE: [&str; 8] =
    ["rusqlite", "tokio", "axum", "hyper", "serde_json", "getrandom", "tracing", "maud"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Each of our crates with everything it imports outside its tests.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let of = |package: &cargo_metadata::Package| {
        let normal = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
        (package.name.to_string(), normal.map(|dependency| dependency.name.clone()).collect())
    };
    metadata.packages.iter().map(of).collect()
}

#[test]
fn the_crates_import_one_another_only_as_the_design_says() {
    let imports = imports();
    let ours: BTreeSet<&str> = MAY_IMPORT.iter().map(|(name, _)| *name).collect();
    assert_eq!(imports.keys().map(String::as_str).collect::<BTreeSet<_>>(), ours);
    for (name, may) in MAY_IMPORT {
        let used: Vec<&String> = imports[name].iter().filter(|import| ours.contains(import.as_str())).collect();
        for import in used {
            assert!(may.contains(&import.as_str()), "{name} may not import {import}");
        }
    }
}

#[test]
fn the_five_subjects_know_neither_database_nor_web_nor_clock_nor_chance() {
    for name in ["money", "catalog", "orders", "invoices", "logistics"] {
        for import in &imports()[name] {
            assert!(!NOT_OF_THE_TRADE.contains(&import.as_str()), "{name} imports {import}");
        }
    }
}

/// The files of a kind below a folder, but for what is built or fetched.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir()
            && !["target", "node_modules", "out", ".git"].contains(&name.as_str())
            && !name.starts_with(".venv")
        {
            files(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&root().join("crates"), &mut found);
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    found
}

#[test]
fn no_file_and_no_function_is_larger_than_a_reader_can_hold() {
    let mut large = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() > MOST_LINES_OF_A_FILE {
            large.push(format!("{}: {} lines", path.display(), lines.len()));
        }
        let functions = functions(&lines).into_iter().filter(|(_, length)| *length > MOST_LINES_OF_A_FUNCTION);
        let functions = functions.filter(|(at, _)| !TABLES.iter().any(|table| lines[*at].starts_with(table)));
        large.extend(functions.map(|(at, length)| format!("{}:{}: {length} lines", path.display(), at + 1)));
    }
    assert_eq!(large, Vec::<String>::new());
}

/// Where each function begins, and its lines up to the brace that closes it at the same depth.
fn functions(lines: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        let words = start.split(' ').take_while(|word| *word != "fn").collect::<Vec<_>>();
        let is_function = start.contains("fn ")
            && words.iter().all(|word| word.starts_with("pub") || ["async", "const", "crate)"].contains(word));
        if !is_function {
            continue;
        }
        let closing = format!("{}}}", &line[..line.len() - start.len()]);
        let end = lines[at..].iter().position(|line| *line == closing || line.ends_with("{}") && *line == lines[at]);
        found.extend(end.map(|end| (at, end + 1)));
    }
    found
}

#[test]
fn every_crate_says_what_it_is_for() {
    for path in sources() {
        let name = path.file_name().unwrap();
        if name == "lib.rs" || name == "main.rs" {
            assert!(fs::read_to_string(&path).unwrap().starts_with("//! "), "{}", path.display());
        }
    }
}

#[test]
fn nothing_of_others_is_copied_into_the_tree() {
    let mut all = Vec::new();
    files(&root(), &mut all);
    for path in all {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let foreign = [".min.js", ".min.css", ".woff2", ".woff", ".ttf", ".otf", ".jar", ".wasm"];
        assert!(!foreign.iter().any(|ending| name.ends_with(ending)), "{}", path.display());
    }
}
