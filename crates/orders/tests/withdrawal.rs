//! The customer's right of withdrawal, and its one period.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use jiff::ZonedDateTime;
use orders::{
    Cancelled, Command, Context, Deleted, Event, FollowUpSet, Language, No, Order, Refusal, Shipment, Shipped,
    WithdrawalStatement, Withdrawing, Withdrawn, decide, default_states, permit_withdrawal,
};
use support::{after, placed};

fn paris(local: &str) -> ZonedDateTime {
    format!("{local}[Europe/Paris]").parse().unwrap()
}

fn shipped(id: i64, local: &str, quantities: [i64; 2], complete: bool) -> Event {
    let at = paris(local).timestamp();
    let shipment = Shipment { id, carrier: "Colissimo".into(), parcels: vec![], quantities: quantities.into(), at };
    Event::Shipped(Shipped { shipment, complete })
}

fn withdraw(order: &Order, local: &str) -> Result<Vec<Event>, No> {
    let command = Command::Withdraw(Withdrawing { language: Language::Fr, at: paris(local) });
    decide(order, command, Context { states: &default_states() })
}

fn withdrawn() -> Event {
    Event::Withdrawn(Withdrawn { language: Language::Fr })
}

fn flagged() -> Event {
    Event::FollowUpSet(FollowUpSet { follow_up: true })
}

#[test]
fn u53_a_withdrawal_flags_the_order_and_is_open_until_everything_has_left() {
    let order = placed("cheque");
    assert_eq!(withdraw(&order, "2036-01-01T00:00:00").unwrap(), [withdrawn(), flagged()]);
    let partly = after(order, &[shipped(1, "2026-11-24T10:00:00", [2, 1], false), flagged()]);
    assert_eq!(withdraw(&partly, "2036-01-01T00:00:00").unwrap(), [withdrawn()]);
}

#[test]
fn u53_the_period_is_fourteen_whole_days_of_the_shop_after_the_last_parcel() {
    let first = shipped(1, "2026-10-01T10:00:00", [2, 1], false);
    // Late in the evening, when it is still the day before in London.
    let last = shipped(2, "2026-11-24T00:10:00", [0, 1], true);
    let order = after(placed("cheque"), &[first, last]);
    assert!(withdraw(&order, "2026-12-08T23:59:59").is_ok());
    let ended = "2026-12-08".parse().unwrap();
    let refused = No::Refused(Refusal::WithdrawalPeriodOver { ended });
    assert_eq!(withdraw(&order, "2026-12-09T00:00:00"), Err(refused));
}

#[test]
fn u53_a_second_statement_changes_nothing_even_after_the_period_and_the_cancellation() {
    let left = shipped(1, "2026-11-24T10:00:00", [2, 2], true);
    let order = after(placed("cheque"), &[withdrawn(), left]);
    assert_eq!(withdraw(&order, "2027-12-09T00:00:00"), Ok(vec![]));
    let cancelled = Event::Cancelled(Cancelled { reason: "rétractation".into() });
    let order = after(placed("cheque"), &[withdrawn(), cancelled]);
    assert_eq!(withdraw(&order, "2026-12-09T00:00:00"), Ok(vec![]));
}

#[test]
fn u53_there_is_nothing_to_withdraw_from_once_an_order_is_cancelled_or_deleted() {
    let cancelled = Event::Cancelled(Cancelled { reason: "erreur".into() });
    for (event, refusal) in [(cancelled, Refusal::OrderCancelled), (Event::Deleted(Deleted {}), Refusal::OrderDeleted)]
    {
        let order = after(placed("cheque"), &[event]);
        assert_eq!(permit_withdrawal(&order, &paris("2026-11-25T09:00:00")), Err(refusal));
    }
}

#[test]
fn u53_a_statement_takes_a_number_as_people_write_it() {
    let parse = |order: &str| WithdrawalStatement::parse(" Élise ", order, " e@exemple.fr", Language::Fr);
    for typed in ["7090565", " 7 090 565", "n°\u{a0}7090565"] {
        assert_eq!(parse(typed).unwrap().order, Some(7_090_565), "{typed}");
    }
    assert_eq!(parse("je ne sais plus").unwrap().order, None);
    assert_eq!(parse("99999999999999999999").unwrap().order, None);
    let empty = WithdrawalStatement::parse("", " ", "x", Language::Fr).unwrap_err();
    let codes: Vec<_> = empty.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
    assert_eq!(codes, [("name", "required"), ("order", "required"), ("email", "not_an_email")]);
}
