use jiff::Timestamp;
use money::Currency;
use serde::{Deserialize, Serialize};

use crate::payment::received_cents;
use crate::{
    Cancelled, Delivery, Event, Language, Line, Payment, PaymentMethod, PaymentOutcome, PaymentReported, PaymentStatus,
    PaymentValidated, Placed, ProgressRecorded, Shipped, StockTaken, Withdrawal, payment_status,
};

/// An order as the sum of what has happened to it. Statuses are derived from these facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Unique in the site, never reused.
    pub number: i64,
    /// The number of events so far.
    pub version: i64,
    /// The channel.
    pub source: String,
    /// The channel's reference.
    pub source_order_id: String,
    /// The customer's language.
    pub language: Language,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Of every amount here.
    pub currency: Currency,
    /// How it will be paid.
    pub payment_method: PaymentMethod,
    /// How it travels.
    pub delivery: Delivery,
    /// What was ordered.
    pub lines: Vec<Line>,
    /// Lines and delivery, tax included.
    pub total_cents: i64,
    /// What to give back to the stock if it does not go out.
    pub stock_taken: Vec<StockTaken>,
    /// Money that moved, or tried to.
    pub payments: Vec<Payment>,
    /// Every state it has been in, oldest first, those that were taken back included.
    pub progress: Vec<ProgressEntry>,
    /// Numbers of the invoices issued for it.
    pub invoices: Vec<String>,
    /// « À suivre ».
    pub follow_up: bool,
    /// The logistician's hold on it, if any.
    pub handoff: Option<Handoff>,
    /// What has left.
    pub shipments: Vec<Shipment>,
    /// Set once it will not be carried out.
    pub cancellation: Option<Cancellation>,
    /// Set once it was deleted; only its tombstone is left.
    pub deleted: bool,
    /// Set once nobody knows any more who it was for.
    pub contact_erased: bool,
    /// Set once the customer has withdrawn from the contract.
    pub withdrawal: Option<Withdrawal>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// One state the order has been in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "what was asked for and what became of it: each is asked alone")]
pub struct ProgressEntry {
    /// The state's code.
    pub state: String,
    /// What the clerk wrote.
    pub comment: String,
    /// Whether the customer sees it.
    pub published: bool,
    /// Whether the customer was written to.
    pub notify: bool,
    /// Whether an invoice was asked for in the same step.
    pub issue_invoice: bool,
    /// The invoice issued in the same step.
    pub invoice: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who, as the journal names actors.
    pub actor: String,
    /// The order's event that it is.
    pub version: i64,
    /// The shipment that moved the order on, where nobody chose the state.
    pub shipment: Option<i64>,
    /// Whether it was taken back: the order is not in this state, and is as it was before.
    pub undone: bool,
}

/// The logistician's hold on an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// The batch's number.
    pub batch: i64,
    /// Where it stands.
    pub state: HandoffState,
    /// Why it stands there, where somebody said so.
    pub reason: Option<String>,
}

/// Where a handed-over order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the field's")]
pub enum HandoffState {
    Submitted,
    Acknowledged,
    Shipped,
    Refused,
    CancelRequested,
    CancelAccepted,
    CancelRefused,
}

impl HandoffState {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            HandoffState::Submitted => "submitted",
            HandoffState::Acknowledged => "acknowledged",
            HandoffState::Shipped => "shipped",
            HandoffState::Refused => "refused",
            HandoffState::CancelRequested => "cancel_requested",
            HandoffState::CancelAccepted => "cancel_accepted",
            HandoffState::CancelRefused => "cancel_refused",
        }
    }

    /// Whether the order is in the logistician's hands, so that no other batch may hold it.
    pub const fn open(self) -> bool {
        match self {
            HandoffState::Submitted
            | HandoffState::Acknowledged
            | HandoffState::CancelRequested
            | HandoffState::CancelRefused => true,
            HandoffState::Shipped | HandoffState::Refused | HandoffState::CancelAccepted => false,
        }
    }
}

/// Parcels that left together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// 1, 2, 3 … within the order.
    pub id: i64,
    /// Who carries it.
    pub carrier: String,
    /// The parcels.
    pub parcels: Vec<Parcel>,
    /// Units that left, one entry per line of the order, in its order.
    pub quantities: Vec<i64>,
    /// When.
    pub at: Timestamp,
}

