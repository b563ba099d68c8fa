//! The back office.

mod handoffs;
mod invoices;
mod keyboard;
mod mails;
mod orders;
mod pictures;
mod products;
mod profile;
mod removal;
mod settings;
mod statistics;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::response::Redirect;
use axum::routing::{get, post};

pub(crate) use handoffs::{BatchList, batch_facts, left_it};
pub(crate) use invoices::{document as invoice_document, vat_by_rate};
pub(crate) use orders::live::Streams;
pub(crate) use words::{amount, handoff_badge, lang_of, language, method_word, payment_badge, progress_badge};

use crate::app::App;
use crate::upload::body_limit;

/// Everything under `/desk`.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/desk", get(|| async { Redirect::permanent("/desk/") }))
        .route("/desk/", get(crate::sign_in::signed_in))
        .route("/desk/orders", get(orders::show).post(orders::new::place))
        .route("/desk/orders/new", get(orders::new::show).post(orders::new::advance))
        .route("/desk/orders/live", get(orders::live::follow))
        .route("/desk/orders/search", get(orders::search::find))
        .route("/desk/orders/selection", post(orders::selection::act))
        .route("/desk/orders/{number}", get(orders::properties::show))
        .route("/desk/orders/{number}/payment", get(orders::payment::show).post(orders::payment::validate))
        .route("/desk/orders/{number}/progress", get(orders::progress::show).post(orders::progress::record))
        .route("/desk/orders/{number}/progress-undo", post(orders::undo::progress))
        .route("/desk/orders/{number}/follow-up", post(orders::follow_up::set))
        .route("/desk/orders/{number}/cancellation", get(orders::cancellation::show).post(orders::cancellation::cancel))
        .route("/desk/orders/{number}/deletion", get(orders::deletion::show).post(orders::deletion::delete))
        .route("/desk/orders/{number}/erasure", get(orders::erasure::show).post(orders::erasure::erase))
        .route("/desk/handoffs", get(handoffs::list).post(handoffs::hand_off))
        .route("/desk/handoffs/{number}", get(handoffs::show))
        .route("/desk/handoffs/{number}/result", get(handoffs::result::show))
        .route("/desk/handoffs/{number}/result.csv", get(handoffs::result::download))
        .route("/desk/keyboard", get(keyboard::show))
        .route("/desk/invoices", get(invoices::list))
        .route("/desk/invoices/{number}", get(invoices::show))
        .route("/desk/mails", get(mails::list))
        .route("/desk/mails/{id}", get(mails::show))
        .route("/desk/mails/{id}/stop", post(mails::stop))
        .route("/desk/mails/{id}/retry", post(mails::retry))
        .route("/desk/products", get(products::list).post(products::save))
        .route("/desk/products/{sku}", get(products::edit).post(products::change))
        .route("/desk/products/{sku}/picture", post(pictures::save).layer(body_limit()))
        .route("/desk/products/{sku}/picture/removal", post(pictures::remove))
        .route("/desk/statistics", get(statistics::show))
        .route("/desk/profile", get(profile::show).post(profile::save))
        .route("/desk/profile/live-updates", post(profile::set_live_updates))
        .route("/desk/profile/password", post(profile::set_password))
        .route("/desk/settings", get(settings::index))
        .route("/desk/settings/site", get(settings::site::show).post(settings::site::save))
        .route("/desk/settings/site/host", post(settings::site::set_host))
        .route("/desk/settings/storefront", get(settings::storefront::show).post(settings::storefront::save))
        .route("/desk/settings/storefront/logo", post(settings::logo::save).layer(body_limit()))
        .route("/desk/settings/storefront/logo/removal", post(settings::logo::remove))
        .route("/desk/settings/deliveries", get(settings::deliveries::list).post(settings::deliveries::save))
        .route("/desk/settings/deliveries/{code}", get(settings::deliveries::edit))
        .route("/desk/settings/deliveries/{code}/removal", post(settings::deliveries::remove))
        .route("/desk/settings/countries", get(settings::countries::show).post(settings::countries::save))
        .route("/desk/settings/payments", get(settings::payments::show).post(settings::payments::save))
        .route("/desk/settings/changes", get(settings::changes::list))
        .route("/desk/settings/billing/specimen", get(settings::billing::specimen))
        .route("/desk/settings/billing", get(settings::billing::show).post(settings::billing::save))
        .route("/desk/settings/people", get(settings::people::list).post(settings::people::add))
        .route("/desk/settings/people/{person}", get(settings::people::show))
        .route("/desk/settings/people/{person}/role", post(settings::people::set_role))
        .route("/desk/settings/people/{person}/removal", post(settings::people::remove))
        .route("/desk/settings/tokens", get(settings::tokens::list).post(settings::tokens::add))
        .route("/desk/settings/tokens/{token}/withdrawal", post(settings::tokens::withdraw))
        .route("/desk/settings/progress-states", get(settings::states::list).post(settings::states::save))
        .route("/desk/settings/progress-states/{code}", get(settings::states::edit))
        .route("/desk/settings/progress-states/{code}/deletion", post(settings::states::remove))
        .layer(middleware::from_fn(orders::view::carry_on))
}
