use jiff::Timestamp;
use orders::{Address, Contact, Order};
use sha2::{Digest, Sha256};

/// The file of a batch: what the logistician needs to pack, a row per order line, no prices.
/// Interchange profile: UTF-8, comma, RFC 4180, ISO dates, dot decimals.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The file's bytes; made once, served as they are for ever.
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
        // A file has no other place for the date, and packing too early is the costly mistake.
        let instructions = match release_at {
            Some(release_at) => format!("[release {release_at}] {instructions}"),
            None => instructions.to_owned(),
        };
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
        for entry in orders {
            rows.extend(order_rows(number, *entry, &instructions));
        }
        for row in rows {
            // Writing to memory does not fail; a row always has the same number of columns.
            let written = csv.write_record(row);
            debug_assert!(written.is_ok(), "{written:?}");
        }
        let bytes = csv.into_inner().unwrap_or_default();
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
