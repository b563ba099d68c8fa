//! The logistician's workspace: only what was handed over, and no prices but what is to be collected on delivery.

mod barcode;
mod batch;
mod order;
mod parcels;
mod print;
mod scan;
mod section;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};
use maud::{Markup, html};

use crate::app::App;
use crate::desk::BatchList;
use crate::html::{NavItem, empty_state, logistics_page, page_header};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Everything under `/logistics`.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/logistics", get(|| async { Redirect::permanent("/logistics/") }))
        .route("/logistics/", get(list))
        .route("/logistics/batches/{number}", get(batch::show))
        .route("/logistics/batches/{number}/acknowledgement", post(batch::acknowledge))
        .route("/logistics/batches/{number}/scans", post(scan::scan))
        .route("/logistics/batches/{number}/slip", get(print::slip))
        .route("/logistics/batches/{number}/packing-slips", get(print::packing_slips))
        .route("/logistics/batches/{number}/orders/{order}", get(order::show))
        .route("/logistics/batches/{number}/orders/{order}/shipments", post(order::ship))
        .route("/logistics/batches/{number}/orders/{order}/refusal", post(order::refuse))
        .route("/logistics/batches/{number}/orders/{order}/cancellation-answer", post(order::answer_cancellation))
}

/// The batches, newest first.
async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let batches = BatchList::ask(&desk).await?;
    let lang = desk.lang();
    let title = t(lang, "logistics-handoffs");
    let body = html! {
        (page_header(&title, None))
        @if batches.is_empty() { (empty_state(&t(lang, "handoff-empty-title"), &t(lang, "logistics-empty"), None)) }
        @else { (batches.table(&desk, "/logistics/batches", "/logistics/")) }
    };
    Ok(logistics_page(&desk.shell(NavItem::Batches), &title, &body))
}
