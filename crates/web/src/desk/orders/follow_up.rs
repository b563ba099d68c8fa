//! « À suivre », set and cleared by one click.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::Redirect;
use journal::Command;

use super::way_back;
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
    Ok(Redirect::to(&back(&headers, number)))
}

/// The page the click was made on: the grid as it was filtered, or the order.
fn back(headers: &HeaderMap, number: i64) -> String {
    let order = format!("/desk/orders/{number}");
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match referer.find("/desk/orders").map(|start| &referer[start..]) {
        Some(page) if page.starts_with("/desk/orders/") && page.is_ascii() => page.to_owned(),
        Some(grid) => format!("{}#order-{number}", way_back(grid.split_once('?').map_or("", |(_, view)| view))),
        None => order,
    }
}
