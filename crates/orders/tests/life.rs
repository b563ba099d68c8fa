//! An order's life as one page: which step may be taken at which stage, and why not.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use std::fmt::Write;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use orders::{
    CancellationRequested, Cancelled, Command, ContactErased, Context, Deleted, Event, HandOff, HandedOff,
    HandoffAcknowledged, Invoiced, Language, No, Order, Parcel, PaymentMethod, PaymentValidated, ProgressChange,
    Refusal, Shipment, Shipped, Shipping, ShippingLine, Stage, Step, ValidatePayment, Withdrawing, Withdrawn, decide,
    default_states, permit, permit_withdrawal,
};
use proptest::prelude::*;
use support::{after, now, placed};

fn shipped(quantities: [i64; 2], complete: bool) -> Event {
    let shipment =
        Shipment { id: 1, carrier: "Colissimo".into(), parcels: vec![], quantities: quantities.into(), at: now() };
    Event::Shipped(Shipped { shipment, complete })
}

/// Every stage with the events that lead there.
fn stages() -> Vec<(&'static str, Vec<Event>)> {
    let handed = || Event::HandedOff(HandedOff { batch: 3, reason: None });
    let reason = || "le client a changé d'avis".to_owned();
    vec![
        ("open", vec![]),
        ("partly shipped", vec![shipped([1, 0], false)]),
        ("submitted", vec![handed()]),
        ("acknowledged", vec![handed(), Event::HandoffAcknowledged(HandoffAcknowledged { batch: 3 })]),
        ("cancel requested", vec![handed(), Event::CancellationRequested(CancellationRequested { reason: reason() })]),
        ("shipped", vec![shipped([2, 2], true)]),
        ("cancelled", vec![Event::Cancelled(Cancelled { reason: reason() })]),
        ("cancelled, a part left", vec![shipped([1, 0], false), Event::Cancelled(Cancelled { reason: reason() })]),
        ("withdrawn", vec![Event::Withdrawn(Withdrawn { language: Language::Fr })]),
        ("contact erased", vec![shipped([2, 2], true), Event::ContactErased(ContactErased {})]),
        ("deleted", vec![Event::Deleted(Deleted {})]),
    ]
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "open",
        Stage::PartlyShipped => "partly shipped",
        Stage::Submitted { .. } => "submitted",
        Stage::Acknowledged { .. } => "acknowledged",
        Stage::CancelRequested { .. } => "cancel requested",
        Stage::Shipped => "shipped",
        Stage::Cancelled => "cancelled",
        Stage::Deleted => "deleted",
    }
}

/// What besides its stage decides what may be done to an order.
fn orders(invoiced: bool, payment: &str) -> Vec<(&'static str, Order)> {
    let mut facts = Vec::new();
    if payment == "paid" {
        facts.push(Event::PaymentValidated(PaymentValidated {
            payment: 1,
            method: PaymentMethod::Cheque,
            amount_cents: 4_000,
            cheque_number: Some("0012345".into()),
            reference: None,
            note: None,
        }));
    }
    if invoiced {
        facts.push(Event::Invoiced(Invoiced { number: "2026-11-000000005".into() }));
    }
    let method = if payment == "due on delivery" { "cash_on_delivery" } else { "cheque" };
    let with_facts = |events: Vec<Event>| after(after(placed(method), &facts), &events);
    stages().into_iter().map(|(name, events)| (name, with_facts(events))).collect()
}

#[test]
fn the_life_of_an_order_is_this_page() {
    let mut page = String::new();
    for invoiced in [false, true] {
        for payment in ["unpaid", "paid", "due on delivery"] {
            let orders = orders(invoiced, payment);
            writeln!(page, "{payment}, {}", if invoiced { "invoiced" } else { "not invoiced" }).unwrap();
            write!(page, "{:24}", "").unwrap();
            for (stage, _) in &orders {
                write!(page, "  {stage:23}").unwrap();
            }
            for step in Step::ALL {
                write!(page, "\n{:24}", step.code()).unwrap();
                for (_, order) in &orders {
                    let word = permit(step, order).map_or_else(|refusal| refusal.code(), |()| "✓");
                    write!(page, "  {word:23}").unwrap();
                }
            }
            page.push_str("\n\n");
        }
    }
    let page: Vec<_> = page.lines().map(str::trim_end).collect();
    insta::assert_snapshot!("life", page.join("\n"));
}

#[test]
fn the_events_of_the_page_lead_to_the_stages_it_names() {
    for (name, order) in orders(false, "unpaid") {
        let stage = name.split(',').next().unwrap_or(name);
        let stage = match stage {
            "contact erased" => "shipped",
            "withdrawn" => "open",
            stage => stage,
        };
        assert_eq!(stage_name(Stage::of(&order)), stage);
    }
}

#[test]
fn every_refusal_says_its_facts() {
    for invoiced in [false, true] {
        for (stage, order) in orders(invoiced, "unpaid") {
            for step in Step::ALL {
                let Err(refusal) = permit(step, &order) else { continue };
                let facts: Vec<_> = refusal.facts().into_iter().map(|(name, _)| name).collect();
                let expected: &[&str] = match refusal.code() {
                    "order_invoiced" | "already_invoiced" => &["invoice"],
                    "handed_off" => &["batch"],
                    _ => &[],
                };
                assert_eq!(facts, expected, "{stage}, {}", step.code());
            }
        }
    }
}

