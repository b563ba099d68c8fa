use money::MAX_AMOUNT;

use crate::{
    CancellationAnswered, CancellationRequested, Cancelled, Command, ContactErased, Deleted, Event, FollowUpSet,
    HandOff, HandedOff, HandoffAcknowledged, HandoffRefused, Invalid, Order, PaymentMethod, PaymentOutcome,
    PaymentReport, PaymentReported, PaymentValidated, Placed, Placement, ProgressChange, ProgressKind,
    ProgressRecorded, ProgressState, ProgressUndone, Refusal, Shipment, Shipped, Shipping, Step, StockTaken,
    ValidatePayment, Withdrawing, Withdrawn, permit, permit_next, permit_withdrawal, plain_text, state_of_parcels,
};

/// What a decision needs to know besides the order.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The site's states of progress, in their order.
    pub states: &'a [ProgressState],
}

/// A command that is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// A field does not hold for this order.
    Invalid(Vec<Invalid>),
    /// The step cannot be taken now.
    Refused(Refusal),
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        No::Refused(refusal)
    }
}

fn invalid(field: &str, code: &'static str) -> No {
    No::Invalid(vec![Invalid { field: field.to_owned(), code }])
}

/// The placement as it goes into history. `stock_taken` is what the catalogue could give.
pub fn place(placement: &Placement, stock_taken: Vec<StockTaken>) -> Placed {
    Placed {
        source: placement.source.clone(),
        source_order_id: placement.source_order_id.clone(),
        language: placement.language,
        placed_at: placement.placed_at,
        currency: placement.currency,
        payment_method: placement.payment_method,
        delivery: placement.delivery.clone(),
        lines: placement.lines.clone(),
        total_cents: placement.total_cents,
        stock_taken,
    }
}

/// What happens to `order` because of `command`. No event at all means that it already is so: a
/// recorded no-op.
pub fn decide(order: &Order, command: Command, context: Context<'_>) -> Result<Vec<Event>, No> {
    match command {
        Command::ValidatePayment(validation) => validate_payment(order, validation),
        Command::ReportPayment(report) => Ok(report_payment(order, report)),
        Command::RecordProgress(change) => record_progress(order, change, context),
        Command::UndoProgress => {
            permit(Step::UndoProgress, order)?;
            let entry = order.progress.last().ok_or(Refusal::NothingToUndo)?;
            Ok(vec![Event::ProgressUndone(ProgressUndone { state: entry.state.clone() })])
        }
        Command::SetFollowUp { follow_up } => {
            permit(Step::SetFollowUp, order)?;
            if order.follow_up == follow_up {
                return Ok(Vec::new());
            }
            Ok(vec![Event::FollowUpSet(FollowUpSet { follow_up })])
        }
        Command::HandOff(hand_off) => Ok(vec![Event::HandedOff(hand_over(order, hand_off)?)]),
        Command::AcknowledgeHandoff => {
            permit(Step::AcknowledgeHandoff, order)?;
            Ok(vec![Event::HandoffAcknowledged(HandoffAcknowledged { batch: held_by(order)? })])
        }
        Command::RefuseHandoff { reason } => {
            permit(Step::RefuseHandoff, order)?;
            let reason = required("reason", reason)?;
            Ok(vec![Event::HandoffRefused(HandoffRefused { batch: held_by(order)?, reason })])
        }
        Command::RequestCancellation { reason } => {
            permit(Step::RequestCancellation, order)?;
            let reason = required("reason", reason)?;
            Ok(vec![Event::CancellationRequested(CancellationRequested { reason })])
        }
        Command::AnswerCancellation { accepted, reason } => answer_cancellation(order, accepted, reason),
        Command::Ship(shipping) => ship(order, shipping, context),
        Command::Cancel { reason } => {
            permit(Step::Cancel, order)?;
            Ok(vec![Event::Cancelled(Cancelled { reason: required("reason", reason)? })])
        }
        Command::Delete => {
            permit(Step::Delete, order)?;
            Ok(vec![Event::Deleted(Deleted {})])
        }
        Command::Withdraw(withdrawing) => withdraw(order, &withdrawing),
        Command::EraseContact => {
            permit(Step::EraseContact, order)?;
            Ok(vec![Event::ContactErased(ContactErased {})])
        }
    }
}

