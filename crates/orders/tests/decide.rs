//! What a decision holds to besides the stage.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use orders::{
    CancellationRequested, Command, Context, Event, HandedOff, Invoiced, No, Order, PaymentMethod, PaymentOutcome,
    PaymentReport, ProgressChange, ProgressKind, ProgressState, Refusal, Shipping, ShippingLine, Step, ValidatePayment,
    carrier_of_delivery, code_of_label, decide, default_states, permit,
};
use support::{after, now, placed};

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

fn cheque(amount_cents: Option<i64>, note: &str) -> Command {
    Command::ValidatePayment(ValidatePayment {
        cheque_number: "0012345".into(),
        amount_cents,
        note: note.into(),
        ..ValidatePayment::default()
    })
}

#[test]
fn u29_a_difference_needs_a_reason_and_a_part_keeps_the_rest_due() {
    let states = default_states();
    let context = Context { states: &states };
    let order = placed("cheque");
    let (total, part) = (order.total_cents, order.total_cents - 1_000);
    assert_eq!(faults(&order, cheque(Some(part), "")), one("note", "difference_needs_reason"));
    assert_eq!(faults(&order, cheque(Some(total + 1), " ")), one("note", "difference_needs_reason"));
    assert!(decide(&order, cheque(Some(total), ""), context).is_ok(), "what is due needs none");
    assert!(decide(&order, cheque(None, ""), context).is_ok());

    let order = after(order, &decide(&placed("cheque"), cheque(Some(part), "acompte"), context).unwrap());
    assert_eq!((order.received_cents(), order.due_cents()), (part, 1_000));
    assert_eq!(permit(Step::ValidatePayment, &order), Ok(()), "the rest can still come");
    let order = after(order.clone(), &decide(&order, cheque(Some(1_000), ""), context).unwrap());
    assert_eq!(order.due_cents(), 0);
    assert_eq!(permit(Step::ValidatePayment, &order), Err(Refusal::AlreadyPaid));
}

fn moved(state: &str) -> Command {
    Command::RecordProgress(ProgressChange {
        state: state.into(),
        comment: String::new(),
        published: None,
        notify: None,
        issue_invoice: false,
    })
}

/// `preparing` leads to `shipped` alone; `returned` is no longer offered.
fn strict_states() -> Vec<ProgressState> {
    let mut states = default_states();
    for state in &mut states {
        state.retired = state.code == "returned";
        if state.code == "preparing" {
            state.followed_by = vec!["shipped".into(), "gone".into()];
        }
        if state.code == "shipped" {
            state.followed_by = vec!["gone".into()];
        }
    }
    states
}

