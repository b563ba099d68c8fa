//! The logistician's workspace: only what was handed over, and no prices.

mod batch;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use journal::question::Batches;
use maud::{Markup, html};

use crate::app::App;
use crate::desk::batch_table;
use crate::html::{NavItem, empty_state, logistics_page, page_header};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Batches on the list.
const LISTED: i64 = 200;

/// Everything under `/logistics`.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/logistics", get(|| async { Redirect::permanent("/logistics/") }))
        .route("/logistics/", get(list))
        .route("/logistics/batches/{number}", get(batch::show))
        .route("/logistics/batches/{number}/acknowledgement", post(batch::acknowledge))
        .route("/logistics/batches/{number}/orders/{order}/shipments", post(batch::ship))
        .route("/logistics/batches/{number}/orders/{order}/refusal", post(batch::refuse))
        .route("/logistics/batches/{number}/orders/{order}/cancellation-answer", post(batch::answer_cancellation))
}

/// The batches, newest first.
async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let batches = desk.app().journal.ask(Batches { site: desk.site.id, below: None, limit: LISTED }).await?;
    let lang = desk.lang();
    let title = t(lang, "logistics-handoffs");
    let body = html! {
        (page_header(&title, None))
        @if batches.is_empty() { (empty_state(&t(lang, "handoff-empty-title"), &t(lang, "logistics-empty"), None)) }
        @else { (batch_table(&desk, "/logistics/batches", &batches)) }
    };
    Ok(logistics_page(&desk.shell(NavItem::Batches), &title, &body))
}
