//! `/`: the shops of this installation, or the one whose host name was asked.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use journal::question::{PublicSites, SiteByHost};
use maud::{Markup, html};

use crate::html::{link_button, page_header, plain_page, staff_page};
use crate::i18n::t;
use crate::page::PageError;
use crate::visitor::{self, Visitor};

pub(crate) async fn list(visitor: Visitor) -> Result<Response, PageError> {
    if let Some(site) = visitor.app.journal.ask(SiteByHost(visitor.host.clone())).await? {
        return Ok(Redirect::to(&format!("/shop/{}/", site.name)).into_response());
    }
    let sites = visitor.app.journal.ask(PublicSites).await?;
    let lang = visitor.lang;
    let title = t(lang, "sites-title");
    let body = html! {
        (page_header(&title, None))
        @if sites.is_empty() { p { (t(lang, "sites-empty")) } }
        ul.list { @for site in &sites { li { a href={ "/shop/" (site.name) "/" } { (site.title) } } } }
        p { (link_button("plain", "/desk/", &t(lang, "sites-desk"))) }
    };
    Ok(plain_page(&visitor.shell(), &title, &body).into_response())
}

/// What can be asked, and where.
pub(crate) async fn help(visitor: Visitor, jar: CookieJar) -> Markup {
    let lang = visitor.lang;
    let title = t(lang, "help");
    let body = html! {
        (page_header(&title, None))
        ol.list {
            @for key in ["help-order", "help-validate", "help-progress", "help-handoff", "help-undo"] { li { (t(lang, key)) } }
        }
    };
    match visitor::signed_in_frame(&visitor, &jar).await {
        Some(shell) => staff_page(&shell, &title, &body),
        None => plain_page(&visitor.shell(), &title, &body),
    }
}
