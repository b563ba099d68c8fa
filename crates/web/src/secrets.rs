//! What only this installation knows. It lies in a file beside the database and never in it, so that a
//! copy of the database opens nothing.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use journal::SiteId;
use sha2::Sha256;

use crate::form::Form;

/// The installation's keys.
#[derive(Clone)]
pub struct Secrets {
    order_links: [u8; 32],
}

impl Secrets {
    /// `order_links` signs the links of customers' order pages.
    pub fn new(order_links: [u8; 32]) -> Self {
        Secrets { order_links }
    }

    /// The part of an order page's address that nobody can guess.
    pub(crate) fn order_link(&self, site: SiteId, number: i64) -> String {
        self.link(b"order page", site, number)
    }

    /// The same for the page that acknowledges a withdrawal, which says a name and therefore has a link
    /// of its own.
    pub(crate) fn withdrawal_link(&self, site: SiteId, number: i64) -> String {
        self.link(b"withdrawal", site, number)
    }

    /// What tells the browser that placed an order from everybody else who has the order's link.
    pub(crate) fn buyer_key(&self, site: SiteId, number: i64) -> String {
        self.link(b"buyer", site, number)
    }

    /// A new secret for whom a form names. The form sent again, as by a double click, gets the same one:
    /// the answer that is read is the second, and it must not show a secret that opens nothing.
    pub(crate) fn of_form(&self, purpose: &str, site: SiteId, form: &Form) -> [u8; 32] {
        let Some(id) = form.request_id() else { return crate::clock::chance() };
        let fingerprint = form.fingerprint(purpose);
        let signed = self.sign(&[b"form", &site.0.to_be_bytes(), id.as_bytes(), &fingerprint]);
        signed.unwrap_or_else(crate::clock::chance)
    }

    fn link(&self, page: &[u8], site: SiteId, number: i64) -> String {
        let signed = self.sign(&[page, &site.0.to_be_bytes(), &number.to_be_bytes()]);
        // An empty link opens nothing.
        signed.map(|bytes| URL_SAFE_NO_PAD.encode(&bytes[..16])).unwrap_or_default()
    }

    fn sign(&self, parts: &[&[u8]]) -> Option<[u8; 32]> {
        // A key of any length is fine for HMAC.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.order_links).ok()?;
        for part in parts {
            mac.update(part);
        }
        Some(mac.finalize().into_bytes().into())
    }
}

/// Keys are in no log.
impl fmt::Debug for Secrets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Secrets").finish_non_exhaustive()
    }
}
