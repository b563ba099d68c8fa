use jiff::Timestamp;
use money::Currency;
use orders::{Address, Contact, Order};
use sha2::{Digest, Sha256};

/// The file of a batch: what the logistician needs to pack, a row per order line, no prices but what is collected.
/// Interchange profile: UTF-8, comma, RFC 4180, ISO dates, dot decimals.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The file's bytes; made once and served as they are, until somebody's data in it is erased.
    pub bytes: Vec<u8>,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

/// One order of a batch.
#[derive(Clone, Copy, Debug)]
pub struct ManifestOrder<'a> {
    /// What to pack.
    pub order: &'a Order,
    /// For whom, and where it goes.
    pub contact: &'a Contact,
}

/// The columns that say who an order is for and where it goes.
const PERSONAL: [&str; 10] =
    ["name", "company", "address1", "address2", "postcode", "city", "country", "phone", "email", "pickup_point"];

const COLUMNS: [&str; 19] = [
    "batch",
    "order",
    "placed_at",
    "name",
    "company",
    "address1",
    "address2",
    "postcode",
    "city",
    "country",
    "phone",
    "email",
    "delivery_method",
    "pickup_point",
    "line",
    "sku",
    "title",
    "quantity",
    "instructions",
];

impl Manifest {
    /// The file of batch `number`.
    pub fn new(number: i64, orders: &[ManifestOrder<'_>], instructions: &str, release_at: Option<Timestamp>) -> Self {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
        for entry in orders {
            rows.extend(order_rows(number, *entry, &note(entry.order, instructions, release_at)));
        }
        for row in rows {
            // Writing to memory does not fail; a row always has the same number of columns.
            let written = csv.write_record(row);
            debug_assert!(written.is_ok(), "{written:?}");
        }
        Manifest::of(csv.into_inner().unwrap_or_default())
    }

    /// The file without anything that says who `order` was for; `None` where it never held the order,
    /// or is no such file.
    pub fn without_contact(bytes: &[u8], order: i64) -> Option<Self> {
        let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
        let columns = reader.headers().ok()?.clone();
        let number = columns.iter().position(|column| column == "order")?;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        csv.write_record(&columns).ok()?;
        let mut found = false;
        for row in reader.records() {
            let row = row.ok()?;
            let is_it = row.get(number).is_some_and(|value| value.parse() == Ok(order));
            found |= is_it;
            let blank = |column: &str| is_it && PERSONAL.contains(&column);
            let values = columns.iter().zip(&row).map(|(column, value)| if blank(column) { "" } else { value });
            csv.write_record(values).ok()?;
        }
        found.then(|| Manifest::of(csv.into_inner().unwrap_or_default()))
    }

    fn of(bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
            hex.push(char::from(b"0123456789abcdef"[usize::from(byte >> 4)]));
            hex.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
            hex
        });
        Manifest { bytes, sha256 }
    }
}

/// Only what has not left yet is packed.
fn order_rows(number: i64, entry: ManifestOrder<'_>, instructions: &str) -> Vec<Vec<String>> {
    let ManifestOrder { order, contact } = entry;
    let Address { name, line1, line2, postal_code, city, country } = &contact.delivery;
    let customer = &contact.customer;
    let name = if name.is_empty() { &customer.name } else { name };
    let remaining = order.remaining();
    let lines = order.lines.iter().zip(remaining).enumerate().filter(|(_, (_, units))| *units > 0);
    lines
        .map(|(index, (line, units))| {
            vec![
                number.to_string(),
                order.number.to_string(),
                order.placed_at.to_string(),
                name.clone(),
                customer.company.clone(),
                line1.clone(),
                line2.clone(),
                postal_code.clone(),
                city.clone(),
                country.clone(),
                customer.phone.clone(),
                customer.email.clone(),
                order.delivery.method.clone(),
                order.delivery.pickup_point.clone(),
                (index + 1).to_string(),
                line.sku.clone(),
                line.title.clone(),
                units.to_string(),
                instructions.to_owned(),
            ]
        })
        .collect()
}

/// The instructions, and before them what the file has no column for: packing too early and forgetting to collect are
/// the costly mistakes.
fn note(order: &Order, instructions: &str, release_at: Option<Timestamp>) -> String {
    let release = release_at.map(|at| format!("[release {at}]"));
    let due = order.due_on_delivery_cents();
    let collect = (due > 0).then(|| format!("[collect {} {}]", decimal(due, order.currency), order.currency));
    let instructions = (!instructions.is_empty()).then(|| instructions.to_owned());
    [release, collect, instructions].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// An amount that is not negative, with a point.
fn decimal(cents: i64, currency: Currency) -> String {
    let unit = 10_i64.pow(currency.exponent());
    match usize::try_from(currency.exponent()) {
        Ok(decimals @ 1..) => format!("{}.{:0decimals$}", cents / unit, cents % unit),
        Ok(_) | Err(_) => cents.to_string(),
    }
}