fn validate_payment(order: &Order, validation: ValidatePayment) -> Result<Vec<Event>, No> {
    permit(Step::ValidatePayment, order)?;
    let method = validation.method.unwrap_or(order.payment_method);
    let amount_cents = validation.amount_cents.unwrap_or(order.due_cents());
    if !(1..=MAX_AMOUNT).contains(&amount_cents) {
        return Err(invalid("amount", "out_of_range"));
    }
    let cheque_number = optional("cheque_number", validation.cheque_number, 50)?;
    if method == PaymentMethod::Cheque && cheque_number.is_none() {
        return Err(invalid("cheque_number", "required"));
    }
    let note = optional("note", validation.note, 2_000)?;
    if method.confirmed_by_provider() && note.is_none() {
        return Err(invalid("note", "reason_required"));
    }
    if amount_cents != order.due_cents() && note.is_none() {
        return Err(invalid("note", "difference_needs_reason"));
    }
    Ok(vec![Event::PaymentValidated(PaymentValidated {
        payment: next_payment(order),
        method,
        amount_cents,
        cheque_number,
        reference: optional("reference", validation.reference, 255)?,
        note,
    })])
}

/// Messages arrive twice, late and out of order: the same one again is nothing new, and one that
/// says less than is already known is kept on record without being applied.
fn report_payment(order: &Order, report: PaymentReport) -> Vec<Event> {
    let known = order.payments.iter().find(|payment| payment.reference.as_deref() == Some(&report.reference));
    if known.is_some_and(|payment| payment.outcome == report.outcome) {
        return Vec::new();
    }
    let applied = known.is_none_or(|payment| rank(payment.outcome) < rank(report.outcome));
    vec![Event::PaymentReported(PaymentReported {
        payment: known.map_or_else(|| next_payment(order), |payment| payment.id),
        method: report.method,
        amount_cents: report.amount_cents,
        outcome: report.outcome,
        reference: report.reference,
        applied,
    })]
}

/// How final an outcome is. A technical error may still become a yes or a no; a yes is the last word.
const fn rank(outcome: PaymentOutcome) -> u8 {
    match outcome {
        PaymentOutcome::Processing => 0,
        PaymentOutcome::Error => 1,
        PaymentOutcome::Refused => 2,
        PaymentOutcome::Confirmed => 3,
    }
}

fn next_payment(order: &Order) -> i64 {
    order.payments.iter().map(|payment| payment.id).max().unwrap_or(0) + 1
}

fn record_progress(order: &Order, change: ProgressChange, context: Context<'_>) -> Result<Vec<Event>, No> {
    permit(Step::RecordProgress, order)?;
    let Some(state) = context.states.iter().find(|state| state.code == change.state) else {
        return Err(invalid("state", if change.state.is_empty() { "required" } else { "unknown_state" }));
    };
    permit_next(order.progress_state(), state, context.states)?;
    if change.issue_invoice {
        permit(Step::IssueInvoice, order)?;
    }
    let comment = optional("comment", change.comment, 2_000)?.unwrap_or_default();
    Ok(vec![Event::ProgressRecorded(ProgressRecorded {
        state: change.state,
        comment,
        published: change.published.unwrap_or(state.published),
        notify: change.notify.unwrap_or(state.sends_mail),
        issue_invoice: change.issue_invoice,
        shipment: None,
    })])
}

fn hand_over(order: &Order, hand_off: HandOff) -> Result<HandedOff, No> {
    let reason = optional("reason", hand_off.reason, 2_000)?;
    permit(if reason.is_some() { Step::HandOffUnpaid } else { Step::HandOff }, order)?;
    Ok(HandedOff { batch: hand_off.batch, reason })
}

