use jiff::{Timestamp, ZonedDateTime};

use crate::{Language, Parcel, PaymentMethod, PaymentOutcome};

/// What somebody asks for an existing order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant's struct or field says what it is")]
pub enum Command {
    ValidatePayment(ValidatePayment),
    ReportPayment(PaymentReport),
    RecordProgress(ProgressChange),
    UndoProgress,
    SetFollowUp { follow_up: bool },
    HandOff(HandOff),
    AcknowledgeHandoff,
    RefuseHandoff { reason: String },
    RequestCancellation { reason: String },
    AnswerCancellation { accepted: bool, reason: String },
    Ship(Shipping),
    Cancel { reason: String },
    Delete,
    EraseContact,
    Withdraw(Withdrawing),
}

/// Step 1 of the procedure: the money is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidatePayment {
    /// How it was in fact paid; the order's own method where not said.
    pub method: Option<PaymentMethod>,
    /// Minor units received; what is due where not said.
    pub amount_cents: Option<i64>,
    /// Asked for, and kept, for a cheque.
    pub cheque_number: String,
    /// The bank's reference; may be empty.
    pub reference: String,
    /// A note; the reason, for a card confirmed by hand and for an amount other than what is due.
    pub note: String,
}

/// A message of a payment provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentReport {
    /// How it is paid.
    pub method: PaymentMethod,
    /// Minor units.
    pub amount_cents: i64,
    /// What the provider says.
    pub outcome: PaymentOutcome,
    /// The provider's reference of this payment.
    pub reference: String,
}

/// Step 2 of the procedure: the order reaches a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressChange {
    /// The state's code.
    pub state: String,
    /// What the clerk writes; may be empty.
    pub comment: String,
    /// Whether the customer sees it; the state's own setting where not said.
    pub published: Option<bool>,
    /// Whether the customer is written to; the state's own setting where not said.
    pub notify: Option<bool>,
    /// « Générer une facture ».
    pub issue_invoice: bool,
}

/// Step 3 of the procedure: the order joins a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOff {
    /// The batch.
    pub batch: i64,
    /// Why it leaves before it is paid; empty where it is.
    pub reason: String,
}

/// Parcels leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipping {
    /// Who carries them, 1 to 100 characters.
    pub carrier: String,
    /// At least one.
    pub parcels: Vec<Parcel>,
    /// What leaves; all that remains where `None`.
    pub lines: Option<Vec<ShippingLine>>,
    /// When.
    pub at: Timestamp,
}

/// The customer withdraws from the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawing {
    /// The language of the statement.
    pub language: Language,
    /// When it arrived, in the shop's zone, where days begin and end.
    pub at: ZonedDateTime,
}

/// Units of one line that leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippingLine {
    /// The line's position, from 1.
    pub line: usize,
    /// Units.
    pub quantity: i64,
}
