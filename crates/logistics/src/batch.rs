use std::collections::BTreeMap;

use jiff::Timestamp;
use orders::{Invalid, plain_text};

/// The most orders in one batch.
pub const MAX_BATCH_ORDERS: usize = 10_000;

/// Orders made available to the logistician together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Unique in the site.
    pub number: i64,
    /// The orders, in the order in which they were chosen.
    pub orders: Vec<i64>,
    /// What the shop wants the logistician to know; may be empty.
    pub instructions: String,
    /// Not to be worked on before.
    pub release_at: Option<Timestamp>,
    /// SHA-256 of the batch's file, in hexadecimal.
    pub sha256: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// When the logistician said they have it.
    pub acknowledged_at: Option<Timestamp>,
}

/// What somebody asks to hand over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchRequest {
    /// The orders; repeats are taken once.
    pub orders: Vec<i64>,
    /// The version at which an order was looked at, where it is known; an order that has changed since stays behind.
    pub seen: BTreeMap<i64, i64>,
    /// For the logistician; may be empty.
    pub instructions: String,
    /// Not to be worked on before.
    pub release_at: Option<Timestamp>,
    /// Why orders leave that are not paid yet; may be empty.
    pub reason: String,
}

impl BatchRequest {
    /// The request itself when it is in its bounds, each order once.
    pub fn check(mut self) -> Result<Self, Vec<Invalid>> {
        let mut faults = Vec::new();
        let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
        if self.orders.is_empty() {
            add("orders", "required");
        }
        if self.orders.len() > MAX_BATCH_ORDERS {
            add("orders", "too_many");
        }
        if !plain_text(&self.instructions, 2_000) {
            add("instructions", "too_long");
        }
        if !plain_text(&self.reason, 2_000) {
            add("reason", "too_long");
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut seen = std::collections::HashSet::new();
        self.orders.retain(|number| seen.insert(*number));
        Ok(self)
    }
}
