use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use jiff::Timestamp;
use journal::question::TokenHolder;
use journal::{Actor, Command, Request, RequestId, Scope, Site};
use sha2::{Digest, Sha256};

use super::problem::Problem;
use crate::app::App;
use crate::rights::scopes_have;

/// The program behind a call: a valid token, and the one site it belongs to.
pub(crate) struct Caller {
    pub app: Arc<App>,
    holder: Arc<TokenHolder>,
    pub now: Timestamp,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let unauthorized = || Problem::new(StatusCode::UNAUTHORIZED, "unauthorized");
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) = header.and_then(|value| value.split_once(' ')).ok_or_else(unauthorized)?;
        if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() || token.len() > 500 {
            return Err(unauthorized());
        }
        let holder = app.token_holder(crate::token::hash(token)).await?.ok_or_else(unauthorized)?;
        Ok(Caller { now: app.clock.now(), app: Arc::clone(app), holder })
    }
}

/// A caller whose token has the scope `S`: asked before anything else of the call is read, so that
/// no handler can forget it.
pub(crate) struct May<S>(Caller, PhantomData<S>);

/// A scope as a type.
pub(crate) trait Asks {
    const SCOPE: Scope;
}

macro_rules! scopes {
    ($($scope:ident),*) => {$(
        pub(crate) struct $scope;
        impl Asks for $scope {
            const SCOPE: Scope = Scope::$scope;
        }
    )*};
}

scopes!(OrdersRead, OrdersWrite, HandoffsRead, HandoffsWrite, InvoicesRead, EventsRead, SettingsRead);

impl<S: Asks> FromRequestParts<Arc<App>> for May<S> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        caller.may(S::SCOPE)?;
        Ok(May(caller, PhantomData))
    }
}

impl<S> Deref for May<S> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl Caller {
    pub(crate) fn site(&self) -> &Site {
        &self.holder.site
    }

    /// Goes on only if the token may do this.
    pub(crate) fn may(&self, scope: Scope) -> Result<(), Problem> {
        if scopes_have(&self.holder.scopes, scope) {
            return Ok(());
        }
        Err(Problem::new(StatusCode::FORBIDDEN, "missing_scope").with("scope", scope.code().into()))
    }

    /// A change of the caller's site.
    pub(crate) fn request(&self, call: &Call, command: Command) -> Request {
        Request {
            site: self.site().id,
            actor: Actor::Token(self.holder.token),
            at: self.now,
            id: call.key.clone().map(|key| RequestId {
                credential: format!("token:{}", self.holder.token),
                key,
                fingerprint: call.fingerprint,
            }),
            expected_version: call.expected_version,
            command,
        }
    }
}

/// What the headers of a writing call say: its key, the version it expects, and what it asks, hashed.
pub(crate) struct Call {
    key: Option<String>,
    expected_version: Option<i64>,
    fingerprint: [u8; 32],
}

impl Call {
    /// Reads `Idempotency-Key` and `If-Match`; `body` is what the key stands for, with the address.
    pub(crate) fn read(parts: &Parts, body: &[u8]) -> Result<Self, Problem> {
        let mut hasher = Sha256::new();
        hasher.update(parts.method.as_str());
        hasher.update(parts.uri.path());
        hasher.update([0]);
        hasher.update(body);
        Ok(Call {
            key: idempotency_key(parts)?,
            expected_version: if_match(parts)?,
            fingerprint: hasher.finalize().into(),
        })
    }
}

fn idempotency_key(parts: &Parts) -> Result<Option<String>, Problem> {
    let Some(value) = parts.headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| (1..=255).contains(&key.len()));
    let key = key.ok_or_else(|| Problem::field("Idempotency-Key", "not_a_key"))?;
    Ok(Some(key.to_owned()))
}

/// `"7"`; a weak mark is taken too, `*` asks for nothing.
fn if_match(parts: &Parts) -> Result<Option<i64>, Problem> {
    let Some(value) = parts.headers.get("if-match") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let quoted = text.strip_prefix("W/").unwrap_or(text);
    let version = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).and_then(|text| text.parse().ok());
    version.map(Some).ok_or_else(|| Problem::field("If-Match", "not_a_version"))
}
