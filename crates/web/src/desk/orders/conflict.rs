//! Somebody changed the order while a form was open: both sides, and what was typed.

use journal::Stored;
use maud::{Markup, html};
use orders::{Event, Order, Recorded};

use super::frame::Frame;
use super::history;
use crate::desk::words::{amount, state_word, status_word};
use crate::html::{Records, column, link_button};
use crate::i18n::{t, ta};

/// What an order's forms speak of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Payment,
    Received,
    Progress,
    Invoice,
    FollowUp,
    Handoff,
    /// Something that only the form has.
    Words(&'static str),
}

/// What the form says of a fact.
pub(super) type Typed = (Fact, String);

const FACTS: [Fact; 6] = [Fact::Payment, Fact::Received, Fact::Progress, Fact::Invoice, Fact::FollowUp, Fact::Handoff];

/// What happened since `version`, and three columns: as it was, as it is, what was typed.
pub(super) fn since(frame: &Frame, version: i64, typed: &[Typed]) -> Markup {
    let lang = frame.desk.lang();
    let Some(opened) = as_of(frame, version) else { return html! {} };
    let now = &frame.file.order;
    let mut rows = Vec::new();
    for fact in FACTS.into_iter().chain(typed.iter().map(|(fact, _)| *fact).filter(|fact| !FACTS.contains(fact))) {
        let (before, after) = (say(frame, fact, &opened), say(frame, fact, now));
        let mine = typed.iter().find(|(of, _)| *of == fact).map(|(_, text)| text.as_str()).unwrap_or_default();
        if before != after || !mine.is_empty() {
            rows.push((label(frame, fact), before, after, mine.to_owned()));
        }
    }
    let keys = ["conflict-fact", "conflict-opened", "conflict-now", "conflict-typed"];
    let rows =
        rows.into_iter().map(|(name, before, after, mine)| [name, before, after, mine].map(|text| html! { (text) }));
    let caption = t(lang, "conflict-title");
    let table = Records::new(&caption, keys.map(|key| column(t(lang, key))), rows);
    html! {
        section.section aria-labelledby="conflict" {
            h2 #conflict { (t(lang, "conflict-title")) }
            (history::since(frame, version))
            (table.in_region())
            p { (t(lang, "conflict-hint")) }
            p { (link_button("plain", &frame.href(), &t(lang, "conflict-keep-other"))) }
        }
    }
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
        Fact::Progress => "order-progress",
        Fact::Invoice => "column-invoice",
        Fact::FollowUp => "column-follow-up",
        Fact::Handoff => "nav-logistics",
        Fact::Words(key) => key,
    };
    t(frame.desk.lang(), key)
}

fn say(frame: &Frame, fact: Fact, order: &Order) -> String {
    let lang = frame.desk.lang();
    match fact {
        Fact::Payment => status_word(lang, order.payment_status()),
        Fact::Received => amount(lang, order.received_cents(), order.currency),
        Fact::Progress => frame.state_label(order.progress_state()),
        Fact::Invoice => order.invoices.join(", "),
        Fact::FollowUp => t(lang, if order.follow_up { "yes" } else { "no" }),
        Fact::Handoff => order.handoff.as_ref().map_or_else(String::new, |handoff| {
            let state = t(lang, &format!("handoff-state-{}", handoff.state.code().replace('_', "-")));
            let named = ta(lang, "handoff-title", &[("number", handoff.batch.to_string().into())]);
            format!("{named}, {state}")
        }),
        Fact::Words(_) => String::new(),
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
