//! What has happened to batches and returns; stored for ever, so fields are only ever added.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Return;

/// Everything that can have happened here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's struct says what it is")]
pub enum Event {
    BatchMade(BatchMade),
    BatchAcknowledged(BatchAcknowledged),
    BatchContactErased(BatchContactErased),
    OrderScanned(OrderScanned),
    ReturnRecorded(ReturnRecorded),
}

/// Orders were made available together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchMade {
    /// The orders in it.
    pub orders: Vec<i64>,
    /// For the logistician.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub instructions: String,
    /// Not to be worked on before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release_at: Option<Timestamp>,
    /// SHA-256 of the batch's file, in hexadecimal.
    pub sha256: String,
    /// The orders that were asked for too and stayed behind, each with the code of why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<(i64, String)>,
}

/// The logistician has the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchAcknowledged {}

/// Who an order was for was erased from the batch's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchContactErased {
    /// The order.
    pub order: i64,
    /// SHA-256 of the file from now on, in hexadecimal.
    pub sha256: String,
}

/// An order's code was read while the batch was packed: it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderScanned {
    /// The order.
    pub order: i64,
}

/// Goods came back, as a record: nothing is invoiced, credited or restocked by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRecorded {
    /// The record.
    pub record: Return,
}
