//! Bodies and queries that are read strictly: what does not parse is said, never guessed or ignored.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use orders::Invalid;
use serde::de::DeserializeOwned;

use super::caller::Call;
use super::problem::Problem;
use crate::app::App;

/// The largest body of a call.
pub(crate) const MAX_BODY: usize = 1 << 20;

/// A JSON body with the call's headers.
pub(crate) struct Body<B>(pub B, pub Call);

impl<B: DeserializeOwned> FromRequest<Arc<App>> for Body<B> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default());
        if kind.is_some_and(|kind| !kind.to_ascii_lowercase().contains("json")) {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json"));
        }
        let too_large = |_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
        let bytes = axum::body::to_bytes(body, MAX_BODY).await.map_err(too_large)?;
        let call = Call::read(&parts, &bytes)?;
        // A step without facts may come without a body.
        let text = if bytes.is_empty() { b"{}".as_slice() } else { &bytes };
        Ok(Body(parse_json(text)?, call))
    }
}

/// A call without a body, or whose body says nothing.
pub(crate) struct NoBody(pub Call);

impl FromRequest<Arc<App>> for NoBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let too_large = |_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
        let bytes = axum::body::to_bytes(body, MAX_BODY).await.map_err(too_large)?;
        Ok(NoBody(Call::read(&parts, &bytes)?))
    }
}

/// What JSON cannot be is 400; JSON of another shape than asked is 422 and names the field.
fn parse_json<B: DeserializeOwned>(bytes: &[u8]) -> Result<B, Problem> {
    let malformed = || Problem::new(StatusCode::BAD_REQUEST, "malformed_json");
    if std::str::from_utf8(bytes).is_err() {
        return Err(malformed());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let cause = error.into_inner();
        // A reader that wants an object and meets a list calls the rest of the list bad syntax: whether
        // this is JSON at all is asked on its own.
        if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_err() {
            return malformed();
        }
        shape_problem(&path, &cause.to_string())
    })?;
    deserializer.end().map_err(|_| malformed())?;
    Ok(parsed)
}

fn shape_problem(path: &str, cause: &str) -> Problem {
    let field = if path == "." { String::new() } else { path.replace('[', ".").replace(']', "") };
    let code = if cause.starts_with("missing field") {
        "required"
    } else if cause.starts_with("unknown field") {
        "unknown_field"
    } else if cause.starts_with("unknown variant") {
        "unknown_code"
    } else {
        "wrong_type"
    };
    let named = cause.split('`').nth(1).filter(|_| code == "required").unwrap_or_default();
    let field = [field.as_str(), named].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
    Problem::invalid(vec![Invalid { field, code }])
}

/// Query parameters, each known and each once.
pub(crate) struct Params<P>(pub P);

impl<P: DeserializeOwned> FromRequestParts<Arc<App>> for Params<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let query = axum::extract::Query::<Vec<(String, String)>>::from_request_parts(parts, app).await;
        let pairs = query.map_err(|_| Problem::field("query", "wrong_type"))?.0;
        let mut map = serde_json::Map::new();
        for (name, value) in pairs {
            if map.insert(name.clone(), value.into()).is_some() {
                return Err(Problem::invalid(vec![Invalid { field: name, code: "repeated" }]));
            }
        }
        let params = serde_path_to_error::deserialize(serde_json::Value::Object(map));
        let params = params.map_err(|error| {
            let path = error.path().to_string();
            let cause = error.into_inner().to_string();
            let unknown = cause.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
            shape_problem(unknown.unwrap_or(&path), &cause)
        })?;
        Ok(Params(params))
    }
}
