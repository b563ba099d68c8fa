//! Deleting an order: asked for on a page of its own, and refused once it is invoiced.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use maud::html;
use orders::Step;

use super::frame::Frame;
use crate::form::Form;
use crate::html::button_danger;
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::Trouble;
use crate::visitor::Desk;

pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::DeleteOrders)?;
    let frame = Frame::load(desk, &number).await?;
    Ok(frame.deletion_page(None))
}

pub(crate) async fn delete(desk: Desk, Path(number): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::DeleteOrders)?;
    let frame = Frame::load(desk, &number).await?;
    let command = Command::Order { number: frame.file.order.number, command: orders::Command::Delete };
    match frame.desk.app().journal.carry_out(frame.desk.request(&form, command)).await {
        Ok(_) => Ok(Redirect::to("/desk/orders?done=order-deleted").into_response()),
        Err(stop) => {
            let (frame, trouble) = frame.refused(&mut form, stop, Step::Delete, &[]).await?;
            Ok(frame.deletion_page(Some(&trouble)))
        }
    }
}

impl Frame {
    fn deletion_page(&self, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let title = t(lang, "order-delete");
        self.question(Step::Delete, &title, trouble, || {
            html! {
                p { (t(lang, "deletion-text")) }
                (self.money_to_give_back())
                form.form method="post" action={ (self.href()) "/deletion" } {
                    (self.form_marks())
                    div.buttons { (button_danger(&title)) (self.back_button()) }
                }
            }
        })
    }
}
