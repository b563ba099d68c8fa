//! Acts on a selection of the grid. The confirm page says of each order whether it can be done.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use journal::question::{OrdersByNumbers, Selected, Selection};

use super::{Query, way_back};
use crate::desk::handoffs::{Chosen, confirm_page};
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
    let chosen = chosen(&desk, &form).await?;
    if chosen.orders.is_empty() {
        return Ok(nothing_selected(&desk, &form));
    }
    if chosen.orders.len() > MAX_CHOSEN {
        return Err(PageError::unprocessable("too_many_orders"));
    }
    let numbers = chosen.orders.iter().map(|(number, _)| *number).collect();
    let files = desk.app().journal.ask(OrdersByNumbers { site: desk.site.id, numbers }).await?;
    confirm_page(&desk, &form, &chosen, &files, None).await
}

/// The ticked rows with the versions they had, or everything that matches the filter now. The filter is evaluated anew,
/// and what differs from what was seen is said.
async fn chosen(desk: &Desk, form: &Form) -> Result<Chosen, PageError> {
    let view = form.text("view");
    if form.get("scope") != "filter" {
        return Ok(Chosen { orders: read_orders(form), moved: None, view });
    }
    let query = Query::read(&Form::of_query(&format!("?{}", form.get("filter"))), &desk.site, desk.today());
    let limit = i64::try_from(MAX_CHOSEN).unwrap_or(i64::MAX) + 1;
    // Whoever does not say what they have seen has seen nothing.
    let (count, as_of) = (form.get("count").parse().unwrap_or(0), form.get("as_of").parse().unwrap_or(0));
    let selection = Selection { site: desk.site.id, filter: query.filter, as_of, limit };
    let Selected { orders, total, changed } = desk.app().journal.ask(selection).await?;
    let orders = orders.into_iter().map(|(number, version)| (number, Some(version))).collect();
    let moved = (total != count || changed > 0).then_some((count, total, changed));
    Ok(Chosen { orders, moved, view })
}

/// The fields `order`, each a number and, where it was seen, `:` and a version.
pub(crate) fn read_orders(form: &Form) -> Vec<(i64, Option<i64>)> {
    let read = |text: &str| {
        let (number, version) = text.split_once(':').map_or((text, None), |(number, version)| (number, Some(version)));
        Some((number.parse().ok()?, version.and_then(|version| version.parse().ok())))
    };
    form.all("order").filter_map(read).collect()
}

fn nothing_selected(desk: &Desk, form: &Form) -> Response {
    let lang = desk.lang();
    let title = t(lang, "selection-none");
    let act = link_button("plain", &way_back(form.get("view")), &t(lang, "order-back"));
    let body = maud::html! {
        (page_header(&t(lang, "action-handoff"), None))
        (empty_state(&title, &t(lang, "selection-nothing"), Some(&act)))
    };
    let mut shell = desk.shell(NavItem::Orders);
    shell.has_errors = true;
    (StatusCode::UNPROCESSABLE_ENTITY, desk_page(&shell, &title, &body)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u17_a_ticked_row_says_its_version() {
        let form = Form::of_query("?order=7090564:3&order=12&order=x&order=7:y");
        assert_eq!(read_orders(&form), [(7_090_564, Some(3)), (12, None), (7, None)]);
    }
}
