//! Pages that say why there is no page: one for each way, in the visitor's language.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use journal::{Fault, Stop};
use maud::{Markup, html};

use crate::app::App;
use crate::form::{Form, Sent};
use crate::html::{Shell, button_primary, hidden, link_button, page_header, plain_page, shop_page, staff_page};
use crate::i18n::{Lang, t, ta};
use crate::sentence::{self, Facts};
use crate::shop;
use crate::visitor::{self, Visitor};

/// A page that cannot be shown, or a form that was not carried out.
#[derive(Clone, Debug)]
pub(crate) enum PageError {
    /// Sign in first; where to go on afterwards.
    SignIn(String),
    /// It is under another address.
    Elsewhere(String),
    /// Something else, said on a page of its own.
    Said(Box<Said>),
}

/// What such a page says.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    status: StatusCode,
    code: String,
    facts: Facts,
    reference: Option<String>,
}

impl PageError {
    fn said(status: StatusCode, code: &str, facts: Facts) -> Self {
        PageError::Said(Box::new(Said { status, code: code.to_owned(), facts, reference: None }))
    }

    pub(crate) fn sign_in(next: &str) -> Self {
        PageError::SignIn(next.to_owned())
    }

    pub(crate) fn elsewhere(address: String) -> Self {
        PageError::Elsewhere(address)
    }

    pub(crate) fn forbidden() -> Self {
        PageError::said(StatusCode::FORBIDDEN, "forbidden", Vec::new())
    }

    pub(crate) fn not_found() -> Self {
        PageError::said(StatusCode::NOT_FOUND, "not_found", Vec::new())
    }

    pub(crate) fn too_large() -> Self {
        PageError::said(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", Vec::new())
    }

    pub(crate) fn too_many() -> Self {
        PageError::said(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", Vec::new())
    }

    pub(crate) fn busy() -> Self {
        PageError::said(StatusCode::SERVICE_UNAVAILABLE, "busy", Vec::new())
    }

    pub(crate) fn unprocessable(code: &str) -> Self {
        PageError::said(StatusCode::UNPROCESSABLE_ENTITY, code, Vec::new())
    }

    pub(crate) fn not_allowed() -> Self {
        PageError::said(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", Vec::new())
    }
}

impl From<Fault> for PageError {
    fn from(fault: Fault) -> Self {
        let reference = sentence::reference();
        tracing::error!(%fault, reference, "a page ended in a fault");
        PageError::Said(Box::new(Said {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "fault".to_owned(),
            facts: Vec::new(),
            reference: Some(reference),
        }))
    }
}

impl From<Stop> for PageError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Missing(_) => PageError::not_found(),
            // Forms show these at their fields; here no form is at hand.
            Stop::Invalid(faults) => {
                let code = faults.first().map_or("invalid", |fault| fault.code);
                PageError::said(StatusCode::UNPROCESSABLE_ENTITY, "invalid", vec![("field_code", code.to_owned())])
            }
            Stop::Refused(refusal) => PageError::said(StatusCode::CONFLICT, refusal.code(), refusal.facts()),
            Stop::NothingToHandOff(_) => PageError::said(StatusCode::CONFLICT, "nothing_to_hand_off", Vec::new()),
            Stop::NotScanned(why) => PageError::said(StatusCode::UNPROCESSABLE_ENTITY, why.code(), why.facts()),
            Stop::Taken(code) => PageError::said(StatusCode::CONFLICT, code, Vec::new()),
            Stop::Stale { .. } => PageError::said(StatusCode::CONFLICT, "stale_version", Vec::new()),
            Stop::KeyReused => PageError::unprocessable("idempotency_key_reused"),
            Stop::Busy => PageError::busy(),
            Stop::Fault(fault) => PageError::from(fault),
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            PageError::SignIn(next) if next.is_empty() => Redirect::to("/sign-in").into_response(),
            PageError::SignIn(next) => {
                let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
                Redirect::to(&format!("/sign-in?next={next}")).into_response()
            }
            PageError::Elsewhere(address) => Redirect::to(&address).into_response(),
            PageError::Said(said) => {
                let mut response = said.status.into_response();
                response.extensions_mut().insert(*said);
                response
            }
        }
    }
}

