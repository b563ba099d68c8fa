//! Storefront, back office ("desk"), logistician's workspace and API, rendered on the server.
//!
//! Every handler does three things: it reads a request into a command or a question, has the journal
//! carry it out or answer it, and shows the answer. It decides nothing. Pages are complete without
//! JavaScript. Deliberately missing: SQL, partners, and any state of its own but caches.

mod address;
mod api;
mod app;
pub mod assets;
pub mod clock;
mod conflict;
mod country;
mod desk;
mod form;
pub mod format;
pub mod host;
pub mod html;
pub mod i18n;
mod logistics;
pub mod mail;
mod offer;
mod page;
mod parcel;
pub mod password;
mod preferences;
pub mod rights;
mod secrets;
mod sentence;
mod shop;
mod sign_in;
mod sites;
pub mod token;
mod trouble;
mod upload;
mod visitor;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use journal::question::PublicSites;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use app::App;
pub use app::Setup;
use page::PageError;
pub use secrets::Secrets;

/// Seconds after which a request is given up.
const REQUEST_SECONDS: u64 = 30;

/// No script and no style but our own files; no frame, no plug-in, no form to elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Everything the program serves. `ending` turns true when the program is asked to end: streams end then.
pub fn app(setup: Setup, ending: watch::Receiver<bool>) -> Router {
    let app = App::new(setup, ending);
    let pages = Router::new()
        .route("/", get(sites::list))
        .route("/help", get(sites::help))
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/signed-in", get(sign_in::signed_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/preferences", post(preferences::choose))
        .merge(desk::router())
        .merge(shop::router())
        .merge(logistics::router())
        .fallback(nowhere)
        .method_not_allowed_fallback(not_this_way)
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&app), page::speak))
        .layer(CompressionLayer::new());
    Router::new()
        .merge(pages)
        .merge(api::router())
        .merge(assets::router().layer(CompressionLayer::new().compress_when(not_packed_yet())))
        .route("/health", get(health))
        .layer(middleware::from_fn(guard))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(REQUEST_SECONDS)))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(app)
}

/// Fonts are compressed as they are.
fn not_packed_yet() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("font/"))
}

async fn nowhere() -> PageError {
    PageError::not_found()
}

async fn not_this_way() -> PageError {
    PageError::not_allowed()
}

/// `ok` when the database answers.
async fn health(State(app): State<Arc<App>>) -> Response {
    match app.journal.ask(PublicSites).await {
        Ok(_) => "ok".into_response(),
        Err(fault) => {
            tracing::error!(%fault, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// The headers of every answer. What somebody sees at the desk is theirs: no cache keeps it.
async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let isolation = HeaderName::from_static("cross-origin-opener-policy");
    headers.insert(isolation, HeaderValue::from_static("same-origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    (StatusCode::INTERNAL_SERVER_ERROR, "internal error").into_response()
}
