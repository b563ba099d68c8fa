//! The view that an order was opened from goes along through the order's pages: `?view=`, which is the grid's own
//! query.

use axum::extract::{OriginalUri, Request};
use axum::http::header::{LOCATION, REFERER};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::way_back;
use crate::form::Form;

/// The view in an address, as a query of its own: `?view=…`, or nothing.
pub(crate) fn kept(path: &str) -> String {
    let view = Form::of_query(path).text("view");
    if view.is_empty() { String::new() } else { format!("?{}", pair(&view)) }
}

/// `view=…`, encoded.
pub(crate) fn pair(view: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("view", view).finish()
}

/// The grid as the address says it was left, at the order's row.
pub(crate) fn back(path: &str, number: i64) -> String {
    format!("{}#order-{number}", way_back(Form::of_query(path).get("view")))
}

/// A form's answer leads on to a page of the order: the view of the page that sent it goes along.
pub(crate) async fn carry_on(mut request: Request, next: Next) -> Response {
    let referer = request.headers().get(REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let view = kept(referer);
    if request.method() != Method::POST || view.is_empty() {
        return next.run(request).await;
    }
    // A form that is refused is shown again under its own address, which then says the view too.
    let path = request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0).path().to_owned();
    if let Ok(uri) = format!("{path}{view}").parse::<Uri>() {
        request.extensions_mut().insert(OriginalUri(uri));
    }
    let mut response = next.run(request).await;
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if location.starts_with("/desk/orders/") && !location.contains("view=") {
        let joined = if location.contains('?') { view.replacen('?', "&", 1) } else { view };
        if let Ok(location) = format!("{location}{joined}").parse() {
            response.headers_mut().insert(LOCATION, location);
        }
    }
    response
}
