//! Language, theme, keys and the prices shown, chosen by a button and kept in a cookie: no script, no flash of the wrong one.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::form::Form;
use crate::html::Theme;
use crate::i18n::Lang;
use crate::visitor::{LANG_COOKIE, PRICES_COOKIE, SHORTCUTS_COOKIE, THEME_COOKIE};

/// Keeps a choice and goes back to the page it was made on.
pub(crate) async fn choose(jar: CookieJar, form: Form) -> Response {
    let mut jar = jar;
    if let Some(lang) = Lang::from_code(form.get("lang")) {
        jar = jar.add(kept(LANG_COOKIE, lang.code()));
    }
    match (form.get("theme"), Theme::from_code(form.get("theme"))) {
        (_, Some(theme)) => jar = jar.add(kept(THEME_COOKIE, theme.code())),
        ("auto", None) => jar = jar.add(kept(THEME_COOKIE, "auto")),
        (_, None) => {}
    }
    match form.get("prices") {
        "net" => jar = jar.add(kept(PRICES_COOKIE, "net")),
        "gross" => jar = jar.add(kept(PRICES_COOKIE, "gross")),
        _ => {}
    }
    match form.get("shortcuts") {
        "off" => jar = jar.add(kept(SHORTCUTS_COOKIE, "off")),
        "on" => jar = jar.add(kept(SHORTCUTS_COOKIE, "on")),
        _ => {}
    }
    let back = form.get("back");
    // Only a path of ours: `//host` and `/\host` lead elsewhere.
    let ours = back.starts_with('/') && !back[1..].starts_with(['/', '\\']) && !back.contains(char::is_control);
    (jar, Redirect::to(if ours { back } else { "/" })).into_response()
}

fn kept(name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").same_site(SameSite::Lax).permanent().build()
}
