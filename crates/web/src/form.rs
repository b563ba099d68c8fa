//! Forms as browsers send them: names and values, any name any number of times.

use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::page::PageError;

/// The largest form: the texts of the storefront's legal pages, in both languages.
const MAX_FORM: usize = 1 << 20;

/// What was sent, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl FromRequest<Arc<App>> for Form {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, PageError> {
        let body = axum::body::to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| PageError::too_large())?;
        Ok(Form(form_pairs(&body)))
    }
}

/// Reads `application/x-www-form-urlencoded`; NUL, which no keyboard types, is dropped.
fn form_pairs(body: &[u8]) -> Vec<(String, String)> {
    let clean = |text: std::borrow::Cow<'_, str>| text.replace('\0', "");
    form_urlencoded::parse(body).map(|(name, value)| (clean(name), clean(value))).collect()
}

impl Form {
    /// Reads a query string the same way.
    pub(crate) fn of_query(path: &str) -> Self {
        Form(form_pairs(path.split_once('?').map_or("", |(_, query)| query).as_bytes()))
    }

    /// A form filled in with what is known.
    pub(crate) fn of_pairs<const N: usize>(pairs: [(&str, String); N]) -> Self {
        Form(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Adds a value.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Puts a value in the place of whatever a name has.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        self.push(name, value);
    }

    /// The first value of a name, without the spaces around it; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// The first value of a name exactly as it was typed: a password may begin or end with a space.
    pub(crate) fn as_typed(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A value of its own.
    pub(crate) fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// Every value of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// Every name and value.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The id that makes sending the form twice harmless.
    pub(crate) fn request_id(&self) -> Option<String> {
        let id = self.get("request-id");
        (1..=255).contains(&id.len()).then(|| id.to_owned())
    }

    /// What the id stands for: the address and everything sent.
    pub(crate) fn fingerprint(&self, path: &str) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(path);
        for (name, value) in &self.0 {
            hasher.update([0]);
            hasher.update(name);
            hasher.update([1]);
            hasher.update(value);
        }
        hasher.finalize().into()
    }
}
