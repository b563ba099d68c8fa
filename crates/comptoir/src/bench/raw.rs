//! The limit: the rows that placing an order writes, written by nobody but the engine.

use std::path::Path;
use std::time::{Duration, Instant};

use journal::{Site, SiteId, Stored, millis, order_id};
use money::{Currency, VatRate};
use orders::{Event, Language, Line, Placement, place};
use rusqlite::{Connection, params};

use super::sample::{Random, SOURCE, placement};
use web::clock::Clock;

/// Orders of one commit.
const GROUP: u32 = 512;

/// Orders that one thread writes in a second, [`GROUP`] in a commit, for about `time`. Making the
/// rows does not count.
pub(super) fn orders_per_s(file: &Path, time: Duration) -> anyhow::Result<f64> {
    let mut raw = Raw::open(file)?;
    let mut random = Random::new();
    let (mut orders, mut spent) = (0_u32, Duration::ZERO);
    while spent < time {
        let rows = (0..GROUP).map(|_| Rows::make(&mut random)).collect::<anyhow::Result<Vec<_>>>()?;
        let begun = Instant::now();
        raw.write(&rows)?;
        spent += begun.elapsed();
        orders += GROUP;
    }
    Ok(f64::from(orders) / spent.as_secs_f64())
}

/// What is written for one order, but for the numbers.
struct Rows {
    placement: Placement,
    event: String,
    contact: String,
    source_hash: i64,
    request_key: String,
    request_hash: i64,
}

impl Rows {
    fn make(random: &mut Random) -> anyhow::Result<Self> {
        let placement = placement(&any_site(), random.reference(), Clock::system().now())?;
        Ok(Rows {
            event: Event::Placed(place(&placement, Vec::new())).write()?,
            contact: serde_json::to_string(&placement.contact)?,
            placement,
            source_hash: random.next().cast_signed(),
            request_key: random.reference(),
            request_hash: random.next().cast_signed(),
        })
    }
}

fn any_site() -> Site {
    Site {
        id: SiteId(1),
        name: String::new(),
        title: String::new(),
        currency: Currency::EUR,
        zone: jiff::tz::TimeZone::UTC,
        zone_name: String::new(),
        language: Language::Fr,
        vat_rate: VatRate::FRENCH_STANDARD,
        host: None,
    }
}

struct Raw {
    connection: Connection,
    site: i64,
    rev: i64,
    order: i64,
    request: i64,
}

impl Raw {
    /// Opens the file as the journal's writer does.
    fn open(file: &Path) -> anyhow::Result<Self> {
        let connection = Connection::open(file)?;
        connection.set_prepared_statement_cache_capacity(32);
        connection.execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA cache_size = -16384;
             PRAGMA wal_autocheckpoint = 8192; PRAGMA temp_store = memory;",
        )?;
        let counted = "SELECT site_id, last_rev, last_order, last_request FROM counters LIMIT 1";
        let (site, rev, order, request) =
            connection.query_row(counted, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        Ok(Raw { connection, site, rev, order, request })
    }

