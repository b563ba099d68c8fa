//! Everything that has happened to an order, as sentences, newest first.

use journal::Stored;
use maud::{Markup, html};
use orders::Event;

use super::frame::Frame;
use crate::desk::mails;
use crate::desk::words::{amount, method_word, status_word};
use crate::html::moment;
use crate::i18n::{Arg, t, ta};

/// The list.
pub(super) fn list(frame: &Frame) -> Markup {
    since(frame, 0)
}

/// What came after `version`.
pub(super) fn since(frame: &Frame, version: i64) -> Markup {
    let lang = frame.desk.lang();
    html! {
        ol.history reversed {
            @for (row, name) in frame.history.iter().rev().filter(|(row, _)| row.version > version) {
                li {
                    span.history-when { (moment(lang, &frame.desk.local(row.at))) }
                    " " span.history-who { (frame.author(&row.actor, name.as_deref())) }
                    " " span.history-what { (Event::read(&row.kind, &row.data).map_or_else(|_| row.kind.clone(), |event| sentence(frame, &event))) }
                    @if let Some(mail) = frame.mail_of(row.version) {
                        " " a.history-mail href=(mails::href(mail)) {
                            (ta(lang, "mail-of-event", &[("state", mails::said(&frame.desk, mail).into())]))
                        }
                    }
                }
            }
        }
    }
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
