//! `comptoir import`: every row is accounted for, and a second run changes nothing.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use journal::question::{Events, Filter, GridRow, Invoices, OrderByNumber};
use journal::{Journal, OrderFile, Site};
use support::{grid, open, run, site, stderr, stdout};

/// Each kind of row there is, with the line it stands on.
const ONLINE_RETAIL: &str = "\
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HEART,6.0,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,71053,\"LANTERN, METAL\",2.0,2010-12-01 08:27:00,3.39,17850.0,United Kingdom
C536379,D,Discount,-1.0,2010-12-01 09:41:00,27.5,14527.0,United Kingdom
536414,22139,,56.0,2010-12-01 11:52:00,0.0,,Channel Islands
536589,21777,,-10.0,2010-12-01 16:50:00,0.0,,United Kingdom
536365,22752,,1.0,2010-12-01 08:26:00,7.65,17850.0,United Kingdom
536600,22752,?,3,2011-07-01 12:00:00,0.001,12345,France
536601,A,ONE,1.0,2010-12-02 10:00:00,1.0,,France
536601,B,MINUS,-1.0,2010-12-02 10:00:00,1.0,,France
536602,A,HALF,0.5,2010-12-02 10:00:00,1.0,,France
536603,A,NO DATE,1.0,yesterday,1.0,,France
536604,A,TOO SHORT,1.0
C536605,A,POSITIVE,1.0,2010-12-02 10:00:00,1.0,,France
536606,A,NEGATIVE PRICE,1.0,2010-12-02 10:00:00,-1.0,,France
";

fn shop(zone: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["site", "add", "ventes", "--currency", "GBP", "--zone", zone, "--language", "en"]);
    assert!(made.status.success(), "{}", stderr(&made));
    folder
}

fn import(folder: &Path, format: &str, file: &Path, more: &[&str]) -> String {
    let mut words = vec!["import", format, file.to_str().unwrap(), "--site", "ventes"];
    words.extend(more);
    let done = run(folder, &words);
    assert!(done.status.success(), "{}", stderr(&done));
    stdout(&done)
}

fn write(folder: &Path, content: impl AsRef<[u8]>) -> PathBuf {
    let file = folder.join("orders.csv");
    fs::write(&file, content).unwrap();
    file
}

async fn everything(folder: &Path) -> (Journal, Site, Vec<GridRow>) {
    let journal = open(&folder.join("comptoir.db"));
    let site = site(&journal, "ventes").await;
    let rows = grid(&journal, &site, Filter::default(), 100).await.rows;
    (journal, site, rows)
}

async fn order(journal: &Journal, site: &Site, rows: &[GridRow], reference: &str) -> OrderFile {
    let number = rows.iter().find(|row| row.source_order_id == reference).unwrap().number;
    journal.ask(OrderByNumber { site: site.id, number }).await.unwrap().unwrap()
}

#[test]
fn each_kind_of_row_is_taken_or_refused_with_its_line_and_reason() {
    let folder = shop("Europe/London");
    let mut content = ONLINE_RETAIL.as_bytes().to_vec();
    content.extend(b"536607,A,CAF\xC9,1.0,2010-12-02 10:00:00,1.0,,France\n");
    let report = import(folder.path(), "online-retail", &write(folder.path(), content), &[]);
    for line in [
        "rows read: 15",
        "rows taken: 6 (3 orders, 1 returns)",
        "rows repeated: 0",
        "rows refused: 9",
        "  line 6: document 536589: only negative quantities: a stock movement, no order",
        "  line 9: document 536601: refused as a whole because of line 10",
        "  line 10: document 536601: a negative quantity in an order",
        "  line 11: document 536602: Quantity is not a whole number other than 0",
        "  line 12: document 536603: InvoiceDate is no date and time",
        "  line 13: 4 cells where the header has 8",
        "  line 14: document C536605: a positive quantity in a return",
        "  line 15: document 536606: unit_price out_of_range",
        "  line 16: not UTF-8: convert the file",
        "notes: 2",
        "  line 3: another InvoiceDate in document 536365: that of line 2 is kept",
        "  line 8: UnitPrice 0.001 is rounded to 0 minor units",
    ] {
        assert!(report.lines().any(|said| said == line), "{line}\n{report}");
    }
}

