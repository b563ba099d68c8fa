use jiff::civil::Date;

/// A step that cannot be taken now: the facts, and what can be done instead. Each has a stable code;
/// the sentence in each language lives with the pages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An invoiced order is neither deleted nor cancelled.
    #[error("the order is invoiced under {invoice}")]
    OrderInvoiced {
        /// The invoice's number.
        invoice: String,
    },
    /// One invoice per order.
    #[error("the order already has invoice {invoice}")]
    AlreadyInvoiced {
        /// The invoice's number.
        invoice: String,
    },
    /// What is due has been received.
    #[error("the payment is already confirmed")]
    AlreadyPaid,
    /// Nothing more happens to a cancelled order.
    #[error("the order is cancelled")]
    OrderCancelled,
    /// Nothing more happens to a deleted order.
    #[error("the order is deleted")]
    OrderDeleted,
    /// The logistician holds it.
    #[error("the order is in hand-off {batch}")]
    HandedOff {
        /// The batch's number.
        batch: i64,
    },
    /// The logistician does not hold it.
    #[error("the order is not handed over")]
    NotHandedOff,
    /// The logistician has already said so.
    #[error("the hand-off is already acknowledged")]
    AlreadyAcknowledged,
    /// Money first, or a reason.
    #[error("the payment is not confirmed")]
    PaymentNotConfirmed,
    /// Something has left already.
    #[error("the order has already been shipped")]
    AlreadyShipped,
    /// The logistician has not answered yet.
    #[error("a cancellation request waits for the logistician")]
    CancellationPending,
    /// There is nothing to answer.
    #[error("no cancellation was asked for")]
    NoCancellationPending,
    /// Something is still to be done for the customer.
    #[error("the order is neither shipped nor cancelled")]
    OrderOpen,
    /// Nobody knows any more who the order was for.
    #[error("the order's personal data is erased")]
    ContactErased,
    /// The period in which the customer may withdraw has ended.
    #[error("the withdrawal period ended on {ended}")]
    WithdrawalPeriodOver {
        /// Its last day, in the shop's zone.
        ended: Date,
    },
    /// The shop does not let this state follow that one.
    #[error("{to} does not follow {from}")]
    ProgressNotNext {
        /// The state it is in.
        from: String,
        /// The state that was asked for.
        to: String,
        /// The states that can follow, in the shop's order.
        next: Vec<String>,
    },
    /// The shop no longer offers this state.
    #[error("{state} is no longer offered")]
    ProgressRetired {
        /// The state's code.
        state: String,
    },
    /// There is no progress to take back: none, or it was taken back already.
    #[error("no progress to undo")]
    NothingToUndo,
    /// Parcels that left moved the progress; they do not come back.
    #[error("parcels moved the progress")]
    ProgressShipped,
    /// The customer has been written to.
    #[error("the customer was told of the state")]
    ProgressTold,
    /// More units than remain.
    #[error("line {line}: {left} left to ship")]
    QuantityNotLeft {
        /// The line's position, from 1.
        line: usize,
        /// Units that remain.
        left: i64,
    },
    /// The storefront does not sell what is not there.
    #[error("{sku}: {left} left, {wanted} wanted")]
    OutOfStock {
        /// The product.
        sku: String,
        /// Units left.
        left: i64,
        /// Units wanted.
        wanted: i64,
    },
}

/// What can be done instead of the refused step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum NextStep {
    IssueCreditNote,
    ValidatePayment,
    RequestCancellation,
    RefreshOrder,
    AskLogistician,
    HandOff,
    ChangeBasket,
    ShipOrCancel,
    WriteToShop,
    ChooseProgress,
    RecordProgress,
    None,
}

