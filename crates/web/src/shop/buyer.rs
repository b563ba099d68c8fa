//! The browser that placed an order. It may show again what was typed in it: name, address and e-mail, which the order's
//! link alone does not show, because links are handed on.

use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use journal::SiteId;
use subtle::ConstantTimeEq;

use super::Customer;
use crate::app::App;

const COOKIE: &str = "ordered";

/// What the browser keeps until it is closed: the number of the last order that was placed in it, signed.
pub(super) fn cookie(customer: &Customer, number: i64) -> Cookie<'static> {
    let app = customer.app();
    let key = app.secrets.buyer_key(customer.site.id, number);
    Cookie::build((COOKIE, format!("{number}.{key}")))
        .path(format!("/shop/{}/", customer.site.name))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.secure_cookies)
        .build()
}

/// The number of the order that was placed in this browser.
pub(super) fn read(app: &App, site: SiteId, jar: &CookieJar) -> Option<i64> {
    let (number, given) = jar.get(COOKIE)?.value().split_once('.')?;
    let number = number.parse().ok()?;
    let key = app.secrets.buyer_key(site, number);
    bool::from(key.as_bytes().ct_eq(given.as_bytes())).then_some(number)
}
