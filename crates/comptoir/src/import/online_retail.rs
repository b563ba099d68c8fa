//! The invoices of an online shop, one row per line: `InvoiceNo`, `StockCode`, Description, Quantity,
//! `InvoiceDate`, `UnitPrice`, `CustomerID`, Country. Its cancellations (`C…`) are kept as returns; its
//! stock movements (negative quantities without a price) are no orders.

use jiff::Timestamp;
use jiff::civil::DateTime;
use journal::Site;
use logistics::{Return, ReturnLine};
use money::{VatRate, line_total, parse_decimal, sum};
use orders::{Door, Placement, RawAddress, RawCustomer, RawDelivery, RawLine, RawPlacement};

use super::country;
use super::document::{Document, Remark, Wanted, faults_at_rows};
use super::table::{Columns, Row, Table};
use crate::site_time::instant;

const SOURCE: &str = "online-retail";

struct At {
    invoice: usize,
    stock_code: usize,
    description: usize,
    quantity: usize,
    date: usize,
    unit_price: usize,
    customer: usize,
    country: usize,
}

impl At {
    fn find(columns: &Columns) -> anyhow::Result<Self> {
        Ok(At {
            invoice: columns.required("InvoiceNo")?,
            stock_code: columns.required("StockCode")?,
            description: columns.required("Description")?,
            quantity: columns.required("Quantity")?,
            date: columns.required("InvoiceDate")?,
            unit_price: columns.required("UnitPrice")?,
            customer: columns.required("CustomerID")?,
            country: columns.required("Country")?,
        })
    }
}

/// A row as numbers.
struct Line<'a> {
    row: &'a Row,
    title: &'a str,
    quantity: i64,
    unit_price_cents: i64,
}

/// The file's documents, and the rows that belong to none.
pub(super) fn documents(
    table: Table,
    door: &Door,
    site: &Site,
    vat_rate: VatRate,
) -> anyhow::Result<(Vec<Document>, Vec<Remark>)> {
    let reader = Reader { at: At::find(&table.columns)?, door, site, vat_rate };
    let groups = Table::grouped(table.rows, |row| row.cell(reader.at.invoice).to_owned());
    let document = |(name, rows): (String, Vec<Row>)| {
        Document::read(name.clone(), &rows, |notes| reader.wanted(&name, &rows, notes))
    };
    Ok((groups.into_iter().map(document).collect(), table.refused))
}

struct Reader<'a> {
    at: At,
    door: &'a Door,
    site: &'a Site,
    vat_rate: VatRate,
}