#[test]
fn u27_a_state_is_followed_by_those_it_names_and_by_all_where_it_names_none() {
    let states = strict_states();
    let context = Context { states: &states };
    let begun = placed("cheque");
    let refused = |order: &Order, state: &str| match decide(order, moved(state), context) {
        Err(No::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    for state in ["preparing", "shipped", "delivered"] {
        assert!(decide(&begun, moved(state), context).is_ok(), "every state can be the first: {state}");
    }
    assert_eq!(refused(&begun, "returned"), Refusal::ProgressRetired { state: "returned".into() });

    let preparing = after(begun.clone(), &decide(&begun, moved("preparing"), context).unwrap());
    let not_next =
        Refusal::ProgressNotNext { from: "preparing".into(), to: "delivered".into(), next: vec!["shipped".into()] };
    assert_eq!(refused(&preparing, "delivered"), not_next);
    assert!(decide(&preparing, moved("preparing"), context).is_ok(), "it may stay, with a note or an invoice");

    let shipped = after(preparing.clone(), &decide(&preparing, moved("shipped"), context).unwrap());
    assert!(decide(&shipped, moved("delivered"), context).is_ok(), "a state that is gone binds nobody");
}

#[test]
fn u27_parcels_that_leave_are_not_bound_by_it() {
    let mut states = strict_states();
    states[0].followed_by = vec!["delivered".into()];
    let context = Context { states: &states };
    let order = after(placed("cash_on_delivery"), &decide(&placed("cheque"), moved("preparing"), context).unwrap());
    let parcels = Shipping { carrier: "Colissimo".into(), parcels: vec![], lines: None, at: now() };
    let events = decide(&order, Command::Ship(parcels), context).unwrap();
    assert_eq!(after(order, &events).progress_state(), Some("shipped"));
}

#[test]
fn u31_the_last_state_is_taken_back_once_and_the_order_is_as_it_was() {
    let states = default_states();
    let context = Context { states: &states };
    let no = |order: &Order| permit(Step::UndoProgress, order).unwrap_err();
    let begun = placed("cheque");
    assert_eq!(no(&begun), Refusal::NothingToUndo);
    let first = after(begun.clone(), &decide(&begun, moved("preparing"), context).unwrap());
    let second = after(first.clone(), &decide(&first, moved("delivered"), context).unwrap());
    let undone = after(second.clone(), &decide(&second, Command::UndoProgress, context).unwrap());
    assert_eq!(undone.progress_state(), Some("preparing"));
    assert_eq!(undone.progress.len(), 2, "what was taken back stays in the history");
    assert_eq!(no(&undone), Refusal::NothingToUndo, "only the last step is taken back");
    let back = after(first.clone(), &decide(&first, Command::UndoProgress, context).unwrap());
    assert_eq!(back.progress_state(), None);
}

#[test]
fn u31_what_an_invoice_or_parcels_came_of_is_not_taken_back() {
    let states = default_states();
    let context = Context { states: &states };
    let order = placed("cash_on_delivery");
    let mut invoiced = decide(&order, moved("preparing"), context).unwrap();
    if let Event::ProgressRecorded(entry) = &mut invoiced[0] {
        entry.issue_invoice = true;
    }
    invoiced.push(Event::Invoiced(Invoiced { number: "2026-11-000000005".into() }));
    let refused = permit(Step::UndoProgress, &after(order.clone(), &invoiced));
    assert_eq!(refused, Err(Refusal::OrderInvoiced { invoice: "2026-11-000000005".into() }));

    let parcels = Shipping { carrier: "Colissimo".into(), parcels: vec![], lines: None, at: now() };
    let shipped = after(order.clone(), &decide(&order, Command::Ship(parcels), context).unwrap());
    assert_eq!(permit(Step::UndoProgress, &shipped), Err(Refusal::ProgressShipped));
}

#[test]
fn parcels_lead_to_the_state_of_their_carrier_else_to_one_of_no_carrier_else_to_the_first() {
    let named = |code: &str, carrier: &str, kind, retired| ProgressState {
        code: code.into(),
        carrier: carrier.into(),
        kind,
        retired,
        ..default_states()[0].clone()
    };
    let (whole, part) = (ProgressKind::Shipped, ProgressKind::PartiallyShipped);
    let states = [
        named("mondial", "Mondial Relay", whole, false),
        named("old", "Colis Privé", whole, true),
        named("shipped", "", whole, false),
        named("second", "", whole, false),
        named("part", "DPD", part, false),
    ];
    let reached = |carrier: &str, lines, states: &[ProgressState]| {
        let order = placed("cash_on_delivery");
        let shipping = Shipping { carrier: carrier.into(), parcels: vec![], lines, at: now() };
        let events = decide(&order, Command::Ship(shipping), Context { states }).unwrap();
        after(order, &events).progress_state().map(str::to_owned)
    };
    let table = [
        ("Mondial Relay", "mondial"),
        ("  MONDIAL\u{a0}relay ", "mondial"),
        ("Mondial", "shipped"),
        ("Colissimo", "shipped"),
        ("Colis Privé", "shipped"),
    ];
    for (carrier, state) in table {
        assert_eq!(reached(carrier, None, &states).as_deref(), Some(state), "{carrier}");
    }
    assert_eq!(reached("Colissimo", None, &states[..1]).as_deref(), Some("mondial"), "else as if it named none");
    let one = || Some(vec![ShippingLine { line: 1, quantity: 1 }]);
    assert_eq!(reached("Colissimo", one(), &states).as_deref(), Some("part"));
    assert_eq!(reached("Colissimo", None, &states[4..]), None, "no state of the kind: the shipment alone");
}

#[test]
fn a_way_to_deliver_names_a_carrier_that_a_state_names() {
    let states = default_states();
    let of = |method| carrier_of_delivery(method, &states);
    assert_eq!(of("Point relais Mondial Relay"), Some("Mondial Relay"));
    assert_eq!(of("MONDIAL RELAY"), Some("Mondial Relay"));
    assert_eq!((of("Livraison à domicile"), of("")), (None, None));
}

#[test]
fn only_what_is_paid_on_delivery_is_collected_and_only_what_is_due() {
    let due = |order: &Order| order.due_on_delivery_cents();
    let order = placed("cash_on_delivery");
    assert_eq!(due(&order), order.total_cents);
    assert_eq!(due(&placed("cheque")), 0);
    let context = Context { states: &[] };
    let part = ValidatePayment { amount_cents: Some(1_000), note: "acompte".into(), ..ValidatePayment::default() };
    let paid = after(order.clone(), &decide(&order, Command::ValidatePayment(part), context).unwrap());
    assert_eq!(due(&paid), order.total_cents - 1_000);
    let cancel = Command::Cancel { reason: "double".into() };
    let cancelled = after(order.clone(), &decide(&order, cancel, context).unwrap());
    assert_eq!(due(&cancelled), 0, "nothing is delivered");
}

#[test]
fn a_label_makes_a_code_that_holds_and_is_free() {
    let taken = ["shipped", "shipped_2", "reassort"];
    let table = [
        ("Commande prête", "commande_prete"),
        ("Réassort", "reassort_2"),
        ("  À l’œuvre – 2e fois !", "a_l_oeuvre_2e_fois"),
        ("SHIPPED", "shipped_3"),
        ("None", "none_2"),
        ("東京", "code"),
        ("", "code"),
    ];
    for (label, code) in table {
        assert_eq!(code_of_label(label, |code| taken.contains(&code)), code, "{label}");
    }
    for label in ["é".repeat(100), "x y ".repeat(25), "ß".repeat(100), "½".repeat(100)] {
        let long = code_of_label(&label, |code| !code.ends_with("_123"));
        assert!(orders::ProgressState::valid_code(&long), "{long}");
    }
}
