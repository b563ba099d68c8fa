//! The way of an order once it leaves the shop's hands: hand-off batches and their file, parcels,
//! returns.
//!
//! A batch is an object with a number and a hash: the bytes that the logistician gets are made once
//! and stay the same. What a hand-off does to an order is decided in `orders`; this crate says what
//! a batch is, what its file holds, and what a return is. It deliberately knows no carrier's own
//! file layout yet, and no prices: a logistician sees none but what is to be collected on delivery.

mod batch;
mod event;
mod manifest;
mod returned;
mod scan;
mod shipping;

pub use batch::{Batch, BatchRequest, MAX_BATCH_ORDERS};
pub use event::{BatchAcknowledged, BatchContactErased, BatchMade, Event, OrderScanned, ReturnRecorded};
pub use manifest::{Manifest, ManifestOrder};
pub use returned::{Return, ReturnLine};
pub use scan::{NotScanned, Scan, read_code, scan};
pub use shipping::{RawParcel, RawShipping, grams_of_kilograms, parse_shipping};
