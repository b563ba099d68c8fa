//! Comptoir's own interchange: one row per order line with the order's fields repeated. The columns
//! are told by `comptoir import --help`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use journal::Site;
use money::{AmountError, VatRate, parse_decimal};
use orders::{Door, Placement, RawAddress, RawCustomer, RawDelivery, RawLine, RawPlacement};

use super::document::{Document, Remark, Wanted, faults_at_rows};
use super::table::{Columns, Row, Table};
use crate::site_time::instant;

const SOURCE: &str = "orders-csv";

/// Columns of the order: the same on each of its rows.
const ORDER_COLUMNS: [&str; 28] = [
    "source",
    "source_order_id",
    "placed_at",
    "language",
    "currency",
    "customer_name",
    "customer_email",
    "customer_phone",
    "customer_company",
    "customer_vat_id",
    "customer_siren",
    "billing_name",
    "billing_line1",
    "billing_line2",
    "billing_postal_code",
    "billing_city",
    "billing_country",
    "delivery_name",
    "delivery_line1",
    "delivery_line2",
    "delivery_postal_code",
    "delivery_city",
    "delivery_country",
    "delivery_method",
    "delivery_pickup_point",
    "delivery_price",
    "delivery_vat_rate",
    "payment_method",
];
const LINE_COLUMNS: [&str; 5] = ["sku", "title", "quantity", "unit_price", "vat_rate"];
const REQUIRED: [&str; 5] = ["source_order_id", "customer_name", "title", "quantity", "unit_price"];

/// The file's documents, and the rows that belong to none.
pub(super) fn documents(
    table: Table,
    door: &Door,
    site: &Site,
    vat_rate: VatRate,
) -> anyhow::Result<(Vec<Document>, Vec<Remark>)> {
    for name in REQUIRED {
        table.columns.required(name)?;
    }
    warn_of_unknown(&table.columns);
    let reader = Reader { columns: table.columns, door, site, vat_rate };
    let groups =
        Table::grouped(table.rows, |row| format!("{} of {}", reader.cell(row, "source_order_id"), reader.source(row)));
    let document = |(name, rows): (String, Vec<Row>)| Document::read(name, &rows, |_| reader.wanted(&rows));
    Ok((groups.into_iter().map(document).collect(), table.refused))
}

/// A misspelt column is not lost in silence.
fn warn_of_unknown(columns: &Columns) {
    let known = |name: &str| ORDER_COLUMNS.contains(&name) || LINE_COLUMNS.contains(&name);
    let mut unknown: Vec<_> = columns.names().filter(|name| !known(name)).collect();
    unknown.sort_unstable();
    if !unknown.is_empty() {
        tracing::warn!("columns that are not read: {}", unknown.join(", "));
    }
}

struct Reader<'a> {
    columns: Columns,
    door: &'a Door,
    site: &'a Site,
    vat_rate: VatRate,
}

