//! « À suivre », set and cleared by one click, and taken back by another.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Redirect;
use journal::Command;

use super::view;
use crate::form::Form;
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

pub(crate) async fn set(
    desk: Desk,
    Path(number): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result<Redirect, PageError> {
    desk.may(Right::FollowOrders)?;
    let number = number.parse().map_err(|_| PageError::not_found())?;
    let follow_up = form.get("follow-up") == "true";
    let command = Command::Order { number, command: orders::Command::SetFollowUp { follow_up } };
    desk.app().journal.carry_out(desk.request(&form, command)).await?;
    let done = if follow_up { "follow-up-set" } else { "follow-up-cleared" };
    Ok(Redirect::to(&view::after_click(&headers, number, done)))
}
