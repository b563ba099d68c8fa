//! API v1: JSON for integrations, described by `/api/openapi.json`.

mod body;
mod caller;
mod documents;
mod handoffs;
mod orders;
mod placement;
mod problem;
mod shape;
mod steps;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router, middleware};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use handoffs::batch_file;
use problem::Problem;

use crate::app::App;

#[derive(OpenApi)]
#[openapi(
    info(title = "Comptoir", description = "The order desk's API. Errors are problem documents (RFC 9457) with a stable code; money is minor units; times are RFC 3339 UTC."),
    security(("token" = []))
)]
struct Described;

/// Everything under `/api`.
pub(crate) fn router() -> Router<Arc<App>> {
    let (calls, mut document) =
        OpenApiRouter::with_openapi(Described::openapi()).nest("/api/v1", calls()).split_for_parts();
    let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document.components.get_or_insert_default().add_security_scheme("token", scheme);
    let document = Json(document);
    calls
        .route("/api/openapi.json", get(move || async move { document.clone().into_response() }))
        .route("/api", get(nowhere))
        .route("/api/{*rest}", axum::routing::any(nowhere))
        .method_not_allowed_fallback(not_this_way)
        .layer(middleware::from_fn(problem::speak))
}

fn calls() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(orders::list, placement::place))
        .routes(routes!(orders::get, orders::delete))
        .routes(routes!(steps::validate_payment))
        .routes(routes!(steps::record_progress))
        .routes(routes!(steps::undo_progress))
        .routes(routes!(steps::set_follow_up, steps::clear_follow_up))
        .routes(routes!(steps::cancel))
        .routes(routes!(steps::request_cancellation))
        .routes(routes!(steps::answer_cancellation))
        .routes(routes!(steps::refuse_handoff))
        .routes(routes!(steps::ship))
        .routes(routes!(handoffs::list, handoffs::hand_off))
        .routes(routes!(handoffs::get))
        .routes(routes!(handoffs::acknowledge))
        .routes(routes!(documents::invoices))
        .routes(routes!(documents::invoice))
        .routes(routes!(documents::events))
        .routes(routes!(documents::progress_states))
}

async fn nowhere() -> Problem {
    Problem::not_found()
}

async fn not_this_way() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
}
