//! What is stored for ever keeps reading, and is written again byte for byte. A file of
//! `tests/golden` is named after its kind, and after what is special about it where there are several.
//! These files are never changed: a new field gets a new file, and the old one must still hold.
#![allow(missing_docs, reason = "the tests' names say it")]

use std::collections::BTreeMap;
use std::path::Path;

use journal::{Fault, SiteEvent, Stored};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// File names and what is in them, without the line's end.
fn golden() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    json.map(|path| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(path).unwrap().trim_end().to_owned())
    })
    .collect()
}

/// `order.placed.no-stock` holds an `order.placed`.
fn kind_of(name: &str) -> String {
    name.split('.').take(2).collect::<Vec<_>>().join(".")
}

fn rewritten<E: Stored>(kind: &str, data: &str) -> Result<(String, String), Fault> {
    let event = E::read(kind, data)?;
    Ok((event.kind().to_owned(), event.write()?))
}

#[test]
fn every_stored_event_reads_and_is_written_again_byte_for_byte() {
    for (name, data) in golden() {
        let kind = kind_of(&name);
        let again = match kind.split_once('.').unwrap().0 {
            "order" => rewritten::<orders::Event>(&kind, &data),
            "handoff" | "return" => rewritten::<logistics::Event>(&kind, &data),
            _ => rewritten::<SiteEvent>(&kind, &data),
        };
        assert_eq!(again.unwrap_or_else(|fault| panic!("{name}: {fault}")), (kind, data));
    }
}

#[test]
fn every_kind_has_a_golden_file() {
    let kinds: Vec<String> = golden().keys().map(|name| kind_of(name)).collect();
    for kind in [orders::Event::KINDS, logistics::Event::KINDS, SiteEvent::KINDS].concat() {
        assert!(kinds.iter().any(|known| known == kind), "tests/golden/{kind}.json is missing");
    }
}

#[test]
fn a_kind_that_nobody_knows_is_a_fault() {
    assert!(orders::Event::read("order.forgotten", "{}").is_err());
}

#[test]
fn documents_and_contacts_read_and_are_written_again_byte_for_byte() {
    same::<invoices::Invoice>(include_str!("golden/rows/invoice.json"));
    same::<orders::Contact>(include_str!("golden/rows/contact.json"));
}

fn same<D: Serialize + DeserializeOwned>(data: &str) {
    let document: D = serde_json::from_str(data).unwrap();
    assert_eq!(serde_json::to_string(&document).unwrap(), data.trim_end());
}
