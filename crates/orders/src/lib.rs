//! An order from basket to closed file: payment status, progress states, follow-up, hand-off.
//!
//! The crate is pure: [`place`] and [`decide`] turn a command and the state into events or a
//! [`Refusal`], [`Order::evolve`] turns events into the state, and [`permit`] is the one table that
//! says which step may be taken when. It knows neither database nor web, neither clock nor chance:
//! times and numbers are arguments. Personal data ([`Contact`]) is deliberately no part of the
//! events, so that it can be erased without touching history.

mod command;
mod contact;
mod decide;
mod event;
mod fold;
mod offer;
mod order;
mod payment;
mod permit;
mod placement;
mod progress;
mod refusal;
mod text;
mod withdrawal;

pub use command::{
    Command, HandOff, PaymentReport, ProgressChange, Shipping, ShippingLine, ValidatePayment, Withdrawing,
};
pub use contact::{Address, Contact, Customer};
pub use decide::{Context, No, decide, place};
pub use event::{
    CancellationAnswered, CancellationRequested, Cancelled, ContactErased, Deleted, Event, FollowUpSet, HandedOff,
    HandoffAcknowledged, HandoffRefused, Invoiced, PaymentReported, PaymentValidated, Placed, ProgressRecorded,
    ProgressUndone, Shipped, StockTaken, Withdrawn,
};
pub use fold::fold;
pub use offer::{DeliveryMethod, Offer, OfferChange};
pub use order::{Cancellation, Handoff, HandoffState, Order, Parcel, ProgressEntry, Recorded, Shipment};
pub use payment::{Payment, PaymentMethod, PaymentOutcome, PaymentStatus, payment_status};
pub use permit::{Stage, Step, permit};
pub use placement::{
    Delivery, Door, Invalid, Line, MAX_LINES, Placement, RawAddress, RawCustomer, RawDelivery, RawLine, RawPlacement,
};
pub use progress::{
    ProgressKind, ProgressState, StateColour, carrier_of_delivery, code_of_label, default_states, permit_next,
    state_of_parcels,
};
pub use refusal::{NextStep, Refusal};
pub use text::{Language, Text, plain_text};
pub use withdrawal::{WITHDRAWAL_DAYS, Withdrawal, WithdrawalStatement, permit_withdrawal, withdrawal_ends};