impl Reader<'_> {
    fn wanted(&self, name: &str, rows: &[Row], notes: &mut Vec<Remark>) -> Result<Wanted, Vec<Remark>> {
        let mut faults = Vec::new();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            match self.line(row, notes) {
                Ok(line) => lines.push(line),
                Err(fault) => faults.push(fault),
            }
        }
        let (first, placed_at) = match rows.first().map(|first| (first, self.time(first))) {
            Some((first, Ok(at))) => (first, at),
            Some((_, Err(fault))) => {
                faults.push(fault);
                return Err(faults);
            }
            None => return Err(faults),
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let another = rows.iter().find(|row| row.cell(self.at.date) != first.cell(self.at.date));
        notes.extend(another.map(|row| {
            Remark::new(
                row.line,
                format!("another InvoiceDate in document {name}: that of line {} is kept", first.line),
            )
        }));
        if name.starts_with('C') {
            return self.returned(name, placed_at, &lines);
        }
        self.order(name, first, placed_at, &lines, rows)
    }

    fn line<'a>(&self, row: &'a Row, notes: &mut Vec<Remark>) -> Result<Line<'a>, Remark> {
        let quantity = match parse_decimal(row.cell(self.at.quantity), 0) {
            Ok(quantity) if quantity.exact && quantity.cents != 0 => quantity.cents,
            Ok(_) | Err(_) => return Err(Remark::new(row.line, "Quantity is not a whole number other than 0")),
        };
        let price = row.cell(self.at.unit_price);
        let exponent = self.site.currency.exponent();
        let rounded = parse_decimal(price, exponent).map_err(|no| Remark::new(row.line, format!("UnitPrice: {no}")))?;
        if !rounded.exact {
            let text = format!("UnitPrice {price} is rounded to {} minor units", rounded.cents);
            notes.push(Remark::new(row.line, text));
        }
        let description = row.cell(self.at.description);
        let unknown = description.chars().all(|letter| letter == '?');
        let title = if unknown { row.cell(self.at.stock_code) } else { description };
        Ok(Line { row, title, quantity, unit_price_cents: rounded.cents })
    }

    /// An invoice's rows may have different times; the first is when it was begun.
    fn time(&self, row: &Row) -> Result<Timestamp, Remark> {
        let text = row.cell(self.at.date);
        let local: Result<DateTime, _> = text.parse();
        let local = local.or_else(|_| DateTime::strptime("%m/%d/%Y %H:%M", text));
        let at = local.and_then(|local| instant(local, &self.site.zone));
        at.map_err(|_| Remark::new(row.line, "InvoiceDate is no date and time"))
    }

    fn order(
        &self,
        name: &str,
        first: &Row,
        placed_at: Timestamp,
        lines: &[Line<'_>],
        rows: &[Row],
    ) -> Result<Wanted, Vec<Remark>> {
        let negative: Vec<_> = lines.iter().filter(|line| line.quantity < 0).collect();
        let reason = match (negative.len(), lines.len()) {
            (0, _) => None,
            (some, all) if some == all => Some("only negative quantities: a stock movement, no order"),
            _ => Some("a negative quantity in an order"),
        };
        if let Some(reason) = reason {
            return Err(negative.iter().map(|line| Remark::new(line.row.line, reason)).collect());
        }
        let line = |line: &Line<'_>| RawLine {
            sku: line.row.cell(self.at.stock_code).to_owned(),
            title: line.title.to_owned(),
            quantity: line.quantity,
            unit_price_cents: line.unit_price_cents,
            vat_rate: i64::from(self.vat_rate.basis_points()),
        };
        let customer = customer(first.cell(self.at.customer));
        let address = address(&customer, first.cell(self.at.country));
        let raw = RawPlacement {
            source: SOURCE.to_owned(),
            source_order_id: name.to_owned(),
            language: None,
            customer: RawCustomer { name: customer, ..RawCustomer::default() },
            billing: address.clone(),
            delivery_address: address,
            delivery: RawDelivery::default(),
            payment_method: "other".to_owned(),
            lines: lines.iter().map(line).collect(),
            currency: None,
            placed_at: Some(placed_at),
        };
        let placement = Placement::parse(raw, self.door).map_err(|faults| faults_at_rows(rows, faults))?;
        Ok(Wanted::Order(Box::new(placement)))
    }

    fn returned(&self, name: &str, at: Timestamp, lines: &[Line<'_>]) -> Result<Wanted, Vec<Remark>> {
        let mut faults = Vec::new();
        let mut add = |line: &Line<'_>, text: &str| faults.push(Remark::new(line.row.line, text));
        for line in lines {
            if line.quantity > 0 {
                add(line, "a positive quantity in a return");
            }
            if line.unit_price_cents < 0 {
                add(line, "a negative price");
            }
        }
        let kept = |line: &Line<'_>| ReturnLine {
            sku: line.row.cell(self.at.stock_code).to_owned(),
            title: line.title.to_owned(),
            quantity: line.quantity.saturating_neg(),
            unit_price_cents: line.unit_price_cents,
        };
        let kept: Vec<ReturnLine> = lines.iter().map(kept).collect();
        let totals: Option<Vec<i64>> =
            kept.iter().map(|line| line_total(line.unit_price_cents, line.quantity)).collect();
        match (totals.and_then(sum), lines.first()) {
            (Some(total_cents), _) if faults.is_empty() => Ok(Wanted::Return(Box::new(Return {
                source: SOURCE.to_owned(),
                source_number: name.to_owned(),
                at,
                currency: self.site.currency,
                lines: kept,
                total_cents,
            }))),
            (None, Some(first)) => Err(vec![Remark::new(first.row.line, "the total is too large")]),
            _ => Err(faults),
        }
    }
}

/// `17850.0` is an account's number.
fn customer(id: &str) -> String {
    match id.strip_suffix(".0").unwrap_or(id) {
        "" => "Client sans compte".to_owned(),
        number => format!("Client {number}"),
    }
}

fn address(name: &str, country: &str) -> RawAddress {
    let mut address = RawAddress { name: name.to_owned(), ..RawAddress::default() };
    match country::code(country) {
        Some(code) => code.clone_into(&mut address.country),
        None => country.clone_into(&mut address.line1),
    }
    address
}
