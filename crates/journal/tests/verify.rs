//! `verify` finds nothing in what the journal wrote, and names whatever somebody else changed.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use std::path::Path;

use journal::verify::Verify;
use journal::{SiteId, question::Events};
use support::history::varied;
use support::{Shop, open_in, tables};

#[tokio::test]
async fn a_shop_that_was_just_made_is_clean() {
    let shop = Shop::open().await;
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_varied_history_is_clean() {
    for seed in [1, 12, 20_130_301, 7_090_564] {
        let shop = Shop::open().await;
        varied(&shop, seed).await;
        assert_eq!(shop.verify().await, Vec::<String>::new(), "seed {seed}");
    }
}

#[tokio::test]
async fn a_site_that_is_not_there_is_a_fault() {
    let shop = Shop::open().await;
    let report = shop.journal.ask(Verify { site: Some(SiteId(9)) }).await.unwrap();
    assert_eq!(report.faults, ["there is no site 9"]);
}

/// The tables that `verify` has nothing to compare with: who people are and which browsers are signed
/// in is no part of a site's history, and what was paid of the outbox is the worker's own record.
const BESIDE_THE_HISTORY: [&str; 3] = ["people", "schema_version", "sessions"];

/// A table, what somebody does to it, and the words with which `verify` says so.
#[rustfmt::skip]
const SABOTAGE: &[(&str, &str, &str)] = &[
    ("sites", "UPDATE sites SET name = 'autre'", "the site's row: name is \"autre\", and the history makes it \"essai\""),
    ("sites", "UPDATE sites SET currency = 'USD'", "the site's row: currency is \"USD\""),
    ("sites", "UPDATE sites SET seller = replace(seller, 'Boutique', 'Bazar')", "the billing identity is not the one"),
    ("sites", "UPDATE sites SET seller = '{'", "the billing identity cannot be read"),
    ("sites", "UPDATE sites SET title = 'Bazar'", "the site's row: title is \"Bazar\""),
    ("sites", "UPDATE sites SET offer = replace(offer, '690', '69')", "the offer is not the one"),
    ("sites", "UPDATE sites SET offer = '{}'", "the offer is not the one"),
    ("sites", "UPDATE sites SET storefront = '['", "the storefront cannot be read"),
    ("memberships", "UPDATE memberships SET role = 'owner'", "the members, person_id 1: role is \"owner\""),
    ("memberships", "DELETE FROM memberships", "the members, person_id 1: the row is missing"),
    ("memberships", "INSERT INTO memberships VALUES (1, 2, 'owner')", "the members, person_id 2: no event made this row"),
    ("api_tokens", "UPDATE api_tokens SET scopes = 'orders:write'", "the tokens, token_id 1: scopes is"),
    ("api_tokens", "UPDATE api_tokens SET withdrawn_at = 1", "the tokens, token_id 1: withdrawn is 1"),
    ("api_tokens", "DELETE FROM api_tokens", "the tokens, token_id 1: the row is missing"),
    ("counters", "UPDATE counters SET last_rev = last_rev - 1", "the counter last_rev stands at"),
    ("counters", "UPDATE counters SET last_order = 1", "the counter last_order stands at 1"),
    ("counters", "UPDATE counters SET last_batch = 0", "the counter last_batch stands at 0"),
    ("counters", "UPDATE counters SET last_request = 0", "the counter last_request stands at 0"),
    ("counters", "UPDATE counters SET last_effect = 0", "the counter last_effect stands at 0"),
    ("series", "UPDATE series SET last = last + 1 WHERE kind = 'invoice'", "the series of invoices stands at"),
    ("series", "UPDATE series SET last_date = '2027-02-01' WHERE kind = 'invoice'", "the series of invoices stands at"),
    ("series", "UPDATE series SET taken_over = 3 WHERE kind = 'invoice'", "taken over at 4, and the row says 3"),
    ("series", "DELETE FROM series WHERE kind = 'credit_note'", "the series of credit notes cannot be read"),
    ("progress_states", "UPDATE progress_states SET label_fr = 'x' WHERE code = 'shipped'", "progress state shipped: it is not as it was"),
    ("progress_states", "DELETE FROM progress_states WHERE code = 'shipped'", "progress state shipped: the row is missing"),
    ("progress_states", "UPDATE progress_states SET position = 99 WHERE code = 'shipped'", "the progress states stand as"),
    ("products", "UPDATE products SET stock = COALESCE(stock, 0) + 1 WHERE sku = 'TASSE'", "sku \"TASSE\": stock is"),
    ("products", "UPDATE products SET unit_price_cents = 1 WHERE sku = 'BOL'", "sku \"BOL\": unit_price_cents is 1"),
    ("products", "DELETE FROM products WHERE sku = 'BOL'", "sku \"BOL\": the row is missing"),
    ("product_pictures", "UPDATE product_pictures SET alt_fr = 'x'", "the pictures shown, sku \"TASSE\": alt_fr is \"x\""),
    ("product_pictures", "DELETE FROM product_pictures", "the pictures shown, sku \"TASSE\": the row is missing"),
    ("pictures", "UPDATE pictures SET content = X'00' WHERE size = 'small'", "small: the file is not the one that was kept"),
    ("pictures", "UPDATE pictures SET hash = 'x' WHERE size = 'logo'", "logo: the file is missing"),
    ("pictures", "DELETE FROM pictures WHERE size = 'large'", "large: the file is missing"),
    ("sites", "UPDATE sites SET logo = NULL", "the site's row: logo is nothing"),
    ("events", "DELETE FROM events WHERE rev = 20", "event 21 follows event 19"),
    ("events", "DELETE FROM events WHERE rev = (SELECT MAX(rev) FROM events)", "the counter last_rev stands at"),
    ("events", "UPDATE events SET version = 7 WHERE subject = 'order' AND number = 1 AND version = 1", "order 1: version 7 follows version"),
    ("events", "UPDATE events SET kind = 'order.unknown' WHERE rev = 20", "event 20 cannot be read"),
    ("events", "UPDATE events SET data = replace(data, '\"total_cents\":', '\"total_cents\":1') WHERE kind = 'order.placed' AND number = 2", "order 2: total_cents is"),
    ("events", "UPDATE events SET data = replace(data, '\"total_cents\":', '\"total_cents\":1') WHERE kind = 'order.placed' AND number = 2", "and its parts make"),
    ("orders", "UPDATE orders SET total_cents = total_cents + 1 WHERE invoice IS NOT NULL", "and its order over"),
    ("events", "UPDATE events SET at = at + 1 WHERE rev = (SELECT MAX(rev) FROM orders)", "changed_at is"),
    ("orders", "UPDATE orders SET payment_status = 'processing' WHERE number = 2", "order 2: payment_status is \"processing\", and the history makes it"),
    ("orders", "UPDATE orders SET progress = 'x' WHERE number = 2", "order 2: progress is \"x\""),
    ("orders", "UPDATE orders SET invoice = '2026-11-000000099' WHERE number = 2", "order 2: invoice is"),
    ("orders", "UPDATE orders SET follow_up = 1 - follow_up WHERE number = 2", "order 2: follow_up is"),
    ("orders", "UPDATE orders SET handoff_state = 'x', handoff_batch = 7 WHERE number = 2", "order 2: handoff_state is \"x\""),
    ("orders", "UPDATE orders SET version = version + 1 WHERE number = 2", "order 2: version is"),
    ("orders", "UPDATE orders SET id = id + 1000000 WHERE number = 2", "order 2: id is"),
    ("orders", "UPDATE orders SET source_order_id = 'x' WHERE number = 2", "order 2: source_order_id is \"x\""),
    ("orders", "UPDATE orders SET customer = 'x' WHERE number = 2", "order 2: customer is \"x\""),
    ("orders", "UPDATE orders SET contact = '{}' WHERE number = 2", "order 2: its contact cannot be read"),
    ("orders", "DELETE FROM orders WHERE number = 2", "order 2: the row is missing"),
    ("orders", "INSERT INTO orders SELECT site_id, 900, id + 1000000, source, 'X', language, placed_at, currency, total_cents,
        received_cents, payment_method, payment_status, progress, invoice, follow_up, handoff_batch, handoff_state,
        customer, contact, version, rev, changed_at FROM orders WHERE number = 2", "order 900: orders has rows of it, and it has no history"),
    ("order_lines", "UPDATE order_lines SET quantity = quantity + 1 WHERE number = 2 AND line = 1", "order 2, line 1: quantity is"),
    ("order_lines", "DELETE FROM order_lines WHERE number = 2 AND line = 1", "order 2, line 1: the row is missing"),
    ("order_lines", "INSERT INTO order_lines VALUES (1, 2, 9, 'X', 'X', 1, 1, 2000)", "order 2, line 9: no event made this row"),
    ("order_lines", "INSERT INTO order_lines SELECT 1, number, 1, 'X', 'X', 1, 1, 2000 FROM events WHERE kind = 'order.deleted'", "line 1: no event made this row"),
    ("payments", "UPDATE payments SET amount_cents = amount_cents + 1", "payment 1: amount_cents is"),
    ("payments", "DELETE FROM payments", "payment 1: the row is missing"),
    ("payments", "INSERT INTO payments VALUES (1, 2, 9, 'card', 5, 'confirmed', NULL, NULL, NULL, 0)", "order 2, payment 9: no event made this row"),
    ("shipments", "UPDATE shipments SET carrier = 'x'", "shipment 1: carrier is \"x\""),
    ("shipments", "DELETE FROM shipments", "shipment 1: the row is missing"),
    ("parcels", "UPDATE parcels SET tracking_number = 'x'", "shipment 1, parcel 1: tracking_number is \"x\""),
    ("parcels", "DELETE FROM parcels", "shipment 1, parcel 1: the row is missing"),
    ("parcels", "INSERT INTO parcels VALUES (1, 2, 9, 1, 'x', NULL, NULL)", "order 2, shipment 9, parcel 1: no event made this row"),
    ("invoices", "UPDATE invoices SET content = replace(content, 'Paris', 'Lyon') WHERE sequence = 5", "000000005: its content is not the one that was issued"),
    ("invoices", "UPDATE invoices SET total_cents = total_cents + 1 WHERE sequence = 5", "its total is not what its content says"),
    ("invoices", "UPDATE invoices SET number = '2026-11-000000099' WHERE sequence = 5", "document 2026-11-000000099: by its series and day it would be"),
    ("invoices", "UPDATE invoices SET date = '2025-01-01' WHERE sequence = 6", "its day, 2025-01-01, lies before"),
    ("invoices", "UPDATE invoices SET order_number = 900 WHERE sequence = 5", "order 900: invoices has rows of it"),
    ("invoices", "DELETE FROM invoices WHERE sequence = 6", "invoices: 7 follows 5"),
    ("invoices", "DELETE FROM invoices WHERE sequence = 6", "and there is no such invoice"),
    ("invoices", "INSERT INTO invoices SELECT site_id, kind, 900, '2026-11-000000900', order_number, date, customer, total_cents,
        content, sha256, issued_at FROM invoices WHERE sequence = 5", "its history does not know of invoice 2026-11-000000900"),
    ("handoff_batches", "UPDATE handoff_batches SET content = x'00' WHERE number = 1", "hand-off batch 1: its file is not the one that was made"),
    ("handoff_batches", "UPDATE handoff_batches SET content = x'', sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' WHERE number = 1", "hand-off batch 1: sha256 is"),
    ("handoff_batches", "UPDATE handoff_batches SET acknowledged_at = 5 WHERE number = 1", "hand-off batch 1: acknowledged_at is 5"),
    ("handoff_batches", "DELETE FROM handoff_batches WHERE number = 2", "hand-off batch 3 follows batch 1"),
    ("handoff_batches", "INSERT INTO handoff_batches SELECT site_id, 99, instructions, release_at, orders, sha256, content, made_at,
        acknowledged_at FROM handoff_batches WHERE number = 1", "hand-off batch 99: no event made this row"),
    ("handoff_orders", "UPDATE handoff_orders SET state = 'x' WHERE batch = 1", "batch 1: state is \"x\""),
    ("handoff_orders", "UPDATE handoff_orders SET held = 1 - held WHERE batch = 1", "batch 1: held is"),
    ("handoff_orders", "DELETE FROM handoff_orders WHERE batch = 1", "batch 1: the row is missing"),
    ("handoff_orders", "DELETE FROM handoff_orders WHERE batch = 1", "hand-off batch 1: it was made with order"),
    ("handoff_orders", "INSERT INTO handoff_orders VALUES (1, 1, 900, 'submitted', 1, NULL, NULL)", "hand-off batch 1: it holds order 900"),
    ("handoff_orders", "INSERT INTO handoff_orders VALUES (1, 99, 900, 'submitted', 0, NULL, NULL)", "1 orders are in a hand-off batch that does not exist"),
    ("handoff_orders", "INSERT INTO handoff_orders VALUES (1, 1, 900, 'submitted', 1, NULL, NULL), (1, 2, 900, 'submitted', 1, NULL, NULL)", "order 900: 2 open hand-off batches hold it"),
    ("handoff_orders", "UPDATE handoff_orders SET scanned_at = 5 WHERE scanned_at IS NOT NULL", "scanned_at is 5, and the history makes it"),
    ("handoff_orders", "UPDATE handoff_orders SET scanned_by = 'person:9' WHERE scanned_at IS NOT NULL", "scanned_by is \"person:9\""),
    ("handoff_orders", "UPDATE handoff_orders SET scanned_at = 5, scanned_by = 'person:1' WHERE scanned_at IS NULL", "scanned_at is 5"),
    ("returns", "UPDATE returns SET total_cents = 1", "return 1: total_cents is 1"),
    ("returns", "DELETE FROM returns WHERE source_number = 'C1'", "return 1: the row is missing"),
    ("returns", "INSERT INTO returns VALUES (1, 'x', 'x', 0, 0, 0)", "and the history has"),
    ("outbox", "INSERT INTO outbox VALUES (1, 9999, 'x', '{}', 0, 0, 0, NULL, NULL)", "the counter last_effect stands at"),
    ("mails", "DELETE FROM outbox WHERE id = (SELECT MIN(id) FROM mails)", "nothing is owed of that kind"),
    ("mails", "UPDATE mails SET state = 'sent', sent_at = 5 WHERE state = 'waiting'", "it is sent, and its effect is owed"),
    ("mails", "UPDATE mails SET state = 'x' WHERE state = 'waiting'", "it is x, and its effect is owed"),
    ("mails", "UPDATE mails SET sent_at = 5 WHERE state = 'waiting'", "that does not agree with when it was sent"),
    ("mails", "UPDATE mails SET number = 900", "there is no order 900"),
    ("withdrawals", "DELETE FROM withdrawals", "the customer withdrew, and the statement is missing"),
    ("withdrawals", "INSERT INTO withdrawals VALUES (1, 900, 'x', 'x')", "order 900: a statement of withdrawal is kept"),
    ("requests", "DELETE FROM requests WHERE id = (SELECT MIN(id) + 1 FROM requests)", "follows request"),
    ("requests", "UPDATE requests SET key = 'x' WHERE id = (SELECT MAX(id) FROM requests)", "it is not found by its key"),
    ("requests", "DELETE FROM requests WHERE id = (SELECT MAX(id) FROM requests)", "the counter last_request stands at"),
    ("keys", "DELETE FROM keys WHERE kind = 1 AND target = 2", "order 2: it is not found by its source"),
    ("keys", "UPDATE keys SET target = 900 WHERE kind = 1 AND target = 2", "order 2: it is not found by its source"),
    ("keys", "INSERT INTO keys VALUES (1, 1, 0, 5, 900)", "source references are kept"),
    ("keys", "DELETE FROM keys WHERE kind = 2 AND target = (SELECT MAX(id) FROM requests)", "it is not found by its key"),
    ("keys", "INSERT INTO keys VALUES (1, 2, 0, 5, 9000)", "request keys are kept for"),
];

/// What stands in a saboteur's way within the file itself.
const UNLOCK: &str = "DROP TRIGGER invoices_are_not_changed; DROP TRIGGER invoices_are_not_deleted;
     DROP INDEX handoff_orders_held_once;";

/// What `verify` says of a copy of the file to which `sql` was done.
async fn faults_after(file: &Path, sql: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(file, folder.path().join("comptoir.db")).unwrap();
    let saboteur = tables::open(folder.path());
    saboteur.execute_batch(UNLOCK).unwrap();
    let changed = saboteur.execute(sql, []).unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert!(changed > 0, "nothing was changed by {sql}");
    drop(saboteur);
    open_in(folder.path()).ask(Verify::default()).await.unwrap().faults
}

/// A shop with a rich history, closed, so that its file is whole.
async fn closed_shop() -> tempfile::TempDir {
    let shop = Shop::open().await;
    varied(&shop, 1).await;
    let Shop { journal, site, folder } = shop;
    let events = journal.ask(Events { site, after: 0, limit: 10_000 }).await.unwrap();
    assert!(events.len() > 200, "{} events", events.len());
    drop(journal);
    assert!(!folder.path().join("comptoir.db-wal").exists(), "the file is whole");
    folder
}

#[tokio::test]
async fn whatever_is_changed_behind_the_journals_back_is_named() {
    let folder = closed_shop().await;
    let file = folder.path().join("comptoir.db");
    let mut missed = Vec::new();
    for (_, sql, words) in SABOTAGE {
        let faults = faults_after(&file, sql).await;
        if !faults.iter().any(|fault| fault.contains(words)) {
            missed.push(format!("{sql}\n  wanted: {words}\n  said: {:?}", &faults[..faults.len().min(4)]));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[tokio::test]
async fn every_table_is_sabotaged_somewhere() {
    let shop = Shop::open().await;
    let named = |table: &str| SABOTAGE.iter().any(|(name, _, _)| *name == table);
    let tables = tables::names(&tables::open(shop.folder.path()));
    let missed: Vec<_> =
        tables.into_iter().filter(|table| !named(table) && !BESIDE_THE_HISTORY.contains(&table.as_str())).collect();
    assert_eq!(missed, Vec::<String>::new());
}

#[tokio::test]
async fn the_same_source_reference_under_two_numbers_is_named() {
    let folder = closed_shop().await;
    let file = folder.path().join("comptoir.db");
    // Order 3 claims the reference of order 2, in its history, its row and its key.
    let beside = tables::open(folder.path());
    let id: String =
        beside.query_row("SELECT source_order_id FROM orders WHERE number = 2", [], |row| row.get(0)).unwrap();
    let third: String = beside
        .query_row("SELECT data FROM events WHERE number = 3 AND kind = 'order.placed'", [], |r| r.get(0))
        .unwrap();
    let mut third: serde_json::Value = serde_json::from_str(&third).unwrap();
    third["source_order_id"] = id.clone().into();
    let sql = "UPDATE events SET data = ?1 WHERE number = 3 AND kind = 'order.placed'";
    beside.execute(sql, [third.to_string()]).unwrap();
    let sql =
        "UPDATE keys SET hash = (SELECT hash FROM keys WHERE kind = 1 AND target = 2) WHERE kind = 1 AND target = 3";
    beside.execute(sql, []).unwrap();
    drop(beside);
    let sql = format!("UPDATE orders SET source_order_id = '{id}' WHERE number = 3");
    let faults = faults_after(&file, &sql).await;
    assert_eq!(faults, [format!("site essai: order 3: test {id} is already order 2")]);
}