/// Writes the page of each error in the visitor's language.
pub(crate) async fn speak(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visitor = Visitor::read(&parts, &app);
    let jar = CookieJar::from_headers(&parts.headers);
    let is_read = parts.method.is_safe();
    let sent = Sent::default();
    parts.extensions.insert(sent.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(said) = response.extensions_mut().remove::<Said>() else { return response };
    let frame = if visitor.path.starts_with("/shop/") {
        shop::frame_of_error(&visitor, &jar).await
    } else {
        visitor::signed_in_frame(&visitor, &jar).await
    };
    let frame = frame.unwrap_or_else(|| visitor.shell());
    let page = error_page(&frame, &said, sent.to_keep().filter(|_| !is_read), is_read).into_string();
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if said.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    *response.body_mut() = Body::from(page);
    response
}

/// Whether the same request can go well a moment later.
fn may_pass(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

/// What leads to the same request once more: the address, or the form as it was sent, under its own request id.
fn retry(lang: Lang, path: &str, sent: Option<&Form>) -> Markup {
    let label = t(lang, "error-retry");
    html! {
        @if let Some(form) = sent {
            form method="post" action=(path) {
                @for (name, value) in form.pairs() { (hidden(name, value)) }
                (button_primary(&label))
            }
        } @else {
            (link_button("primary", path, &label))
        }
    }
}

/// The frame stays around it, and leads back into the part that the visitor was in.
fn error_page(shell: &Shell, said: &Said, sent: Option<&Form>, is_read: bool) -> Markup {
    let lang = shell.lang;
    let title = t(lang, &format!("error-title-{}", title_of(said.status)));
    let (href, label) = way_back(shell);
    let retries = may_pass(said.status) && (is_read || sent.is_some());
    let body = html! {
        (page_header(&title, None))
        p { (sentence::problem(lang, &said.code, &said.facts)) }
        @if let Some(reference) = &said.reference {
            p { (ta(lang, "error-reference", &[("reference", reference.into())])) }
        }
        @if retries { @if let Some(form) = sent {
            p { (t(lang, if form.request_id().is_some() { "error-kept-once" } else { "error-kept" })) }
        } }
        div.buttons {
            @if retries { (retry(lang, &shell.path, sent)) }
            (link_button("plain", &href, &label))
        }
    };
    if shell.shop.is_some() {
        shop_page(shell, &title, &body)
    } else if shell.signed_in.is_some() {
        staff_page(shell, &title, &body)
    } else {
        plain_page(shell, &title, &body)
    }
}

const fn title_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "not-allowed",
        StatusCode::CONFLICT => "conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNPROCESSABLE_ENTITY => "invalid",
        StatusCode::TOO_MANY_REQUESTS => "too-many",
        StatusCode::SERVICE_UNAVAILABLE => "busy",
        _ => "fault",
    }
}

fn way_back(shell: &Shell) -> (String, String) {
    let lang = shell.lang;
    if let Some(shop) = &shell.shop {
        return (format!("{}/{}/", shop.root, lang.code()), t(lang, "error-back-to-shop"));
    }
    let (href, key) = match &shell.signed_in {
        Some(person) if person.logistician => ("/logistics/", "error-back-to-batches"),
        Some(_) => ("/desk/orders", "error-back-to-orders"),
        None => ("/", "error-back-home"),
    };
    (href.to_owned(), t(lang, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u40_every_error_has_a_page_in_both_languages_that_says_why_and_leads_on() {
        let table = [
            (StatusCode::FORBIDDEN, "forbidden"),
            (StatusCode::NOT_FOUND, "not_found"),
            (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            (StatusCode::CONFLICT, "stale_version"),
            (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
            (StatusCode::UNPROCESSABLE_ENTITY, "nothing_to_hand_off"),
            (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"),
            (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
            (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        ];
        for (status, code) in table {
            let said = Said { status, code: code.to_owned(), facts: Vec::new(), reference: None };
            let [fr, en] =
                Lang::ALL.map(|lang| error_page(&Shell::new(lang, "/desk/orders"), &said, None, false).into_string());
            for page in [&fr, &en] {
                assert!(!page.contains('['), "a text is missing: {page}");
                assert!(page.contains("<h1>") && page.contains("class=\"button button-plain\" href=\"/\""), "{page}");
            }
            let sentence =
                |page: &str| page.split("<h1>").nth(1).map(|rest| rest.split("</main>").next().map(str::to_owned));
            assert_ne!(sentence(&fr), sentence(&en), "{code}");
        }
    }
}
