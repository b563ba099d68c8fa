use crate::{HandoffState, Order, PaymentMethod, PaymentStatus, Refusal};

/// Everything that can be done to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the procedure's")]
pub enum Step {
    ValidatePayment,
    RecordProgress,
    /// Takes the last state back, while nothing outside has come of it.
    UndoProgress,
    IssueInvoice,
    SetFollowUp,
    HandOff,
    /// Before the money is there, with a reason.
    HandOffUnpaid,
    AcknowledgeHandoff,
    RefuseHandoff,
    RequestCancellation,
    AnswerCancellation,
    Ship,
    Cancel,
    Delete,
    /// Once nothing is left to do: forgets who the order was for.
    EraseContact,
    /// The customer's own, and theirs at every stage; its period is
    /// [`permit_withdrawal`](crate::permit_withdrawal)'s.
    Withdraw,
}

impl Step {
    /// All, in the order of the procedure.
    pub const ALL: [Step; 16] = [
        Step::ValidatePayment,
        Step::RecordProgress,
        Step::UndoProgress,
        Step::IssueInvoice,
        Step::SetFollowUp,
        Step::HandOff,
        Step::HandOffUnpaid,
        Step::AcknowledgeHandoff,
        Step::RefuseHandoff,
        Step::RequestCancellation,
        Step::AnswerCancellation,
        Step::Ship,
        Step::Cancel,
        Step::Delete,
        Step::EraseContact,
        Step::Withdraw,
    ];

    /// The stable code of the API.
    pub const fn code(self) -> &'static str {
        match self {
            Step::ValidatePayment => "payment_validation",
            Step::RecordProgress => "progress",
            Step::UndoProgress => "progress_undo",
            Step::IssueInvoice => "invoice",
            Step::SetFollowUp => "follow_up",
            Step::HandOff => "handoff",
            Step::HandOffUnpaid => "handoff_unpaid",
            Step::AcknowledgeHandoff => "handoff_acknowledgement",
            Step::RefuseHandoff => "handoff_refusal",
            Step::RequestCancellation => "cancellation_request",
            Step::AnswerCancellation => "cancellation_answer",
            Step::Ship => "shipment",
            Step::Cancel => "cancellation",
            Step::Delete => "deletion",
            Step::EraseContact => "contact_erasure",
            Step::Withdraw => "withdrawal",
        }
    }
}

/// Where an order stands in its life, as far as it decides what may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In the shop's hands, nothing has left.
    Open,
    /// In the shop's hands, a part has left.
    PartlyShipped,
    /// In a batch that the logistician has not acknowledged.
    Submitted {
        /// The batch.
        batch: i64,
    },
    /// The logistician has it.
    Acknowledged {
        /// The batch.
        batch: i64,
    },
    /// The logistician has it and was asked to stop.
    CancelRequested {
        /// The batch.
        batch: i64,
    },
    /// Nothing remains to be shipped.
    Shipped,
    /// Given up.
    Cancelled,
    /// Only the tombstone is left.
    Deleted,
}

impl Stage {
    /// The stage that the facts amount to.
    pub fn of(order: &Order) -> Self {
        if order.deleted {
            return Stage::Deleted;
        }
        if order.cancellation.is_some() {
            return Stage::Cancelled;
        }
        if order.remaining().iter().all(|units| *units <= 0) {
            return Stage::Shipped;
        }
        let handoff = order.handoff.as_ref().map(|handoff| (handoff.state, handoff.batch));
        match handoff {
            Some((HandoffState::Submitted, batch)) => Stage::Submitted { batch },
            Some((HandoffState::Acknowledged | HandoffState::CancelRefused, batch)) => Stage::Acknowledged { batch },
            Some((HandoffState::CancelRequested, batch)) => Stage::CancelRequested { batch },
            Some((HandoffState::Refused | HandoffState::CancelAccepted | HandoffState::Shipped, _)) | None => {
                if order.shipments.is_empty() { Stage::Open } else { Stage::PartlyShipped }
            }
        }
    }
}

