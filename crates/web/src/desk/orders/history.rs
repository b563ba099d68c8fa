//! Everything that has happened to an order, as sentences, newest first.

use journal::Stored;
use journal::question::EventRow;
use maud::{Markup, html};
use orders::{Event, Order, Recorded};

use super::conflict;
use super::frame::Frame;
use crate::desk::mails;
use crate::desk::words::{amount, method_word, status_word};
use crate::html::moment;
use crate::i18n::{Arg, Lang, t, ta};

/// The list, with « Annuler » where something can be taken back.
pub(super) fn list(frame: &Frame) -> Markup {
    let order = &frame.file.order;
    let last_progress = order.progress.last().map(|entry| entry.version);
    let is_flag = |(row, _): &&(EventRow, Option<String>)| row.kind == "order.follow_up_set";
    let last_flag = frame.history.iter().rev().find(is_flag).map(|(row, _)| row.version);
    let undo = |version: i64| {
        if Some(version) == last_progress { frame.undo_progress() } else { None }
            .or_else(|| if Some(version) == last_flag { frame.undo_follow_up() } else { None })
    };
    lines(frame, 0, &undo)
}

/// What came after `version`.
pub(super) fn since(frame: &Frame, version: i64) -> Markup {
    lines(frame, version, &|_| None)
}

/// A fact, what it was, what it is.
type Change = (String, String, String);

/// One line of the history: who did what, what it changed, and how to take it back.
struct Line<'a> {
    row: &'a EventRow,
    name: Option<&'a str>,
    event: Option<Event>,
    changed: Vec<Change>,
}

impl Line<'_> {
    /// What happened, in a sentence. A state, a status and a flag are best said by what they were and are.
    fn told(&self, frame: &Frame) -> String {
        let lang = frame.desk.lang();
        let Some(event) = &self.event else { return self.row.kind.clone() };
        match (event, self.changed.as_slice()) {
            (Event::ProgressRecorded(entry), [change]) => with_words(said(lang, change), &entry.comment),
            (Event::PaymentReported(told), [change, ..]) => with_words(said(lang, change), &told.reference),
            (Event::FollowUpSet(_), [change]) => said(lang, change),
            (event, _) => sentence(frame, event),
        }
    }

    /// What else it has changed.
    fn changes(&self, lang: Lang) -> Vec<String> {
        match &self.event {
            Some(Event::ProgressRecorded(_) | Event::FollowUpSet(_) | Event::Invoiced(_)) => Vec::new(),
            Some(Event::PaymentReported(_)) => self.changed.iter().skip(1).map(|change| said(lang, change)).collect(),
            Some(_) | None => self.changed.iter().map(|change| said(lang, change)).collect(),
        }
    }
}

fn lines(frame: &Frame, version: i64, undo: &dyn Fn(i64) -> Option<Markup>) -> Markup {
    let lang = frame.desk.lang();
    html! {
        ol.history reversed {
            @for line in read(frame).iter().rev().filter(|line| line.row.version > version) {
                li {
                    span.history-when { (moment(lang, &frame.desk.local(line.row.at))) }
                    " " span.history-who { (frame.author_of(line.row, line.name)) }
                    " " div.history-what {
                        (line.told(frame))
                        @for change in line.changes(lang) { " " span.history-change { (change) } }
                        @if let Some(mail) = frame.mail_of(line.row.version) {
                            " " a.history-mail href=(mails::href(mail)) {
                                (ta(lang, "mail-of-event", &[("state", mails::said(&frame.desk, mail).into())]))
                            }
                        }
                        @if let Some(undo) = undo(line.row.version) { (undo) }
                    }
                }
            }
        }
    }
}

/// Every event with what it changed, oldest first.
fn read(frame: &Frame) -> Vec<Line<'_>> {
    let mut order: Option<Order> = None;
    let mut lines = Vec::with_capacity(frame.history.len());
    for (row, name) in &frame.history {
        let event = Event::read(&row.kind, &row.data).ok();
        let mut changed = Vec::new();
        match (&mut order, &event) {
            (Some(order), Some(event)) => {
                let before = order.clone();
                order.evolve(Recorded { event, at: row.at, actor: &row.actor });
                changed = conflict::changed(frame, &before, order);
            }
            (order @ None, Some(Event::Placed(placed))) => {
                *order = Some(Order::begin(frame.file.order.number, placed, row.at));
            }
            (None, Some(_)) | (_, None) => {}
        }
        lines.push(Line { row, name: name.as_deref(), event, changed });
    }
    lines
}

