//! Somebody changed the order while a form was open: both sides, and what was typed.

use journal::Stored;
use maud::{Markup, html};
use money::parse_amount;
use orders::{Event, Order, Recorded, Step, permit};

use super::frame::{Frame, STEP_FORM};
use super::history;
use crate::conflict::{self, Outcome, Row, Side};
use crate::desk::words::{amount, state_word, status_word};
use crate::form::Form;
use crate::format::plain_amount;
use crate::html::link_button;
use crate::i18n::{t, ta};

/// What an order's forms speak of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Payment,
    Received,
    /// What is still to be paid, which the amount received is proposed from.
    Due,
    Progress,
    Invoice,
    FollowUp,
    Handoff,
}

/// What a form says: of a fact, in the field of a name, or something that only the form has.
pub(super) enum Typed {
    Field(Fact, &'static str),
    Words(&'static str, String),
}

impl Typed {
    pub(super) const fn field(fact: Fact, name: &'static str) -> Self {
        Typed::Field(fact, name)
    }

    pub(super) const fn words(key: &'static str, text: String) -> Self {
        Typed::Words(key, text)
    }
}

const FACTS: [Fact; 6] = [Fact::Payment, Fact::Received, Fact::Progress, Fact::Invoice, Fact::FollowUp, Fact::Handoff];

/// What happened since `version`, and field by field what will be saved, if `step` can still be taken: what the other
/// person alone has changed is put into `form`, and where both have changed something the page asks.
pub(super) fn since(frame: &Frame, form: &mut Form, version: i64, step: Step, typed: &[Typed]) -> Markup {
    let lang = frame.desk.lang();
    let Some(opened) = as_of(frame, version) else { return html! {} };
    let now = &frame.file.order;
    let mut rows = Vec::new();
    for fact in
        FACTS.into_iter().filter(|fact| !typed.iter().any(|typed| matches!(typed, Typed::Field(of, _) if of == fact)))
    {
        let (opened, now) = (say(frame, fact, &opened), say(frame, fact, now));
        if opened != now {
            rows.push(Row { name: label(frame, fact), opened, now, mine: String::new(), outcome: Outcome::Theirs });
        }
    }
    for typed in typed {
        match typed {
            Typed::Field(fact, name) => rows.extend(field(frame, form, (*fact, name), &opened)),
            Typed::Words(_, text) if text.is_empty() => {}
            Typed::Words(key, text) => {
                let (name, opened, now) = (t(lang, key), String::new(), String::new());
                rows.push(Row { name, opened, now, mine: text.clone(), outcome: Outcome::Mine });
            }
        }
    }
    // A step without anything to type asks by itself.
    let open = !typed.is_empty() && permit(step, now).is_ok();
    html! {
        section.section aria-labelledby="conflict" {
            h2 #conflict { (t(lang, "conflict-title")) }
            (history::since(frame, version))
            (conflict::table(lang, &rows, open.then_some(STEP_FORM)))
            p { (link_button("plain", &frame.href(), &t(lang, "conflict-leave"))) }
        }
    }
}

/// A field whose fact others may have changed.
fn field(frame: &Frame, form: &mut Form, (fact, name): (Fact, &str), opened: &Order) -> Option<Row> {
    let now = &frame.file.order;
    let [was, is] = [opened, now].map(|order| proposed(frame, fact, order));
    let typed = match form.get(name) {
        // Nothing typed means what was proposed.
        "" => was.clone(),
        typed => as_proposed(frame, fact, typed),
    };
    let outcome = match conflict::side(&was, &is, &typed) {
        Some(Side::Theirs) => {
            form.set(name, &is);
            Outcome::Theirs
        }
        Some(Side::Mine) => Outcome::Mine,
        Some(Side::Asked) => Outcome::Asked(name.to_owned(), vec![is.clone()]),
        None if was != is => Outcome::Theirs,
        None => return None,
    };
    let [opened, now, mine] = [was, is, typed].map(|value| in_words(frame, fact, value));
    Some(Row { name: frame.label(name), opened, now, mine, outcome })
}

/// What a field proposes.
fn proposed(frame: &Frame, fact: Fact, order: &Order) -> String {
    match fact {
        Fact::Progress => order.progress_state().unwrap_or_default().to_owned(),
        Fact::Due => plain_amount(frame.desk.lang(), order.due_cents(), order.currency.exponent()),
        Fact::Payment | Fact::Received | Fact::Invoice | Fact::FollowUp | Fact::Handoff => say(frame, fact, order),
    }
}

/// What was typed, written as it is proposed: an amount can be written in many ways.
fn as_proposed(frame: &Frame, fact: Fact, typed: &str) -> String {
    let exponent = frame.file.order.currency.exponent();
    match parse_amount(typed, exponent) {
        Ok(cents) if fact == Fact::Due => plain_amount(frame.desk.lang(), cents, exponent),
        Ok(_) | Err(_) => typed.to_owned(),
    }
}

fn in_words(frame: &Frame, fact: Fact, value: String) -> String {
    if fact == Fact::Progress { frame.state_label(Some(value.as_str()).filter(|code| !code.is_empty())) } else { value }
}

/// What an event has changed, fact by fact: its name, what it was, what it is.
pub(super) fn changed(frame: &Frame, before: &Order, after: &Order) -> Vec<(String, String, String)> {
    let said = FACTS.into_iter().map(|fact| (label(frame, fact), say(frame, fact, before), say(frame, fact, after)));
    said.filter(|(_, before, after)| before != after).collect()
}

/// The order as the form's reader saw it.
fn as_of(frame: &Frame, version: i64) -> Option<Order> {
    let seen = frame.history.iter().take_while(|(row, _)| row.version <= version);
    let events: Vec<_> = seen
        .filter_map(|(row, _)| Some((Event::read(&row.kind, &row.data).ok()?, row.at, row.actor.as_str())))
        .collect();
    Order::fold(frame.file.order.number, events.iter().map(|(event, at, actor)| Recorded { event, at: *at, actor }))
}

fn label(frame: &Frame, fact: Fact) -> String {
    let key = match fact {
        Fact::Payment => "order-payment-status",
        Fact::Received => "payment-received",
        Fact::Due => "payment-difference",
        Fact::Progress => "order-progress",
        Fact::Invoice => "column-invoice",
        Fact::FollowUp => "column-follow-up",
        Fact::Handoff => "order-handoff",
    };
    t(frame.desk.lang(), key)
}

fn say(frame: &Frame, fact: Fact, order: &Order) -> String {
    let lang = frame.desk.lang();
    match fact {
        Fact::Payment => status_word(lang, order.payment_status()),
        Fact::Received => amount(lang, order.received_cents(), order.currency),
        Fact::Due => amount(lang, order.due_cents(), order.currency),
        Fact::Progress => frame.state_label(order.progress_state()),
        Fact::Invoice => order.invoices.join(", "),
        Fact::FollowUp => t(lang, if order.follow_up { "yes" } else { "no" }),
        Fact::Handoff => order.handoff.as_ref().map_or_else(String::new, |handoff| {
            let state = t(lang, &format!("handoff-state-{}", handoff.state.code().replace('_', "-")));
            let named = ta(lang, "handoff-title", &[("number", handoff.batch.to_string().into())]);
            format!("{named}, {state}")
        }),
    }
}

impl Frame {
    /// A state of progress in words.
    pub(super) fn state_label(&self, code: Option<&str>) -> String {
        let lang = self.desk.lang();
        let Some(code) = code else { return t(lang, "progress-undefined") };
        let state = self.states.iter().find(|state| state.code == code);
        state.map_or_else(|| code.to_owned(), |state| state_word(lang, state))
    }
}
