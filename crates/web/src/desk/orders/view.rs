//! The view that an order was opened from goes along through the order's pages: `?view=`, which is the grid's own
//! query.

use axum::extract::{OriginalUri, Request};
use axum::http::header::{LOCATION, REFERER};
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;

use super::{Query, way_back};
use crate::form::Form;
use crate::visitor::Desk;

/// The view in an address, as a query of its own: `?view=…`, or nothing.
pub(crate) fn kept(path: &str) -> String {
    let view = Form::of_query(path).text("view");
    if view.is_empty() { String::new() } else { format!("?{}", pair(&view)) }
}

/// The view in the address of a page, read as the grid reads it; without one, the grid as it opens.
pub(super) fn of(desk: &Desk) -> Query {
    let view = Form::of_query(&desk.visitor.path).text("view");
    Query::read(&Form::of_query(&format!("?{view}")), &desk.site, desk.today())
}

/// The page that a click on `headers`' page leads back to, which says what was `done`: the order's page, or the grid as
/// it was filtered, at the order's row.
pub(super) fn after_click(headers: &HeaderMap, number: i64, done: &str) -> String {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let page = referer.find("/desk/orders").map_or("", |start| &referer[start..]);
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    if path == "/desk/orders" {
        let grid = way_back(query);
        let joint = if grid.contains('?') { '&' } else { '?' };
        return format!("{grid}{joint}done={done}&order={number}#order-{number}");
    }
    let order = format!("/desk/orders/{number}");
    let page = if path == format!("{order}/progress") || path == format!("{order}/payment") { path } else { &order };
    format!("{page}?done={done}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u31_a_click_leads_back_to_its_page_and_says_what_was_done() {
        let table = [
            ("", "/desk/orders/7?done=x"),
            ("http://localhost/desk/orders/7", "/desk/orders/7?done=x"),
            ("http://localhost/desk/orders/7/progress?done=old&view=a", "/desk/orders/7/progress?done=x"),
            ("http://localhost/desk/orders/7/deletion", "/desk/orders/7?done=x"),
            ("http://localhost/desk/orders/8/payment", "/desk/orders/7?done=x"),
            ("http://localhost/desk/orders", "/desk/orders?done=x&order=7#order-7"),
            (
                "http://localhost/desk/orders?sort=-amount&done=old&order=3",
                "/desk/orders?sort=-amount&done=x&order=7#order-7",
            ),
            ("http://elsewhere.example/x", "/desk/orders/7?done=x"),
        ];
        for (referer, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(REFERER, referer.parse().unwrap());
            assert_eq!(after_click(&headers, 7, "x"), expected, "{referer}");
        }
    }
}
