//! Acts on a selection of the grid. The confirm page says of each order whether it can be done.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use journal::question::{Matching, OrdersByNumbers};

use super::Query;
use crate::desk::handoffs;
use crate::form::Form;
use crate::html::{NavItem, desk_page, empty_state, link_button, page_header};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Orders handed over at once from a page, where each is shown; the API takes more.
const MAX_CHOSEN: usize = 500;

/// What was asked to be done with which orders: asks once more before it is done.
pub(crate) async fn act(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::HandOver)?;
    if form.get("action") != "handoff" {
        return Err(PageError::unprocessable("unknown_action"));
    }
    let numbers = chosen(&desk, &form).await?;
    if numbers.is_empty() {
        return Ok(nothing_selected(&desk, &form));
    }
    if numbers.len() > MAX_CHOSEN {
        return Err(PageError::unprocessable("too_many_orders"));
    }
    let question = OrdersByNumbers { site: desk.site.id, numbers: numbers.clone() };
    let files = desk.app().journal.ask(question).await?;
    Ok(handoffs::confirm_page(&desk, &Form::default(), &numbers, &files, None))
}

/// The ticked rows, or everything that matches the filter on the page. If more or fewer orders match
/// by now, the confirm page shows those that do.
async fn chosen(desk: &Desk, form: &Form) -> Result<Vec<i64>, PageError> {
    if form.get("scope") == "filter" {
        let query = Query::read(&Form::of_query(&format!("?{}", form.get("filter"))), &desk.site);
        let limit = i64::try_from(MAX_CHOSEN).unwrap_or(i64::MAX) + 1;
        return Ok(desk.app().journal.ask(Matching { site: desk.site.id, filter: query.filter, limit }).await?);
    }
    Ok(form.all("order").filter_map(|number| number.parse().ok()).collect())
}

fn nothing_selected(desk: &Desk, form: &Form) -> Response {
    let lang = desk.lang();
    let back = form.get("back");
    let back = if back.starts_with("/desk/orders") { back } else { "/desk/orders" };
    let title = t(lang, "selection-none");
    let act = link_button("plain", back, &t(lang, "order-back"));
    let body = maud::html! {
        (page_header(&t(lang, "action-handoff"), None))
        (empty_state(&title, &t(lang, "selection-nothing"), Some(&act)))
    };
    (StatusCode::UNPROCESSABLE_ENTITY, desk_page(&desk.shell(NavItem::Orders), &title, &body)).into_response()
}