impl Refusal {
    /// The stable code of the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::OrderInvoiced { .. } => "order_invoiced",
            Refusal::AlreadyInvoiced { .. } => "already_invoiced",
            Refusal::AlreadyPaid => "already_paid",
            Refusal::OrderCancelled => "order_cancelled",
            Refusal::OrderDeleted => "order_deleted",
            Refusal::HandedOff { .. } => "handed_off",
            Refusal::NotHandedOff => "not_handed_off",
            Refusal::AlreadyAcknowledged => "already_acknowledged",
            Refusal::PaymentNotConfirmed => "payment_not_confirmed",
            Refusal::AlreadyShipped => "already_shipped",
            Refusal::CancellationPending => "cancellation_pending",
            Refusal::NoCancellationPending => "no_cancellation_pending",
            Refusal::OrderOpen => "order_open",
            Refusal::ContactErased => "contact_erased",
            Refusal::WithdrawalPeriodOver { .. } => "withdrawal_period_over",
            Refusal::ProgressNotNext { .. } => "progress_not_next",
            Refusal::ProgressRetired { .. } => "progress_retired",
            Refusal::NothingToUndo => "nothing_to_undo",
            Refusal::ProgressShipped => "progress_shipped",
            Refusal::ProgressTold => "progress_told",
            Refusal::QuantityNotLeft { .. } => "quantity_not_left",
            Refusal::OutOfStock { .. } => "out_of_stock",
        }
    }

    /// What can be done instead.
    pub const fn next_step(&self) -> NextStep {
        match self {
            Refusal::OrderInvoiced { .. } => NextStep::IssueCreditNote,
            Refusal::PaymentNotConfirmed => NextStep::ValidatePayment,
            Refusal::HandedOff { .. } => NextStep::RequestCancellation,
            Refusal::NotHandedOff => NextStep::HandOff,
            Refusal::CancellationPending => NextStep::AskLogistician,
            Refusal::OutOfStock { .. } => NextStep::ChangeBasket,
            Refusal::OrderOpen => NextStep::ShipOrCancel,
            Refusal::WithdrawalPeriodOver { .. } => NextStep::WriteToShop,
            Refusal::ProgressNotNext { .. } | Refusal::ProgressRetired { .. } => NextStep::ChooseProgress,
            Refusal::ProgressShipped | Refusal::ProgressTold => NextStep::RecordProgress,
            Refusal::AlreadyInvoiced { .. }
            | Refusal::AlreadyPaid
            | Refusal::NothingToUndo
            | Refusal::AlreadyAcknowledged
            | Refusal::AlreadyShipped
            | Refusal::NoCancellationPending
            | Refusal::QuantityNotLeft { .. } => NextStep::RefreshOrder,
            Refusal::OrderCancelled | Refusal::OrderDeleted | Refusal::ContactErased => NextStep::None,
        }
    }

    /// The facts, as name and value, for the sentence and the problem document.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Refusal::OrderInvoiced { invoice } | Refusal::AlreadyInvoiced { invoice } => {
                vec![("invoice", invoice.clone())]
            }
            Refusal::HandedOff { batch } => vec![("batch", batch.to_string())],
            Refusal::WithdrawalPeriodOver { ended } => vec![("ended", ended.to_string())],
            Refusal::ProgressNotNext { from, to, next } => {
                vec![("from", from.clone()), ("to", to.clone()), ("next", next.join(", "))]
            }
            Refusal::ProgressRetired { state } => vec![("state", state.clone())],
            Refusal::QuantityNotLeft { line, left } => vec![("line", line.to_string()), ("left", left.to_string())],
            Refusal::OutOfStock { sku, left, wanted } => {
                vec![("sku", sku.clone()), ("left", left.to_string()), ("wanted", wanted.to_string())]
            }
            Refusal::AlreadyPaid
            | Refusal::NothingToUndo
            | Refusal::ProgressShipped
            | Refusal::ProgressTold
            | Refusal::OrderCancelled
            | Refusal::OrderDeleted
            | Refusal::NotHandedOff
            | Refusal::AlreadyAcknowledged
            | Refusal::PaymentNotConfirmed
            | Refusal::AlreadyShipped
            | Refusal::CancellationPending
            | Refusal::NoCancellationPending
            | Refusal::OrderOpen
            | Refusal::ContactErased => Vec::new(),
        }
    }
}