#[tokio::test]
async fn what_is_taken_is_what_the_file_says() {
    let folder = shop("Europe/London");
    import(folder.path(), "online-retail", &write(folder.path(), ONLINE_RETAIL), &["--vat-rate", "1750"]);
    let (journal, site, rows) = everything(folder.path()).await;
    assert_eq!(rows.len(), 3);

    let first = order(&journal, &site, &rows, "536365").await;
    assert_eq!((first.order.number, first.order.lines.len(), first.order.total_cents), (1, 3, 6 * 255 + 2 * 339 + 765));
    assert_eq!(first.order.placed_at.to_string(), "2010-12-01T08:26:00Z");
    assert_eq!(first.order.lines[1].title, "LANTERN, METAL");
    assert_eq!(first.order.lines[2].title, "22752");
    assert_eq!(first.order.lines[0].vat_rate.basis_points(), 1_750);
    assert_eq!((first.contact.customer.name.as_str(), first.contact.billing.country.as_str()), ("Client 17850", "GB"));

    let free = order(&journal, &site, &rows, "536414").await;
    assert_eq!((free.order.total_cents, free.contact.customer.name.as_str()), (0, "Client sans compte"));
    assert_eq!((free.contact.billing.country.as_str(), free.contact.billing.line1.as_str()), ("", "Channel Islands"));

    let in_summer = order(&journal, &site, &rows, "536600").await;
    assert_eq!(in_summer.order.placed_at.to_string(), "2011-07-01T11:00:00Z");
    assert_eq!(in_summer.contact.customer.name, "Client 12345");

    let events = journal.ask(Events { site: site.id, after: 0, limit: 1_000 }).await.unwrap();
    let returned: Vec<_> = events.iter().filter(|event| event.kind == "return.recorded").collect();
    assert_eq!(returned.len(), 1);
    assert!(returned[0].data.contains(r#""source_number":"C536379""#), "{}", returned[0].data);
    assert!(returned[0].data.contains(r#""total_cents":2750"#), "{}", returned[0].data);
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_a_second_run_changes_nothing() {
    let folder = shop("Europe/London");
    let file = write(folder.path(), ONLINE_RETAIL);
    let (journal, site, _) = everything(folder.path()).await;
    let rev = async || grid(&journal, &site, Filter::default(), 1).await.rev;
    let before = rev().await;
    let dry = import(folder.path(), "online-retail", &file, &["--dry-run"]);
    assert!(dry.contains("rows taken: 6 (3 orders, 1 returns)"), "{dry}");
    assert_eq!(rev().await, before);

    import(folder.path(), "online-retail", &file, &[]);
    let after = rev().await;
    for more in [&[][..], &["--dry-run"]] {
        let again = import(folder.path(), "online-retail", &file, more);
        assert!(again.contains("rows taken: 0 (0 orders, 0 returns)\nrows repeated: 6"), "{again}");
        assert_eq!(rev().await, after);
    }
}

const ORDERS_CSV: &str = "\
source,source_order_id,placed_at,customer_name,customer_email,billing_line1,billing_city,billing_country,delivery_method,delivery_price,payment_method,sku,title,quantity,unit_price,vat_rate,colour
boutique,A-1,2013-03-01T09:49,Élise Exemple,elise@example.org,1 rue de la Fiction,Paris,FR,Colissimo,4.90,cheque,TASSE,Tasse bleue,2,14.90,2000,blue
boutique,A-1,2013-03-01T09:49,Élise Exemple,elise@example.org,1 rue de la Fiction,Paris,FR,Colissimo,4.90,cheque,BOL,Bol,1,9.5,550,
boutique,A-2,2013-03-01T09:49+02:00,Élise Exemple,,,,,,,,,Carte,1,3,,
boutique,A-3,,Élise Exemple,,,,,,,,,Carte,1,3.005,,
boutique,A-4,,Élise Exemple,,,,,,,,,Carte,1,3,,
boutique,A-4,,Somebody Else,,,,,,,,,Carte,1,3,,
boutique,A-5,,,,,,,,,gold,,,0,3,,
";

#[tokio::test]
async fn the_interchange_brings_each_field_and_names_each_that_does_not_hold() {
    let folder = shop("Europe/Paris");
    let report = import(folder.path(), "orders-csv", &write(folder.path(), ORDERS_CSV), &[]);
    for line in [
        "rows read: 7",
        "rows taken: 3 (2 orders, 0 returns)",
        "  line 5: document A-3 of boutique: unit_price: the amount has more decimals than its currency",
        "  line 6: document A-4 of boutique: refused as a whole because of line 7",
        "  line 7: document A-4 of boutique: customer_name differs from line 6",
        "  line 8: document A-5 of boutique: customer.name required, payment_method unknown_code, title required, quantity out_of_range",
    ] {
        assert!(report.lines().any(|said| said == line), "{line}\n{report}");
    }
    let (journal, site, rows) = everything(folder.path()).await;
    let full = order(&journal, &site, &rows, "A-1").await;
    assert_eq!(full.order.placed_at.to_string(), "2013-03-01T08:49:00Z");
    assert_eq!(full.order.total_cents, 2 * 1_490 + 950 + 490);
    assert_eq!(full.order.payment_method.code(), "cheque");
    assert_eq!(full.order.lines[1].vat_rate.basis_points(), 550);
    assert_eq!(full.contact.delivery, full.contact.billing);
    let sparse = order(&journal, &site, &rows, "A-2").await;
    assert_eq!(sparse.order.placed_at.to_string(), "2013-03-01T07:49:00Z");
    assert_eq!((sparse.order.payment_method.code(), sparse.order.lines[0].vat_rate.basis_points()), ("other", 2_000));
}

#[test]
fn a_file_of_another_kind_is_refused_in_a_sentence() {
    let folder = shop("Europe/Paris");
    let file = write(folder.path(), ORDERS_CSV);
    let words = ["import", "online-retail", file.to_str().unwrap(), "--site", "ventes"];
    let refused = run(folder.path(), &words);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("no column InvoiceNo"), "{}", stderr(&refused));
}

/// The whole data set, where the folder `COMPTOIR_TEST_DATA` has it.
#[tokio::test]
async fn the_real_file_is_accounted_for_row_by_row() {
    let packed = std::env::var_os("COMPTOIR_TEST_DATA").map(PathBuf::from);
    let packed = packed.map(|folder| folder.join("online-retail-2010-12-to-2011-05.csv.xz"));
    let Some(packed) = packed.filter(|file| file.exists()) else {
        eprintln!("skipped: COMPTOIR_TEST_DATA names no folder with online-retail-2010-12-to-2011-05.csv.xz");
        return;
    };
    let folder = shop("Europe/London");
    let unpacked = Command::new("xz").args(["-dc"]).arg(&packed).output().unwrap();
    assert!(unpacked.status.success());
    let file = write(folder.path(), unpacked.stdout);
    let report = import(folder.path(), "online-retail", &file, &[]);
    let counts =
        "rows read: 209029\nrows taken: 208378 (8455 orders, 1677 returns)\nrows repeated: 0\nrows refused: 651\n";
    assert!(report.contains(counts), "{}", &report[..400]);
    let again = import(folder.path(), "online-retail", &file, &[]);
    assert!(again.contains("rows taken: 0 (0 orders, 0 returns)\nrows repeated: 208378\n"), "{}", &again[..400]);

    let (journal, site, _) = everything(folder.path()).await;
    let paid_for = Filter { amount_min: Some(1), ..Filter::default() };
    assert_eq!(grid(&journal, &site, paid_for, 1).await.total, 8_126);
    assert_eq!(grid(&journal, &site, Filter::default(), 1).await.total, 8_455);
    let documents = Invoices { site: site.id, below: None, limit: 1 };
    assert!(journal.ask(documents).await.unwrap().is_empty(), "an import issues nothing");
}
