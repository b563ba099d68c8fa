//! What has happened to an order. Events are the history: each is stored for ever under its kind,
//! so fields are only ever added, with a default. No event holds personal data.

use jiff::Timestamp;
use money::Currency;
use serde::{Deserialize, Serialize};

use crate::{Delivery, Language, Line, PaymentMethod, PaymentOutcome, Shipment};

/// Everything that can have happened to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's struct says what it is")]
pub enum Event {
    Placed(Placed),
    PaymentValidated(PaymentValidated),
    PaymentReported(PaymentReported),
    ProgressRecorded(ProgressRecorded),
    ProgressUndone(ProgressUndone),
    Invoiced(Invoiced),
    FollowUpSet(FollowUpSet),
    HandedOff(HandedOff),
    HandoffAcknowledged(HandoffAcknowledged),
    HandoffRefused(HandoffRefused),
    CancellationRequested(CancellationRequested),
    CancellationAnswered(CancellationAnswered),
    Shipped(Shipped),
    Cancelled(Cancelled),
    Deleted(Deleted),
    ContactErased(ContactErased),
    Withdrawn(Withdrawn),
}

/// The customer ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The channel.
    pub source: String,
    /// The channel's reference.
    pub source_order_id: String,
    /// The customer's language.
    pub language: Language,
    /// When, as the channel says.
    pub placed_at: Timestamp,
    /// Of every amount of the order.
    pub currency: Currency,
    /// How it will be paid.
    pub payment_method: PaymentMethod,
    /// How it travels.
    pub delivery: Delivery,
    /// What was ordered.
    pub lines: Vec<Line>,
    /// Lines and delivery, tax included.
    pub total_cents: i64,
    /// What was taken from the stock, so that exactly that can be given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stock_taken: Vec<StockTaken>,
}

/// Units taken from one product's stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockTaken {
    /// The product.
    pub sku: String,
    /// Units.
    pub quantity: i64,
}

/// A clerk confirmed that the money is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentValidated {
    /// 1, 2, 3 … within the order.
    pub payment: i64,
    /// How it was paid.
    pub method: PaymentMethod,
    /// Minor units received.
    pub amount_cents: i64,
    /// For a cheque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cheque_number: Option<String>,
    /// The bank's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The clerk's note; for a card, why it was confirmed by hand; why another amount was received than was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A payment provider said something about a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentReported {
    /// 1, 2, 3 … within the order.
    pub payment: i64,
    /// How it was paid.
    pub method: PaymentMethod,
    /// Minor units.
    pub amount_cents: i64,
    /// What was said.
    pub outcome: PaymentOutcome,
    /// The provider's reference.
    pub reference: String,
    /// False when a later outcome was already known: kept on record, changing nothing.
    pub applied: bool,
}

/// The order reached one of the shop's own states. One entry says which effects it asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressRecorded {
    /// The state's code.
    pub state: String,
    /// What the clerk wrote.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// Whether the customer sees it.
    pub published: bool,
    /// Whether the customer is written to.
    pub notify: bool,
    /// Whether an invoice was issued in the same step.
    pub issue_invoice: bool,
    /// The shipment that moved the order on, where nobody chose the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<i64>,
}

/// The last state was recorded by mistake: the order is again where it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressUndone {
    /// The code of the state that was taken back.
    pub state: String,
}

/// An invoice was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoiced {
    /// Its number.
    pub number: String,
}

/// « À suivre » was set or cleared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpSet {
    /// The flag from now on.
    pub follow_up: bool,
}

/// The order was made available to the logistician.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOff {
    /// The batch's number.
    pub batch: i64,
    /// Why it left before it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The logistician has the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffAcknowledged {
    /// The batch's number.
    pub batch: i64,
}

/// The logistician cannot take the order: it is free for another batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffRefused {
    /// The batch's number.
    pub batch: i64,
    /// Why.
    pub reason: String,
}

/// The shop asks the logistician to stop a handed-over order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationRequested {
    /// Why.
    pub reason: String,
}

/// The logistician answered a request to stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationAnswered {
    /// True: stopped, and the order is cancelled. False: it goes on.
    pub accepted: bool,
    /// Why not, or a note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Parcels left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipped {
    /// What left.
    pub shipment: Shipment,
    /// Whether nothing remains to be shipped.
    pub complete: bool,
}

/// The order will not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// Why.
    pub reason: String,
}

/// Who the order was for was forgotten, as the law gives them the right to. Invoices keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactErased {}

/// The order was deleted. Its number and its source reference stay taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deleted {}

/// The customer withdrew from the contract. What they declared, and their name, are kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The language of the statement.
    pub language: Language,
}
