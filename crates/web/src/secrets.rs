//! What only this installation knows. It lies in a file beside the database and never in it, so that a
//! copy of the database opens nothing.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use journal::SiteId;
use sha2::Sha256;

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
        self.sign(b"order page", site, number)
    }

    /// The same for the page that acknowledges a withdrawal, which says a name and therefore has a link
    /// of its own.
    pub(crate) fn withdrawal_link(&self, site: SiteId, number: i64) -> String {
        self.sign(b"withdrawal", site, number)
    }

    fn sign(&self, page: &[u8], site: SiteId, number: i64) -> String {
        // A key of any length is fine for HMAC; an empty link opens nothing.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.order_links) else { return String::new() };
        mac.update(page);
        mac.update(&site.0.to_be_bytes());
        mac.update(&number.to_be_bytes());
        URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..16])
    }
}

/// Keys are in no log.
impl fmt::Debug for Secrets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Secrets").finish_non_exhaustive()
    }
}