impl Reader<'_> {
    fn cell<'row>(&self, row: &'row Row, name: &str) -> &'row str {
        row.optional(self.columns.find(name))
    }

    fn source<'row>(&self, row: &'row Row) -> &'row str {
        or(self.cell(row, "source"), SOURCE)
    }

    fn wanted(&self, rows: &[Row]) -> Result<Wanted, Vec<Remark>> {
        let Some((first, others)) = rows.split_first() else { return Err(Vec::new()) };
        let mut faults: Vec<Remark> = others.iter().filter_map(|row| self.differs(first, row)).collect();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            match self.line(row) {
                Ok(line) => lines.push(line),
                Err(fault) => faults.push(fault),
            }
        }
        let header = self.header(first).map_err(|fault| faults.push(fault));
        let Ok(raw) = header else { return Err(faults) };
        if !faults.is_empty() {
            return Err(faults);
        }
        let placement = Placement::parse(RawPlacement { lines, ..raw }, self.door);
        Ok(Wanted::Order(Box::new(placement.map_err(|faults| faults_at_rows(rows, faults))?)))
    }

    /// Rows of one order that do not agree about it.
    fn differs(&self, first: &Row, row: &Row) -> Option<Remark> {
        let name = ORDER_COLUMNS.into_iter().find(|name| self.cell(first, name) != self.cell(row, name))?;
        Some(Remark::new(row.line, format!("{name} differs from line {}", first.line)))
    }

    fn header(&self, row: &Row) -> Result<RawPlacement, Remark> {
        let text = |name: &str| self.cell(row, name).to_owned();
        let maybe = |name: &str| Some(text(name)).filter(|text| !text.is_empty());
        let (billing, delivery_address) = match (self.address(row, "billing"), self.address(row, "delivery")) {
            (Some(billing), Some(delivery)) => (billing, delivery),
            (Some(only), None) | (None, Some(only)) => (only.clone(), only),
            (None, None) => <(RawAddress, RawAddress)>::default(),
        };
        Ok(RawPlacement {
            source: self.source(row).to_owned(),
            source_order_id: text("source_order_id"),
            language: maybe("language"),
            customer: RawCustomer {
                name: text("customer_name"),
                email: text("customer_email"),
                phone: text("customer_phone"),
                company: text("customer_company"),
                vat_id: text("customer_vat_id"),
                siren: text("customer_siren"),
            },
            billing,
            delivery_address,
            delivery: RawDelivery {
                method: text("delivery_method"),
                pickup_point: text("delivery_pickup_point"),
                price_cents: self.amount(row, "delivery_price", "0")?,
                vat_rate: maybe("delivery_vat_rate").map(|_| self.whole(row, "delivery_vat_rate")).transpose()?,
            },
            payment_method: or(self.cell(row, "payment_method"), "other").to_owned(),
            lines: Vec::new(),
            currency: maybe("currency"),
            placed_at: self.placed_at(row)?,
        })
    }

    fn address(&self, row: &Row, whose: &str) -> Option<RawAddress> {
        let text = |part: &str| self.cell(row, &format!("{whose}_{part}")).to_owned();
        let address = RawAddress {
            name: text("name"),
            line1: text("line1"),
            line2: text("line2"),
            postal_code: text("postal_code"),
            city: text("city"),
            country: text("country"),
        };
        (address != RawAddress::default()).then_some(address)
    }

    fn placed_at(&self, row: &Row) -> Result<Option<Timestamp>, Remark> {
        let text = self.cell(row, "placed_at");
        if text.is_empty() {
            return Ok(None);
        }
        let with_offset: Result<Timestamp, _> = text.parse();
        let local = || text.parse::<DateTime>().and_then(|local| instant(local, &self.site.zone));
        let at = with_offset.or_else(|_| local());
        at.map(Some).map_err(|_| Remark::new(row.line, "placed_at is no date and time such as 2013-03-01T09:49"))
    }

    fn line(&self, row: &Row) -> Result<RawLine, Remark> {
        let rate = self.cell(row, "vat_rate");
        Ok(RawLine {
            sku: self.cell(row, "sku").to_owned(),
            title: self.cell(row, "title").to_owned(),
            quantity: self.whole(row, "quantity")?,
            unit_price_cents: self.amount(row, "unit_price", "")?,
            vat_rate: match rate {
                "" => i64::from(self.vat_rate.basis_points()),
                _ => self.whole(row, "vat_rate")?,
            },
        })
    }

    fn whole(&self, row: &Row, name: &str) -> Result<i64, Remark> {
        let parsed = self.cell(row, name).parse();
        parsed.map_err(|_| Remark::new(row.line, format!("{name} is not a whole number")))
    }

    fn amount(&self, row: &Row, name: &str, absent: &str) -> Result<i64, Remark> {
        let parsed = parse_decimal(or(self.cell(row, name), absent), self.site.currency.exponent());
        let exact = parsed.map_err(|error| error.to_string()).and_then(|rounded| {
            let exact = rounded.exact.then_some(rounded.cents);
            exact.ok_or_else(|| AmountError::TooPrecise.to_string())
        });
        exact.map_err(|reason| Remark::new(row.line, format!("{name}: {reason}")))
    }
}

fn or<'a>(text: &'a str, absent: &'a str) -> &'a str {
    if text.is_empty() { absent } else { text }
}
