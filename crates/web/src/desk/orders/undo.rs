//! What can be taken back at once: the follow-up flag, and the last state while nothing outside has come of it.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use journal::{Command, MailKind};
use maud::{Markup, html};
use orders::{Step, permit};

use super::frame::Frame;
use super::view;
use crate::form::Form;
use crate::html::{Flash, hidden};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Takes the last state back.
pub(crate) async fn progress(
    desk: Desk,
    Path(number): Path<String>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let frame = Frame::load(desk, &number).await?;
    let number = frame.file.order.number;
    let command = Command::Order { number, command: orders::Command::UndoProgress };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to(&view::after_click(&headers, number, "progress-undone")).into_response()),
        Err(stop) => {
            let (frame, trouble) = frame.refused(&mut form, stop, Step::UndoProgress, &[]).await?;
            let planned = frame.invoice_to_come().await?;
            Ok(frame.progress_page(&Form::default(), planned.as_ref(), Some(&trouble)))
        }
    }
}

/// To the message after a step: how to take it back.
pub(super) fn add_to_flash(frame: &Frame, flash: &mut Flash) {
    let undo = match flash.code {
        "progress-saved" => frame.undo_progress(),
        "follow-up-set" if frame.file.order.follow_up => frame.undo_follow_up(),
        "follow-up-cleared" if !frame.file.order.follow_up => frame.undo_follow_up(),
        _ => None,
    };
    if let Some(undo) = undo {
        let other = flash.act.take();
        flash.act = Some(html! { @if let Some(other) = other { (other) } (undo) });
    }
}

/// On the grid, after a click on an order's flag: how to take it back.
pub(super) fn of_flag(desk: &Desk, done: &str) -> Option<Markup> {
    let number = Form::of_query(&desk.visitor.path).get("order").parse().ok()?;
    let follow_up = match done {
        "follow-up-set" => false,
        "follow-up-cleared" => true,
        _ => return None,
    };
    desk.has(Right::FollowOrders).then(|| follow_up_form(desk.lang(), number, follow_up))
}

/// The form that sets or clears an order's flag again.
fn follow_up_form(lang: Lang, number: i64, follow_up: bool) -> Markup {
    let what = t(lang, if follow_up { "done-follow-up-cleared" } else { "done-follow-up-set" });
    html! {
        form.undo method="post" action={ "/desk/orders/" (number) "/follow-up" } {
            (hidden("follow-up", if follow_up { "true" } else { "false" }))
            (button(lang, &what))
        }
    }
}

/// « Annuler », and for those who do not see it, what.
fn button(lang: Lang, what: &str) -> Markup {
    html! {
        button.button.button-link type="submit" { (t(lang, "undo")) span.visually-hidden { " – " (what) } }
    }
}

impl Frame {
    /// « Annuler » for the last state, where it can be taken back.
    pub(super) fn undo_progress(&self) -> Option<Markup> {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let entry = order.progress.last()?;
        let told = |mail: &journal::Mail| {
            mail.kind == MailKind::Progress
                && mail.version == entry.version
                && !mail.can_be_taken_back(self.desk.visitor.now)
        };
        if !self.desk.has(Right::FollowOrders)
            || permit(Step::UndoProgress, order).is_err()
            || self.mails.iter().any(told)
        {
            return None;
        }
        Some(html! {
            form.undo method="post" action={ (self.href()) "/progress-undo" } {
                (self.form_marks())
                (button(lang, &self.state_label(Some(&entry.state))))
            }
        })
    }

    /// « Annuler » for the flag as it is now.
    pub(super) fn undo_follow_up(&self) -> Option<Markup> {
        let order = &self.file.order;
        let may = self.desk.has(Right::FollowOrders) && permit(Step::SetFollowUp, order).is_ok();
        may.then(|| follow_up_form(self.desk.lang(), order.number, !order.follow_up))
    }
}
