use jiff::Timestamp;
use orders::{HandoffState, Order};

/// The check of one order of a batch: what is packed is what was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// When its code was read.
    pub at: Timestamp,
    /// By whom, as the journal names actors.
    pub actor: String,
}

/// Why a code that was read checks nothing. Each has a stable code; its sentence lives with the pages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotScanned {
    /// It is no order's number.
    #[error("{code} is no order of this site")]
    Unknown {
        /// What was read.
        code: String,
    },
    /// The logistician does not hold the order.
    #[error("order {number} is in no batch")]
    NotHandedOver {
        /// The order.
        number: i64,
    },
    /// The order lies elsewhere.
    #[error("order {number} is in batch {batch}")]
    OtherBatch {
        /// The order.
        number: i64,
        /// Where it is.
        batch: i64,
    },
    /// It was checked before.
    #[error("order {number} is already checked")]
    Twice {
        /// The order.
        number: i64,
        /// When, and by whom.
        scan: Scan,
    },
    /// The shop asks to stop it, and nobody has answered.
    #[error("the shop asks to stop order {number}")]
    CancellationAsked {
        /// The order.
        number: i64,
    },
    /// It will not be carried out.
    #[error("order {number} is cancelled")]
    Cancelled {
        /// The order.
        number: i64,
    },
    /// It went back to the shop.
    #[error("order {number} was given back")]
    GivenBack {
        /// The order.
        number: i64,
    },
    /// It has left.
    #[error("order {number} is already shipped")]
    Shipped {
        /// The order.
        number: i64,
    },
}

impl NotScanned {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            NotScanned::Unknown { .. } => "scan_unknown",
            NotScanned::NotHandedOver { .. } => "scan_not_handed_over",
            NotScanned::OtherBatch { .. } => "scan_other_batch",
            NotScanned::Twice { .. } => "scan_twice",
            NotScanned::CancellationAsked { .. } => "scan_cancellation_asked",
            NotScanned::Cancelled { .. } => "scan_cancelled",
            NotScanned::GivenBack { .. } => "scan_given_back",
            NotScanned::Shipped { .. } => "scan_shipped",
        }
    }

    /// The facts, as name and value, for the sentence.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            NotScanned::Unknown { code } => vec![("code", code.clone())],
            NotScanned::OtherBatch { number, batch } => {
                vec![("number", number.to_string()), ("batch", batch.to_string())]
            }
            NotScanned::NotHandedOver { number }
            | NotScanned::Twice { number, .. }
            | NotScanned::CancellationAsked { number }
            | NotScanned::Cancelled { number }
            | NotScanned::GivenBack { number }
            | NotScanned::Shipped { number } => vec![("number", number.to_string())],
        }
    }
}

/// The order that a code names: its number, as it is printed. Scanners may add spaces around it.
pub fn read_code(code: &str) -> Result<i64, NotScanned> {
    let digits = code.trim();
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    number.filter(|number| *number > 0).ok_or_else(|| NotScanned::Unknown { code: digits.to_owned() })
}

/// Whether the order may be checked off in `batch`, where `before` is its check there so far.
pub fn scan(order: &Order, batch: i64, before: Option<Scan>) -> Result<(), NotScanned> {
    let number = order.number;
    if order.cancellation.is_some() {
        return Err(NotScanned::Cancelled { number });
    }
    let Some(handoff) = &order.handoff else { return Err(NotScanned::NotHandedOver { number }) };
    let has_left = handoff.state == HandoffState::Shipped;
    if !has_left && !handoff.state.open() {
        return Err(NotScanned::GivenBack { number });
    }
    if handoff.batch != batch {
        return Err(NotScanned::OtherBatch { number, batch: handoff.batch });
    }
    // Before anything else: this is the parcel that must not leave.
    if handoff.state == HandoffState::CancelRequested {
        return Err(NotScanned::CancellationAsked { number });
    }
    if let Some(scan) = before {
        return Err(NotScanned::Twice { number, scan });
    }
    if has_left { Err(NotScanned::Shipped { number }) } else { Ok(()) }
}