    fn write(&mut self, group: &[Rows]) -> rusqlite::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        for rows in group {
            self.rev += 1;
            self.order += 1;
            self.request += 1;
            self.write_order(rows)?;
            self.write_request(rows)?;
        }
        let sql = "UPDATE counters SET last_rev = ?, last_order = ?, last_request = ? WHERE site_id = ?";
        self.connection.prepare_cached(sql)?.execute(params![self.rev, self.order, self.request, self.site])?;
        self.connection.execute_batch("COMMIT")
    }

    fn write_order(&self, rows: &Rows) -> rusqlite::Result<()> {
        let Rows { placement, event, contact, .. } = rows;
        let at = millis(placement.placed_at);
        let (site, number, rev) = (self.site, self.order, self.rev);
        let sql = "INSERT INTO events (site_id, rev, subject, number, version, kind, data, actor, at)
             VALUES (?, ?, 'order', ?, 1, 'order.placed', ?, 'token:1', ?)";
        self.connection.prepare_cached(sql)?.execute(params![site, rev, number, event, at])?;
        let sql = "INSERT INTO orders (site_id, number, id, source, source_order_id, language, placed_at, currency,
             total_cents, received_cents, payment_method, payment_status, follow_up, customer, contact, version, rev,
             changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'awaiting', 0, ?, ?, 1, ?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![
            site,
            number,
            order_id(placement.placed_at, number),
            SOURCE,
            placement.source_order_id,
            placement.language.code(),
            at,
            placement.currency.code(),
            placement.total_cents,
            placement.payment_method.code(),
            placement.contact.customer.name,
            contact,
            rev,
            at,
        ])?;
        (1_i64..).zip(&placement.lines).try_for_each(|(position, line)| self.write_line(position, line))?;
        self.write_key(1, rows.source_hash, number)
    }

    fn write_line(&self, position: i64, line: &Line) -> rusqlite::Result<()> {
        let sql = "INSERT INTO order_lines (site_id, number, line, sku, title, quantity, unit_price_cents, vat_rate)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let rate = i64::from(line.vat_rate.basis_points());
        let (quantity, price) = (line.quantity, line.unit_price_cents);
        let values = params![self.site, self.order, position, line.sku, line.title, quantity, price, rate];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn write_request(&self, rows: &Rows) -> rusqlite::Result<()> {
        let answer = format!(r#"{{"placed":{{"number":{},"version":1,"repeated":false}}}}"#, self.order);
        let sql = "INSERT INTO requests (site_id, id, credential, key, fingerprint, answer, at)
             VALUES (?, ?, 'token:1', ?, ?, ?, ?)";
        let (fingerprint, at) = ([7_u8; 32], millis(rows.placement.placed_at));
        let values = params![self.site, self.request, rows.request_key, fingerprint, answer, at];
        self.connection.prepare_cached(sql)?.execute(values)?;
        self.write_key(2, rows.request_hash, self.request)
    }

    fn write_key(&self, kind: i64, hash: i64, target: i64) -> rusqlite::Result<()> {
        let sql = "INSERT INTO keys (site_id, kind, generation, hash, target) VALUES (?, ?, ?, ?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![self.site, kind, target >> 14, hash, target])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{load, prepare};
    use super::*;

    /// The limit would be none if it wrote less: rows of every table and their bytes are compared.
    #[tokio::test]
    async fn the_raw_rows_are_those_of_the_journal() {
        let folder = tempfile::tempdir().unwrap();
        let (file, copy) = (folder.path().join("bench.db"), folder.path().join("raw.db"));
        let prepared = prepare::fill(&file, 3).await.unwrap();
        prepare::copy(&file, &copy).unwrap();
        // The first order is placed before the clients begin; they find their time is over.
        load::in_process(&file, &prepared, 1, Duration::ZERO).await.unwrap();
        let mut raw = Raw::open(&copy).unwrap();
        raw.write(&[Rows::make(&mut Random::new()).unwrap()]).unwrap();
        drop(raw);
        for ((name, rows, bytes), raw) in written(&file).into_iter().zip(written(&copy)) {
            assert_eq!((&name, rows), (&raw.0, raw.1));
            // A time is written without its idle zeros, and so not always at the same length.
            assert!(bytes.abs_diff(raw.2) <= 16, "{name}: {bytes} bytes, and {} raw", raw.2);
        }
    }

    /// Rows and bytes of text of each table, by its name.
    fn written(file: &Path) -> Vec<(String, i64, i64)> {
        let connection = Connection::open(file).unwrap();
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut statement = connection.prepare(tables).unwrap();
        let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let measure = |name: String| {
            let columns = format!("SELECT name FROM pragma_table_info('{name}') WHERE type <> 'BIGINT'");
            let mut statement = connection.prepare(&columns).unwrap();
            let texts = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
            let lengths: Vec<_> = texts.map(|text| format!("+ ifnull(length({}), 0)", text.unwrap())).collect();
            let sql = format!("SELECT count(*), ifnull(sum(0 {}), 0) FROM {name}", lengths.concat());
            let (rows, bytes) = connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            (name, rows, bytes)
        };
        names.into_iter().map(measure).collect()
    }
}
