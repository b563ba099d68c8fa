//! The order that the bench places: two lines, one customer, references that do not ascend.

use jiff::Timestamp;
use journal::{RequestId, Site};
use orders::{Door, Placement, RawAddress, RawCustomer, RawDelivery, RawLine, RawPlacement};

pub(super) const SOURCE: &str = "bench";

/// Random numbers, each of whose sequences is its own: a mixed counter from a random beginning.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new() -> Self {
        Random(u64::from_le_bytes(web::clock::chance()))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A reference or key as programs make them.
    pub(super) fn reference(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }
}

pub(super) fn request_id(random: &mut Random) -> RequestId {
    RequestId { credential: "token:1".into(), key: random.reference(), fingerprint: [7; 32] }
}

/// The order of a reference, read as the API reads it.
pub(super) fn placement(site: &Site, reference: String, placed_at: Timestamp) -> anyhow::Result<Placement> {
    let address = RawAddress {
        name: "Élise Exemple".into(),
        line1: "1 rue de la Fiction".into(),
        line2: String::new(),
        postal_code: "75001".into(),
        city: "Paris".into(),
        country: "FR".into(),
    };
    let line = |sku: &str, title: &str, quantity, unit_price_cents| RawLine {
        sku: sku.into(),
        title: title.into(),
        quantity,
        unit_price_cents,
        vat_rate: 2_000,
    };
    let raw = RawPlacement {
        source: SOURCE.into(),
        source_order_id: reference,
        language: Some("fr".into()),
        customer: RawCustomer {
            name: "Élise Exemple".into(),
            email: "elise@example.org".into(),
            ..RawCustomer::default()
        },
        billing: address.clone(),
        delivery_address: address,
        delivery: RawDelivery { method: "Colissimo".into(), price_cents: 490, ..RawDelivery::default() },
        payment_method: "card".into(),
        lines: vec![line("TASSE", "Tasse en grès", 2, 1_490), line("PLAID", "Plaid en laine", 1, 7_199)],
        currency: None,
        placed_at: Some(placed_at),
    };
    let door = Door {
        currency: site.currency,
        language: site.language,
        delivery_vat_rate: site.vat_rate,
        now: placed_at,
        max_lines: orders::MAX_LINES,
        shortage: catalog::Shortage::Allow,
    };
    Placement::parse(raw, &door).map_err(|faults| anyhow::anyhow!(crate::stop::fields(&faults)))
}

/// The same order as a program sends it to the API.
pub(super) fn json(reference: &str) -> String {
    let address =
        r#"{"name":"Élise Exemple","line1":"1 rue de la Fiction","postal_code":"75001","city":"Paris","country":"FR"}"#;
    let line = |sku: &str, title: &str, quantity: u8, amount: u32| {
        format!(
            r#"{{"sku":"{sku}","title":"{title}","quantity":{quantity},"unit_price":{{"amount":{amount},"currency":"EUR"}},"vat_rate":2000}}"#
        )
    };
    format!(
        r#"{{"source":"{SOURCE}","source_order_id":"{reference}","language":"fr","customer":{{"name":"Élise Exemple","email":"elise@example.org"}},"billing_address":{address},"delivery_address":{address},"delivery":{{"method":"Colissimo","price":{{"amount":490,"currency":"EUR"}}}},"payment_method":"card","lines":[{},{}]}}"#,
        line("TASSE", "Tasse en grès", 2, 1_490),
        line("PLAID", "Plaid en laine", 1, 7_199),
    )
}
