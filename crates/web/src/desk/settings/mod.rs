//! « Réglages ».

pub(crate) mod billing;
pub(crate) mod people;
pub(crate) mod states;
pub(crate) mod tokens;

use maud::{Markup, html};

use crate::html::{NavItem, definitions, desk_page, page_header};
use crate::i18n::t;
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// What can be set, and what the site is.
pub(crate) async fn index(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeSettings)?;
    let lang = desk.lang();
    let title = t(lang, "settings-title");
    let site = &desk.site;
    let shop = format!("/shop/{}/", site.name);
    let rows = [
        (t(lang, "sign-in-site"), html! { (site.name) }),
        (t(lang, "settings-shop"), html! { a href=(shop) { (site.title) } }),
        (t(lang, "settings-currency"), html! { (site.currency) }),
        (t(lang, "settings-zone"), html! { (site.zone_name) }),
    ];
    let body = html! {
        (page_header(&title, None))
        (definitions(&rows))
        ul.list {
            li { a href="/desk/settings/progress-states" { (t(lang, "settings-progress-states")) } }
            li { a href="/desk/settings/billing" { (t(lang, "settings-billing")) } }
            @if desk.has(Right::GiveAccess) {
                li { a href="/desk/settings/people" { (t(lang, "settings-people")) } }
                li { a href="/desk/settings/tokens" { (t(lang, "settings-tokens")) } }
            }
            li { a href="/desk/products" { (t(lang, "nav-products")) } }
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Settings), &title, &body))
}