/// « État : … → … ».
fn said(lang: Lang, (fact, before, after): &Change) -> String {
    let value = |value: &String| if value.is_empty() { t(lang, "none-value") } else { value.clone() };
    let args = [("fact", fact.into()), ("before", value(before).into()), ("after", value(after).into())];
    ta(lang, "history-changed", &args)
}

fn sentence(frame: &Frame, event: &Event) -> String {
    let lang = frame.desk.lang();
    let money = |cents| amount(lang, cents, frame.file.order.currency);
    let say = |key: &str, args: &[(&str, Arg)]| ta(lang, key, args);
    match event {
        Event::Placed(placed) => say("history-placed", &[("total", money(placed.total_cents).into())]),
        Event::PaymentValidated(paid) => {
            let args = [("amount", money(paid.amount_cents).into()), ("method", method_word(lang, paid.method).into())];
            let mut text = say("history-payment-validated", &args);
            if let Some(cheque) = &paid.cheque_number {
                text = format!("{text} {}", say("history-cheque", &[("number", cheque.into())]));
            }
            with_words(text, paid.note.as_deref().unwrap_or_default())
        }
        Event::PaymentReported(said) => {
            let outcome = format!("payment-status-{}", said.outcome.code());
            let key = if said.applied { "history-payment-reported" } else { "history-payment-late" };
            say(key, &[("outcome", t(lang, &outcome).into()), ("reference", (&said.reference).into())])
        }
        Event::ProgressRecorded(entry) => {
            let label = frame.state_label(Some(&entry.state));
            with_words(say("history-progress", &[("state", label.into())]), &entry.comment)
        }
        Event::ProgressUndone(undone) => {
            say("history-progress-undone", &[("state", frame.state_label(Some(&undone.state)).into())])
        }
        Event::Invoiced(invoiced) => say("history-invoiced", &[("number", (&invoiced.number).into())]),
        Event::FollowUpSet(set) => {
            t(lang, if set.follow_up { "history-follow-up" } else { "history-follow-up-cleared" })
        }
        Event::HandedOff(handed) => {
            let text = say("history-handed-off", &[("batch", handed.batch.to_string().into())]);
            with_words(text, handed.reason.as_deref().unwrap_or_default())
        }
        Event::HandoffAcknowledged(_) => t(lang, "history-acknowledged"),
        Event::HandoffRefused(refused) => with_words(t(lang, "history-handoff-refused"), &refused.reason),
        Event::CancellationRequested(asked) => with_words(t(lang, "history-cancellation-requested"), &asked.reason),
        Event::CancellationAnswered(answer) => {
            let key = if answer.accepted { "history-cancellation-accepted" } else { "history-cancellation-declined" };
            with_words(t(lang, key), &answer.reason)
        }
        Event::Shipped(shipped) => {
            let numbers: Vec<&str> =
                shipped.shipment.parcels.iter().map(|parcel| parcel.tracking_number.as_str()).collect();
            let args = [("carrier", (&shipped.shipment.carrier).into()), ("parcels", numbers.join(", ").into())];
            say("history-shipped", &args)
        }
        Event::Cancelled(cancelled) => {
            let status = status_word(lang, orders::PaymentStatus::Cancelled);
            with_words(say("history-cancelled", &[("status", status.into())]), &cancelled.reason)
        }
        Event::Deleted(_) => t(lang, "history-deleted"),
        Event::ContactErased(_) => t(lang, "history-contact-erased"),
        Event::Withdrawn(_) => t(lang, "history-withdrawn"),
    }
}

/// What somebody wrote, after the sentence.
fn with_words(sentence: String, words: &str) -> String {
    if words.is_empty() { sentence } else { format!("{sentence} – {words}") }
}
