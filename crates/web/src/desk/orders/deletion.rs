//! Deleting an order: asked for on a page of its own, and refused once it is invoiced.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use maud::html;
use orders::{Step, permit};

use super::frame::{Frame, Page};
use crate::form::Form;
use crate::html::{Tone, button_danger, link_button, notice};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::Trouble;
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::DeleteOrders)?;
    let frame = Frame::load(desk, &number).await?;
    Ok(frame.deletion_page(None))
}

pub(crate) async fn delete(desk: Desk, Path(number): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::DeleteOrders)?;
    let frame = Frame::load(desk, &number).await?;
    let command = Command::Order { number: frame.file.order.number, command: orders::Command::Delete };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to("/desk/orders?done=order-deleted").into_response()),
        Err(stop) => {
            let (frame, trouble) = frame.refused(&form, stop, &[]).await?;
            Ok(frame.deletion_page(Some(&trouble)))
        }
    }
}

impl Frame {
    fn deletion_page(&self, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let title = t(lang, "order-delete");
        let body = html! {
            section.section.step aria-labelledby="step" {
                h2 #step { (t(lang, "question-consequences")) }
                @match permit(Step::Delete, &self.file.order) {
                    Err(refusal) if trouble.is_none() => {
                        (notice(lang, Tone::Info, &sentence::problem(lang, refusal.code(), &refusal.facts()), None))
                    }
                    Err(_) => {}
                    Ok(()) => {
                        p { (t(lang, "deletion-text")) }
                        form.form method="post" action={ (self.href()) "/deletion" } {
                            (self.form_marks())
                            div.buttons {
                                (button_danger(&title))
                                (link_button("plain", &self.href(), &t(lang, "back")))
                            }
                        }
                    }
                }
            }
        };
        self.page(Page::Question, &title, &body, trouble)
    }
}
