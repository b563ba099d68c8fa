//! Forgetting who an order was for: asked for on a page of its own, with a word to type, because
//! nothing brings it back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::{Command, Stored};
use maud::{Markup, html};
use orders::{Event, Invalid, Step};

use super::frame::Frame;
use crate::form::Form;
use crate::html::{Field, button_danger};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::EraseContacts)?;
    let frame = Frame::load(desk, &number).await?;
    Ok(frame.erasure_page(None))
}

pub(crate) async fn erase(desk: Desk, Path(number): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::EraseContacts)?;
    let frame = Frame::load(desk, &number).await?;
    let lang = frame.desk.lang();
    if form.get("word").to_lowercase() != t(lang, "erasure-word") {
        let wrong = Invalid { field: "word".to_owned(), code: "not_the_word" };
        return Ok(frame.erasure_page(Some(&Trouble::invalid(lang, vec![wrong], |field| frame.label(field)))));
    }
    let command = Command::Order { number: frame.file.order.number, command: orders::Command::EraseContact };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=contact-erased", frame.href())).into_response()),
        Err(stop) => {
            let (frame, trouble) = frame.refused(&mut form, stop, Step::EraseContact, &[]).await?;
            Ok(frame.erasure_page(Some(&trouble)))
        }
    }
}

impl Frame {
    fn erasure_page(&self, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        self.question(Step::EraseContact, &t(lang, "order-erase"), trouble, || self.erasure_form(trouble))
    }

    fn erasure_form(&self, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let word = t(lang, "erasure-word");
        let label = ta(lang, "erasure-type-word", &[("word", (&word).into())]);
        let wrong = trouble::at(trouble, "word");
        let written = self.written();
        html! {
            p { (t(lang, "erasure-text")) }
            p { (t(lang, "erasure-kept")) }
            @if !written.is_empty() {
                p { (t(lang, "erasure-written")) }
                ul.list { @for text in &written { li { (text) } } }
            }
            form.form method="post" action={ (self.href()) "/erasure" } {
                (self.form_marks())
                (Field::new(lang, "word", &label).error(wrong.as_deref()).autocomplete("off").size("short"))
                div.buttons {
                    (button_danger(&t(lang, "order-erase")))
                    (self.back_button())
                }
            }
        }
    }

    /// What the shop's people wrote themselves. It is part of the history, which is never changed.
    fn written(&self) -> Vec<String> {
        let events = self.history.iter().filter_map(|(row, _)| Event::read(&row.kind, &row.data).ok());
        events.filter_map(|event| written_in(&event)).filter(|text| !text.is_empty()).collect()
    }
}

fn written_in(event: &Event) -> Option<String> {
    match event {
        Event::PaymentValidated(paid) => paid.note.clone(),
        Event::ProgressRecorded(entry) => Some(entry.comment.clone()),
        Event::HandedOff(handed) => handed.reason.clone(),
        Event::HandoffRefused(refused) => Some(refused.reason.clone()),
        Event::CancellationRequested(asked) => Some(asked.reason.clone()),
        Event::CancellationAnswered(answer) => Some(answer.reason.clone()),
        Event::Cancelled(cancelled) => Some(cancelled.reason.clone()),
        Event::Placed(_)
        | Event::PaymentReported(_)
        | Event::ProgressUndone(_)
        | Event::Invoiced(_)
        | Event::FollowUpSet(_)
        | Event::HandoffAcknowledged(_)
        | Event::Shipped(_)
        | Event::Deleted(_)
        | Event::ContactErased(_)
        | Event::Withdrawn(_) => None,
    }
}
