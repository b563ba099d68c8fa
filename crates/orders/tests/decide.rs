//! What a decision holds to besides the stage.
#![allow(missing_docs, reason = "the tests' names say it")]

mod support;

use orders::{
    CancellationRequested, Command, Context, Event, HandedOff, No, Order, PaymentMethod, PaymentOutcome, PaymentReport,
    ProgressChange, ValidatePayment, decide, default_states,
};
use support::{after, placed};

fn faults(order: &Order, command: Command) -> Vec<(String, &'static str)> {
    match decide(order, command, Context { states: &default_states() }) {
        Err(No::Invalid(faults)) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other:?}"),
    }
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

fn comment(comment: &str) -> Command {
    Command::RecordProgress(ProgressChange {
        state: "preparing".into(),
        comment: comment.into(),
        published: None,
        notify: None,
        issue_invoice: false,
    })
}

#[test]
fn a_comment_says_what_is_wrong_with_it() {
    let order = placed("cheque");
    assert_eq!(faults(&order, comment("a\0b")), one("comment", "control_character"));
    assert_eq!(faults(&order, comment(&"é".repeat(2_001))), one("comment", "too_long"));
}

#[test]
fn a_logistician_who_accepts_is_held_to_the_same_texts() {
    let asked = Event::CancellationRequested(CancellationRequested { reason: "erreur".into() });
    let order = after(placed("cheque"), &[Event::HandedOff(HandedOff { batch: 1, reason: None }), asked]);
    let accept = |reason: &str| Command::AnswerCancellation { accepted: true, reason: reason.into() };
    assert_eq!(faults(&order, accept("\0")), one("reason", "control_character"));
    assert!(decide(&order, accept(""), Context { states: &default_states() }).is_ok());
}

#[test]
fn a_cheque_is_validated_with_its_number_and_a_card_with_a_reason() {
    let validate =
        |method| Command::ValidatePayment(ValidatePayment { method: Some(method), ..ValidatePayment::default() });
    let order = placed("cheque");
    assert_eq!(faults(&order, validate(PaymentMethod::Cheque)), one("cheque_number", "required"));
    assert_eq!(faults(&order, validate(PaymentMethod::Card)), one("note", "reason_required"));
}

#[test]
fn a_late_message_is_kept_on_record_and_moves_nothing_back() {
    let report = |outcome| {
        Command::ReportPayment(PaymentReport {
            method: PaymentMethod::Card,
            amount_cents: 4_000,
            outcome,
            reference: "pi_1".into(),
        })
    };
    let states = default_states();
    let context = Context { states: &states };
    let mut order = placed("card");
    let confirmed = decide(&order, report(PaymentOutcome::Confirmed), context).unwrap();
    order = after(order, &confirmed);
    assert_eq!(decide(&order, report(PaymentOutcome::Confirmed), context), Ok(vec![]));
    let late = decide(&order, report(PaymentOutcome::Refused), context).unwrap();
    assert!(matches!(late.as_slice(), [Event::PaymentReported(late)] if !late.applied), "{late:?}");
    assert_eq!(after(order.clone(), &late).payments, order.payments);
}