/// Whether `step` may be taken now. The one table that pages, API and [`decide`](crate::decide) ask:
/// every pair is named, so that a new step or stage does not compile until somebody thought about it.
#[expect(clippy::match_same_arms, reason = "a table is read by its rows: each step keeps its own")]
pub fn permit(step: Step, order: &Order) -> Result<(), Refusal> {
    use Stage::{Acknowledged, CancelRequested, Cancelled, Deleted, Open, PartlyShipped, Shipped, Submitted};
    match (step, Stage::of(order)) {
        (_, Deleted) => Err(Refusal::OrderDeleted),

        (
            Step::ValidatePayment,
            Open | PartlyShipped | Submitted { .. } | Acknowledged { .. } | CancelRequested { .. } | Shipped,
        ) => not_paid(order),
        (
            Step::RecordProgress,
            Open | PartlyShipped | Submitted { .. } | Acknowledged { .. } | CancelRequested { .. } | Shipped,
        ) => Ok(()),
        (
            Step::UndoProgress,
            Open | PartlyShipped | Submitted { .. } | Acknowledged { .. } | CancelRequested { .. } | Shipped,
        ) => last_progress_stayed_here(order),
        (Step::IssueInvoice, Open | PartlyShipped | Submitted { .. } | Acknowledged { .. } | Shipped) => {
            not_yet_invoiced(order).and(has_contact(order))
        }
        // The logistician may still accept: an invoiced order must not become a cancelled one.
        (Step::IssueInvoice, CancelRequested { .. }) => not_yet_invoiced(order).and(Err(Refusal::CancellationPending)),
        (Step::ValidatePayment | Step::RecordProgress | Step::UndoProgress | Step::IssueInvoice, Cancelled) => {
            Err(Refusal::OrderCancelled)
        }

        (
            Step::SetFollowUp,
            Open
            | PartlyShipped
            | Submitted { .. }
            | Acknowledged { .. }
            | CancelRequested { .. }
            | Shipped
            | Cancelled,
        ) => Ok(()),

        (Step::HandOff, Open | PartlyShipped) => payment_allows_leaving(order),
        (Step::HandOffUnpaid, Open | PartlyShipped) => Ok(()),
        (
            Step::HandOff | Step::HandOffUnpaid,
            Submitted { batch } | Acknowledged { batch } | CancelRequested { batch },
        ) => Err(Refusal::HandedOff { batch }),
        (Step::HandOff | Step::HandOffUnpaid, Shipped) => Err(Refusal::AlreadyShipped),
        (Step::HandOff | Step::HandOffUnpaid, Cancelled) => Err(Refusal::OrderCancelled),

        (Step::AcknowledgeHandoff | Step::RefuseHandoff, Submitted { .. }) => Ok(()),
        (Step::AcknowledgeHandoff, Acknowledged { .. } | CancelRequested { .. }) => Err(Refusal::AlreadyAcknowledged),
        // A warehouse may find out only while packing that it cannot.
        (Step::RefuseHandoff, Acknowledged { .. }) => Ok(()),
        (Step::RefuseHandoff, CancelRequested { .. }) => Err(Refusal::CancellationPending),
        (Step::AcknowledgeHandoff | Step::RefuseHandoff, Open | PartlyShipped) => Err(Refusal::NotHandedOff),
        (Step::AcknowledgeHandoff | Step::RefuseHandoff, Shipped) => Err(Refusal::AlreadyShipped),
        (Step::AcknowledgeHandoff | Step::RefuseHandoff, Cancelled) => Err(Refusal::OrderCancelled),

        (Step::RequestCancellation, Submitted { .. } | Acknowledged { .. }) => not_invoiced(order),
        (Step::RequestCancellation, CancelRequested { .. }) => Err(Refusal::CancellationPending),
        (Step::RequestCancellation, Open | PartlyShipped) => Err(Refusal::NotHandedOff),
        (Step::RequestCancellation, Shipped) => Err(Refusal::AlreadyShipped),
        (Step::RequestCancellation, Cancelled) => Err(Refusal::OrderCancelled),

        (Step::AnswerCancellation, CancelRequested { .. }) => Ok(()),
        (
            Step::AnswerCancellation,
            Open | PartlyShipped | Submitted { .. } | Acknowledged { .. } | Shipped | Cancelled,
        ) => Err(Refusal::NoCancellationPending),

        (Step::Ship, Open | PartlyShipped) => payment_allows_leaving(order),
        (Step::Ship, Submitted { .. } | Acknowledged { .. }) => Ok(()),
        (Step::Ship, CancelRequested { .. }) => Err(Refusal::CancellationPending),
        (Step::Ship, Shipped) => Err(Refusal::AlreadyShipped),
        (Step::Ship, Cancelled) => Err(Refusal::OrderCancelled),

        (Step::Cancel, Open) => not_invoiced(order),
        (Step::Cancel, Submitted { batch } | Acknowledged { batch }) => {
            not_invoiced(order).and(Err(Refusal::HandedOff { batch }))
        }
        (Step::Cancel, CancelRequested { .. }) => Err(Refusal::CancellationPending),
        (Step::Cancel, PartlyShipped | Shipped) => not_invoiced(order).and(Err(Refusal::AlreadyShipped)),
        (Step::Cancel, Cancelled) => Err(Refusal::OrderCancelled),

        (Step::Delete, Open) => not_invoiced(order),
        // The logistician may have stopped an order of which a part had left.
        (Step::Delete, Cancelled) => not_invoiced(order).and(nothing_has_left(order)),
        (Step::Delete, Submitted { batch } | Acknowledged { batch } | CancelRequested { batch }) => {
            not_invoiced(order).and(Err(Refusal::HandedOff { batch }))
        }
        (Step::Delete, PartlyShipped | Shipped) => not_invoiced(order).and(Err(Refusal::AlreadyShipped)),

        (Step::EraseContact, Shipped | Cancelled) => has_contact(order),
        (Step::EraseContact, Open | PartlyShipped) => Err(Refusal::OrderOpen),
        (Step::EraseContact, Submitted { batch } | Acknowledged { batch } | CancelRequested { batch }) => {
            Err(Refusal::HandedOff { batch })
        }

        (
            Step::Withdraw,
            Open | PartlyShipped | Submitted { .. } | Acknowledged { .. } | CancelRequested { .. } | Shipped,
        ) => Ok(()),
        (Step::Withdraw, Cancelled) => Err(Refusal::OrderCancelled),
    }
}