/// One parcel. Tracking is append-only: a new number is a new parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The carrier's number; may be empty where a carrier gives none.
    pub tracking_number: String,
    /// Where the customer follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
    /// Weight in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<i64>,
}

/// Why and when an order was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancellation {
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// An event with the circumstances the journal records beside it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// What happened.
    pub event: &'a Event,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who did it, as the journal names actors.
    pub actor: &'a str,
}

impl Order {
    /// The order that begins with `placed`.
    pub fn begin(number: i64, placed: &Placed, at: Timestamp) -> Self {
        Order {
            number,
            version: 1,
            source: placed.source.clone(),
            source_order_id: placed.source_order_id.clone(),
            language: placed.language,
            placed_at: placed.placed_at,
            currency: placed.currency,
            payment_method: placed.payment_method,
            delivery: placed.delivery.clone(),
            lines: placed.lines.clone(),
            total_cents: placed.total_cents,
            stock_taken: placed.stock_taken.clone(),
            payments: Vec::new(),
            progress: Vec::new(),
            invoices: Vec::new(),
            follow_up: false,
            handoff: None,
            shipments: Vec::new(),
            cancellation: None,
            deleted: false,
            contact_erased: false,
            withdrawal: None,
            changed_at: at,
        }
    }

    /// The order that a whole history amounts to; `None` unless it begins with a placement.
    pub fn fold<'a>(number: i64, history: impl IntoIterator<Item = Recorded<'a>>) -> Option<Self> {
        let mut history = history.into_iter();
        let first = history.next()?;
        let Event::Placed(placed) = first.event else { return None };
        let mut order = Order::begin(number, placed, first.at);
        for recorded in history {
            order.evolve(recorded);
        }
        Some(order)
    }

    /// Takes one more event into account.
    pub fn evolve(&mut self, recorded: Recorded<'_>) {
        self.version += 1;
        self.changed_at = recorded.at;
        match recorded.event {
            // A second placement cannot be decided; it would change nothing.
            Event::Placed(_) => {}
            Event::PaymentValidated(validated) => self.validated(validated, recorded.at),
            Event::PaymentReported(reported) => self.reported(reported, recorded.at),
            Event::ProgressRecorded(progress) => self.progressed(progress, recorded),
            Event::ProgressUndone(_) => {
                if let Some(entry) = self.progress.last_mut() {
                    entry.undone = true;
                }
            }
            Event::Invoiced(invoiced) => self.invoiced(&invoiced.number),
            Event::FollowUpSet(set) => self.follow_up = set.follow_up,
            Event::HandedOff(handed) => self.hold(handed.batch, HandoffState::Submitted, handed.reason.as_deref()),
            Event::HandoffAcknowledged(seen) => self.hold(seen.batch, HandoffState::Acknowledged, None),
            Event::HandoffRefused(refused) => self.hold(refused.batch, HandoffState::Refused, Some(&refused.reason)),
            Event::CancellationRequested(asked) => self.move_hold(HandoffState::CancelRequested, &asked.reason),
            Event::CancellationAnswered(answer) if answer.accepted => {
                self.move_hold(HandoffState::CancelAccepted, &answer.reason);
            }
            Event::CancellationAnswered(answer) => self.move_hold(HandoffState::CancelRefused, &answer.reason),
            Event::Shipped(shipped) => self.shipped(shipped),
            Event::Cancelled(Cancelled { reason }) => {
                self.cancellation = Some(Cancellation { reason: reason.clone(), at: recorded.at });
            }
            Event::Deleted(_) => self.deleted = true,
            Event::ContactErased(_) => self.contact_erased = true,
            Event::Withdrawn(withdrawn) => {
                self.withdrawal = Some(Withdrawal { at: recorded.at, language: withdrawn.language });
            }
        }
    }

    /// « État ».
    pub fn payment_status(&self) -> PaymentStatus {
        if self.cancellation.is_some() {
            return PaymentStatus::Cancelled;
        }
        payment_status(self.total_cents, &self.payments)
    }

    /// Money received so far.
    pub fn received_cents(&self) -> i64 {
        received_cents(&self.payments)
    }

    /// Money still due; never negative.
    pub fn due_cents(&self) -> i64 {
        self.total_cents.saturating_sub(self.received_cents()).max(0)
    }

    /// Money that whoever delivers the goods collects from the customer; 0 where nothing is due then.
    pub fn due_on_delivery_cents(&self) -> i64 {
        let collected = self.payment_method == PaymentMethod::CashOnDelivery && self.cancellation.is_none();
        if collected { self.due_cents() } else { 0 }
    }

    /// The code of the state it is in; `None` is « (Non défini) ».
    pub fn progress_state(&self) -> Option<&str> {
        self.progress.iter().rev().find(|entry| !entry.undone).map(|entry| entry.state.as_str())
    }

    /// Units of each line that have not left yet, in the order of the lines.
    pub fn remaining(&self) -> Vec<i64> {
        let mut left: Vec<i64> = self.lines.iter().map(|line| line.quantity).collect();
        for shipment in &self.shipments {
            for (units, gone) in left.iter_mut().zip(&shipment.quantities) {
                *units -= gone;
            }
        }
        left
    }

    /// What returns to the stock when the order does not go out: what was taken for it, less what
    /// has already left.
    pub fn stock_to_give_back(&self) -> Vec<StockTaken> {
        let remaining = self.remaining();
        let gone_of = |sku: &str| {
            let gone = |(line, units): (&Line, &i64)| if line.sku == sku { line.quantity - units } else { 0 };
            self.lines.iter().zip(&remaining).map(gone).sum::<i64>()
        };
        let back = |taken: &StockTaken| (taken.quantity - gone_of(&taken.sku)).max(0);
        let backs = self.stock_taken.iter().map(|taken| StockTaken { sku: taken.sku.clone(), quantity: back(taken) });
        backs.filter(|back| back.quantity > 0).collect()
    }

    fn validated(&mut self, validated: &PaymentValidated, at: Timestamp) {
        self.payments.push(Payment {
            id: validated.payment,
            method: validated.method,
            amount_cents: validated.amount_cents,
            outcome: PaymentOutcome::Confirmed,
            cheque_number: validated.cheque_number.clone(),
            reference: validated.reference.clone(),
            note: validated.note.clone(),
            at,
        });
    }

    fn reported(&mut self, reported: &PaymentReported, at: Timestamp) {
        if !reported.applied {
            return;
        }
        self.payments.retain(|payment| payment.id != reported.payment);
        self.payments.push(Payment {
            id: reported.payment,
            method: reported.method,
            amount_cents: reported.amount_cents,
            outcome: reported.outcome,
            cheque_number: None,
            reference: Some(reported.reference.clone()),
            note: None,
            at,
        });
    }

    fn progressed(&mut self, progress: &ProgressRecorded, recorded: Recorded<'_>) {
        self.progress.push(ProgressEntry {
            state: progress.state.clone(),
            comment: progress.comment.clone(),
            published: progress.published,
            notify: progress.notify,
            issue_invoice: progress.issue_invoice,
            invoice: None,
            at: recorded.at,
            actor: recorded.actor.to_owned(),
            version: self.version,
            shipment: progress.shipment,
            undone: false,
        });
    }

    /// The journal writes an invoice's event right after the progress entry that asked for it.
    fn invoiced(&mut self, number: &str) {
        self.invoices.push(number.to_owned());
        if let Some(entry) = self.progress.last_mut()
            && entry.issue_invoice
            && entry.invoice.is_none()
        {
            entry.invoice = Some(number.to_owned());
        }
    }

    fn hold(&mut self, batch: i64, state: HandoffState, reason: Option<&str>) {
        self.handoff = Some(Handoff { batch, state, reason: reason.map(str::to_owned) });
    }

    fn move_hold(&mut self, state: HandoffState, reason: &str) {
        if let Some(handoff) = &mut self.handoff {
            handoff.state = state;
            handoff.reason = (!reason.is_empty()).then(|| reason.to_owned());
        }
    }

    fn shipped(&mut self, shipped: &Shipped) {
        self.shipments.push(shipped.shipment.clone());
        if shipped.complete
            && let Some(handoff) = &mut self.handoff
        {
            handoff.state = HandoffState::Shipped;
            handoff.reason = None;
        }
    }
}
