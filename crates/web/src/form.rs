//! Forms as browsers send them: names and values, any name any number of times.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequest, Request};
use money::parse_amount;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::conflict;
use crate::format::plain_amount;
use crate::i18n::Lang;
use crate::page::PageError;

/// The largest form: the texts of the storefront's legal pages, in both languages.
const MAX_FORM: usize = 1 << 20;

/// Before a field's name: whose value is kept after a conflict, and the other's values.
pub(crate) const KEPT: &str = "keep-";
pub(crate) const THEIRS: &str = "theirs-";

/// The name under which a form says which of its fields have given way to the other's.
const GIVEN_WAY: &str = "given-way";

/// What was sent, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

/// The form of a request, for the page that says why it was not carried out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent(Arc<OnceLock<Form>>);

impl Sent {
    /// The form, unless it holds a password, which is never sent back into a page.
    pub(crate) fn to_keep(&self) -> Option<&Form> {
        self.0.get().filter(|form| form.0.iter().all(|(name, _)| !name.contains("password")))
    }
}

impl FromRequest<Arc<App>> for Form {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, PageError> {
        let sent = request.extensions().get::<Sent>().cloned();
        let body = axum::body::to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| PageError::too_large())?;
        let form = Form(form_pairs(&body)).decided();
        if let Some(Sent(sent)) = sent {
            // A request is read once.
            let _ = sent.set(form.clone());
        }
        Ok(form)
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

    /// Reads what is encoded as a form is.
    pub(crate) fn of_encoded(text: &str) -> Self {
        Form(form_pairs(text.as_bytes()))
    }

    /// The form with what was chosen on the page of a conflict in its place. Where nothing was chosen, what was typed
    /// stays.
    pub(crate) fn decided(mut self) -> Self {
        self.0.retain(|(name, _)| name != GIVEN_WAY);
        let chosen = |(name, side): &(String, String)| {
            (side == "theirs").then(|| name.strip_prefix(KEPT).map(str::to_owned)).flatten()
        };
        for field in self.0.iter().filter_map(chosen).collect::<Vec<_>>() {
            let theirs = self.all(&format!("{THEIRS}{field}")).map(str::to_owned).collect::<Vec<_>>();
            self.set_all(&field, &theirs);
            self.push(GIVEN_WAY, &field);
        }
        self.0.retain(|(name, _)| !name.starts_with(KEPT) && !name.starts_with(THEIRS));
        self
    }

    /// Whether a field has given way to the other's value.
    pub(crate) fn has_given_way(&self, field: &str) -> bool {
        self.all(GIVEN_WAY).any(|given| given == field)
    }

    /// A form of what is there now, which remembers what its reader sees and at which version.
    pub(crate) fn opened_at(mut self, version: &str) -> Self {
        let seen = conflict::snapshot(&self);
        self.set("version", version);
        self.set("seen", &seen);
        self
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

    /// Puts values in the place of whatever a name has.
    pub(crate) fn set_all(&mut self, name: &str, values: &[String]) {
        self.0.retain(|(known, _)| known != name);
        for value in values {
            self.push(name, value);
        }
    }

    /// Writes an amount as this program does: people write one in many ways.
    pub(crate) fn tidy_amount(&mut self, lang: Lang, name: &str, exponent: u32) {
        if let Ok(cents) = parse_amount(self.get(name), exponent) {
            self.set(name, &plain_amount(lang, cents, exponent));
        }
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
