use jiff::Timestamp;
use money::Currency;
use serde::{Deserialize, Serialize};

/// A return as another system recorded it: its number and its lines, never a negative order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The channel it comes from.
    pub source: String,
    /// The channel's own number; unique with the source.
    pub source_number: String,
    /// When the channel recorded it.
    pub at: Timestamp,
    /// Of the amounts.
    pub currency: Currency,
    /// What came back; quantities and amounts are positive.
    pub lines: Vec<ReturnLine>,
    /// The sum of the lines, minor units, tax included.
    pub total_cents: i64,
}

/// Units that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLine {
    /// The shop's reference.
    pub sku: String,
    /// What it is.
    pub title: String,
    /// Units, at least 1.
    pub quantity: i64,
    /// Tax included, minor units.
    pub unit_price_cents: i64,
}
