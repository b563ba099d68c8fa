//! Giving an order up; once the logistician has it, asking them to stop it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use maud::html;
use orders::{Step, permit};

use super::conflict::Typed;
use super::frame::{Frame, STEP_FORM};
use crate::form::Form;
use crate::html::{Field, button_danger, textarea};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let frame = Frame::load(desk, &number).await?;
    Ok(frame.cancellation_page(&Form::default(), None))
}

pub(crate) async fn cancel(desk: Desk, Path(number): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let frame = Frame::load(desk, &number).await?;
    let reason = form.text("reason");
    let (step, command, done) = if frame.is_held() {
        (Step::RequestCancellation, orders::Command::RequestCancellation { reason }, "cancellation-requested")
    } else {
        (Step::Cancel, orders::Command::Cancel { reason }, "order-cancelled")
    };
    let command = Command::Order { number: frame.file.order.number, command };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done={done}", frame.href())).into_response()),
        Err(stop) => {
            let typed = [Typed::words("cancellation-reason", form.text("reason"))];
            let (frame, trouble) = frame.refused(&mut form, stop, step, &typed).await?;
            Ok(frame.cancellation_page(&form, Some(&trouble)))
        }
    }
}

impl Frame {
    fn is_held(&self) -> bool {
        permit(Step::RequestCancellation, &self.file.order).is_ok()
    }

    fn cancellation_page(&self, form: &Form, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let (step, title, text) = if self.is_held() {
            (Step::RequestCancellation, "order-request-cancellation", "cancellation-request-text")
        } else {
            (Step::Cancel, "order-cancel", "cancellation-text")
        };
        let (title, reason) = (t(lang, title), t(lang, "cancellation-reason"));
        let wrong = trouble::at(trouble, "reason");
        self.question(step, &title, trouble, || {
            html! {
                p { (t(lang, text)) }
                (self.money_to_give_back())
                form.form #(STEP_FORM) method="post" action={ (self.href()) "/cancellation" } {
                    (self.form_marks())
                    (textarea(&Field::new(lang, "reason", &reason).value(form.get("reason")).error(wrong.as_deref()), 2))
                    div.buttons { (button_danger(&title)) (self.back_button()) }
                }
            }
        })
    }
}