/// Nothing outside has come of the last state, as far as the order knows; whether a mail has left, the journal does.
fn last_progress_stayed_here(order: &Order) -> Result<(), Refusal> {
    let entry = order.progress.last().filter(|entry| !entry.undone).ok_or(Refusal::NothingToUndo)?;
    if entry.shipment.is_some() {
        return Err(Refusal::ProgressShipped);
    }
    match &entry.invoice {
        Some(invoice) => Err(Refusal::OrderInvoiced { invoice: invoice.clone() }),
        None => Ok(()),
    }
}

fn nothing_has_left(order: &Order) -> Result<(), Refusal> {
    if order.shipments.is_empty() { Ok(()) } else { Err(Refusal::AlreadyShipped) }
}

fn has_contact(order: &Order) -> Result<(), Refusal> {
    if order.contact_erased { Err(Refusal::ContactErased) } else { Ok(()) }
}

fn not_paid(order: &Order) -> Result<(), Refusal> {
    if order.payment_status() == PaymentStatus::Confirmed { Err(Refusal::AlreadyPaid) } else { Ok(()) }
}

fn not_invoiced(order: &Order) -> Result<(), Refusal> {
    match order.invoices.last() {
        Some(invoice) => Err(Refusal::OrderInvoiced { invoice: invoice.clone() }),
        None => Ok(()),
    }
}

fn not_yet_invoiced(order: &Order) -> Result<(), Refusal> {
    match order.invoices.last() {
        Some(invoice) => Err(Refusal::AlreadyInvoiced { invoice: invoice.clone() }),
        None => Ok(()),
    }
}

/// Goods leave once the money is there or is due on delivery.
fn payment_allows_leaving(order: &Order) -> Result<(), Refusal> {
    let due_on_delivery = order.payment_method == PaymentMethod::CashOnDelivery;
    if due_on_delivery || order.payment_status() == PaymentStatus::Confirmed {
        return Ok(());
    }
    Err(Refusal::PaymentNotConfirmed)
}