fn answer_cancellation(order: &Order, accepted: bool, reason: String) -> Result<Vec<Event>, No> {
    permit(Step::AnswerCancellation, order)?;
    if accepted {
        let reason = optional("reason", reason, 2_000)?.unwrap_or_default();
        let asked = order.handoff.as_ref().and_then(|handoff| handoff.reason.clone()).unwrap_or_default();
        return Ok(vec![
            Event::CancellationAnswered(CancellationAnswered { accepted, reason }),
            Event::Cancelled(Cancelled { reason: asked }),
        ]);
    }
    let reason = required("reason", reason)?;
    Ok(vec![Event::CancellationAnswered(CancellationAnswered { accepted, reason })])
}

fn ship(order: &Order, shipping: Shipping, context: Context<'_>) -> Result<Vec<Event>, No> {
    permit(Step::Ship, order)?;
    let mut remaining = order.remaining();
    let mut quantities = vec![0; remaining.len()];
    match shipping.lines {
        None => std::mem::swap(&mut quantities, &mut remaining),
        Some(lines) => {
            for wanted in lines {
                take_line(&mut remaining, &mut quantities, wanted.line, wanted.quantity)?;
            }
        }
    }
    let complete = remaining.iter().all(|units| *units == 0);
    let shipment = Shipment {
        id: i64::try_from(order.shipments.len()).unwrap_or(i64::MAX) + 1,
        carrier: required("carrier", shipping.carrier)?,
        parcels: shipping.parcels,
        quantities,
        at: shipping.at,
    };
    let progress = progress_of_shipment(&shipment, complete, context);
    let mut events = vec![Event::Shipped(Shipped { shipment, complete })];
    events.extend(progress);
    Ok(events)
}

fn take_line(remaining: &mut [i64], quantities: &mut [i64], line: usize, quantity: i64) -> Result<(), No> {
    let position = line.wrapping_sub(1);
    let (Some(left), Some(gone)) = (remaining.get_mut(position), quantities.get_mut(position)) else {
        return Err(invalid("lines", "unknown_line"));
    };
    if quantity < 1 {
        return Err(invalid("lines", "out_of_range"));
    }
    if *left < quantity {
        return Err(Refusal::QuantityNotLeft { line, left: *left }.into());
    }
    *left -= quantity;
    *gone += quantity;
    Ok(())
}

/// Parcels move the progress on to the state that the site has for them, with that state's effects. What has left has
/// left: which states may follow which does not bind it.
fn progress_of_shipment(shipment: &Shipment, complete: bool, context: Context<'_>) -> Option<Event> {
    let kind = if complete { ProgressKind::Shipped } else { ProgressKind::PartiallyShipped };
    let state = state_of_parcels(kind, &shipment.carrier, context.states)?;
    Some(Event::ProgressRecorded(ProgressRecorded {
        state: state.code.clone(),
        comment: String::new(),
        published: state.published,
        notify: state.sends_mail,
        issue_invoice: false,
        shipment: Some(shipment.id),
    }))
}

/// The flag brings it before somebody's eyes: goods are to be stopped or taken back, money is owed.
fn withdraw(order: &Order, withdrawing: &Withdrawing) -> Result<Vec<Event>, No> {
    permit_withdrawal(order, &withdrawing.at)?;
    if order.withdrawal.is_some() {
        return Ok(Vec::new());
    }
    let mut events = vec![Event::Withdrawn(Withdrawn { language: withdrawing.language })];
    if !order.follow_up {
        events.push(Event::FollowUpSet(FollowUpSet { follow_up: true }));
    }
    Ok(events)
}

fn held_by(order: &Order) -> Result<i64, No> {
    order.handoff.as_ref().map(|handoff| handoff.batch).ok_or(No::Refused(Refusal::NotHandedOff))
}

fn required(field: &str, text: String) -> Result<String, No> {
    optional(field, text, 2_000)?.ok_or_else(|| invalid(field, "required"))
}

fn optional(field: &str, text: String, most: usize) -> Result<Option<String>, No> {
    if !plain_text(&text, most) {
        let code = if text.chars().count() > most { "too_long" } else { "control_character" };
        return Err(invalid(field, code));
    }
    let text = if text.trim().len() == text.len() { text } else { text.trim().to_owned() };
    Ok((!text.is_empty()).then_some(text))
}
