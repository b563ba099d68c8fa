//! Errors of the API: one document (RFC 9457), one stable code each, a sentence in the reader's
//! language.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use journal::{Fault, Stop};
use orders::Invalid;
use serde_json::{Map, Value, json};

use crate::i18n::Lang;
use crate::sentence::{self, Facts};

/// A call that was not carried out.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: String,
    facts: Facts,
    next_step: Option<&'static str>,
    errors: Vec<Invalid>,
    more: Map<String, Value>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &str) -> Self {
        Problem {
            status,
            code: code.to_owned(),
            facts: Vec::new(),
            next_step: None,
            errors: Vec::new(),
            more: Map::new(),
        }
    }

    pub(crate) fn not_found() -> Self {
        Problem::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// Fields that do not hold.
    pub(crate) fn invalid(errors: Vec<Invalid>) -> Self {
        Problem { errors, ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
    }

    /// One field that does not hold.
    pub(crate) fn field(field: &str, code: &'static str) -> Self {
        Problem::invalid(vec![Invalid { field: field.to_owned(), code }])
    }

    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    fn document(&self, lang: Lang) -> Value {
        let mut document = self.more.clone();
        document.insert("type".into(), json!("about:blank"));
        document.insert("title".into(), json!(self.status.canonical_reason()));
        document.insert("status".into(), json!(self.status.as_u16()));
        document.insert("code".into(), json!(self.code));
        document.insert("detail".into(), json!(sentence::problem(lang, &self.code, &self.facts)));
        if let Some(step) = self.next_step {
            document.insert("next_step".into(), json!(step));
        }
        for (name, value) in &self.facts {
            document.entry(*name).or_insert_with(|| json!(value));
        }
        if !self.errors.is_empty() {
            let error = |error: &Invalid| {
                let detail = sentence::invalid(lang, error.code);
                json!({ "field": error.field, "code": error.code, "detail": detail })
            };
            document.insert("errors".into(), self.errors.iter().map(error).collect());
        }
        Value::Object(document)
    }
}

impl From<Stop> for Problem {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Missing(what) => Problem { facts: vec![("what", what.to_owned())], ..Problem::not_found() },
            Stop::Invalid(errors) => Problem::invalid(errors),
            Stop::Refused(refusal) => Problem {
                facts: refusal.facts(),
                next_step: sentence::next_step_code(refusal.next_step()),
                ..Problem::new(StatusCode::CONFLICT, refusal.code())
            },
            Stop::NothingToHandOff(refused) => {
                let refused: Vec<Value> =
                    refused.iter().map(|(number, code)| json!({ "number": number, "code": code })).collect();
                Problem::new(StatusCode::CONFLICT, "nothing_to_hand_off").with("refused", Value::Array(refused))
            }
            Stop::NotScanned(why) => {
                Problem { facts: why.facts(), ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why.code()) }
            }
            Stop::Taken(code) => Problem::new(StatusCode::CONFLICT, code),
            Stop::Stale { current } => {
                Problem::new(StatusCode::PRECONDITION_FAILED, "stale_version").with("current_version", json!(current))
            }
            Stop::KeyReused => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused"),
            Stop::Busy => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Stop::Fault(fault) => Problem::from(fault),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let reference = sentence::reference();
        tracing::error!(%fault, reference, "a call ended in a fault");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault").with("reference", json!(reference))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the document of each problem in the reader's language.
pub(crate) async fn speak(request: Request, next: Next) -> Response {
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = Lang::from_accept_language(header.unwrap_or_default());
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    let body = problem.document(lang).to_string();
    let headers = response.headers_mut();
    headers.remove("content-length");
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if problem.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    if problem.status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    *response.body_mut() = Body::from(body);
    response
}