/// A command for the step that nobody could find fault with, but for when it is asked.
fn well_formed(step: Step, complete: bool) -> Command {
    let reason = || "le client a changé d'avis".to_owned();
    let progress = |issue_invoice| {
        Command::RecordProgress(ProgressChange {
            state: "preparing".into(),
            comment: String::new(),
            published: None,
            notify: None,
            issue_invoice,
        })
    };
    match step {
        Step::ValidatePayment => Command::ValidatePayment(ValidatePayment {
            cheque_number: "0012345".into(),
            note: "reçu".into(),
            amount_cents: (!complete).then_some(1_000),
            ..ValidatePayment::default()
        }),
        Step::RecordProgress => progress(false),
        Step::UndoProgress => Command::UndoProgress,
        Step::IssueInvoice => progress(true),
        Step::SetFollowUp => Command::SetFollowUp { follow_up: complete },
        Step::HandOff => Command::HandOff(HandOff { batch: 7, reason: String::new() }),
        Step::HandOffUnpaid => Command::HandOff(HandOff { batch: 7, reason: reason() }),
        Step::AcknowledgeHandoff => Command::AcknowledgeHandoff,
        Step::RefuseHandoff => Command::RefuseHandoff { reason: reason() },
        Step::RequestCancellation => Command::RequestCancellation { reason: reason() },
        Step::AnswerCancellation => Command::AnswerCancellation { accepted: complete, reason: reason() },
        Step::Ship => Command::Ship(Shipping {
            carrier: "Colissimo".into(),
            parcels: vec![Parcel { tracking_number: "6A1".into(), tracking_url: None, weight_g: None }],
            // One unit of a line that has one left, or all that remains.
            lines: None,
            at: now(),
        }),
        Step::Cancel => Command::Cancel { reason: reason() },
        Step::Delete => Command::Delete,
        Step::EraseContact => Command::EraseContact,
        Step::Withdraw => withdraw(now()),
    }
}

fn withdraw(at: Timestamp) -> Command {
    Command::Withdraw(Withdrawing { language: Language::Fr, at: in_paris(at) })
}

fn in_paris(at: Timestamp) -> ZonedDateTime {
    at.to_zoned_datetime(TimeZone::get("Europe/Paris").unwrap())
}

/// What a page offers: the table, and for the customer's own step its period.
fn offered(step: Step, order: &Order) -> Result<(), Refusal> {
    if step == Step::Withdraw { permit_withdrawal(order, &in_paris(now())) } else { permit(step, order) }
}

/// One unit of the first line that has any left.
fn one_unit(order: &Order) -> Option<Vec<ShippingLine>> {
    let line = order.remaining().iter().position(|units| *units > 0)?;
    Some(vec![ShippingLine { line: line + 1, quantity: 1 }])
}

fn assert_offered_is_accepted(order: &Order, step: Step, command: &Command) -> Vec<Event> {
    let states = default_states();
    let accepted = decide(order, command.clone(), Context { states: &states });
    match (offered(step, order), accepted) {
        (Ok(()), Ok(events)) => events,
        (Err(offered), Err(No::Refused(refused))) => {
            assert_eq!(offered, refused, "{step:?}");
            Vec::new()
        }
        (offered, accepted) => panic!("{step:?} is offered {offered:?} and accepted {accepted:?}: {order:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_step_is_offered_exactly_when_it_is_accepted(
        method in prop::sample::select(vec!["cheque", "card", "cash_on_delivery"]),
        taken in prop::collection::vec((0..Step::ALL.len(), any::<bool>()), 0..25),
    ) {
        let mut order = placed(method);
        for (step, complete) in taken {
            for step in Step::ALL {
                assert_offered_is_accepted(&order, step, &well_formed(step, complete));
            }
            let step = Step::ALL[step];
            let mut command = well_formed(step, complete);
            if let Command::Ship(shipping) = &mut command && !complete {
                shipping.lines = one_unit(&order);
            }
            let mut events = assert_offered_is_accepted(&order, step, &command);
            if events.iter().any(|event| matches!(event, Event::ProgressRecorded(entry) if entry.issue_invoice)) {
                events.push(Event::Invoiced(Invoiced { number: "2026-11-000000005".into() }));
            }
            order = after(order, &events);
        }
    }

    #[test]
    fn no_order_is_both_invoiced_and_cancelled(
        taken in prop::collection::vec((0..Step::ALL.len(), any::<bool>()), 0..40),
    ) {
        let mut order = placed("cash_on_delivery");
        for (step, complete) in taken {
            let states = default_states();
            let command = well_formed(Step::ALL[step], complete);
            let mut events = decide(&order, command, Context { states: &states }).unwrap_or_default();
            if events.iter().any(|event| matches!(event, Event::ProgressRecorded(entry) if entry.issue_invoice)) {
                events.push(Event::Invoiced(Invoiced { number: "2026-11-000000005".into() }));
            }
            order = after(order, &events);
            prop_assert!(order.invoices.is_empty() || order.cancellation.is_none());
            prop_assert!(order.invoices.len() <= 1);
        }
    }

    #[test]
    fn whatever_happens_nothing_is_shipped_that_was_not_ordered(
        taken in prop::collection::vec((0..Step::ALL.len(), any::<bool>()), 0..25),
    ) {
        let mut order = placed("cash_on_delivery");
        for (step, complete) in taken {
            let mut command = well_formed(Step::ALL[step], complete);
            if let Command::Ship(shipping) = &mut command && !complete {
                shipping.lines = one_unit(&order);
            }
            let states = default_states();
            let events = decide(&order, command, Context { states: &states }).unwrap_or_default();
            order = after(order, &events);
            let remaining = order.remaining();
            prop_assert!(remaining.iter().zip(&order.lines).all(|(left, line)| (0..=line.quantity).contains(left)));
        }
    }
}
