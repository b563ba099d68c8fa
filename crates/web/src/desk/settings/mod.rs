//! « Réglages ».

pub(crate) mod billing;
pub(crate) mod changes;
pub(crate) mod countries;
pub(crate) mod deliveries;
pub(crate) mod logo;
pub(crate) mod payments;
pub(crate) mod people;
pub(crate) mod site;
pub(crate) mod states;
pub(crate) mod storefront;
pub(crate) mod tokens;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use journal::question::{SettingsChanges, SiteVersion};
use journal::{Command, SiteEvent, Stop, Stored, concerns, settings_kind};
use maud::{Markup, html};

use crate::conflict::{self, Words};
use crate::form::Form;
use crate::html::{NavItem, Tone, back_link, button_primary, desk_page, hidden, notice, page_header, request_id};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The pages, by what they are about: each with its address and the stem of its texts.
const ORDERS: [(&str, &str); 2] = [("progress-states", "settings-progress-states"), ("billing", "settings-billing")];
const SHOP: [(&str, &str); 4] = [
    ("storefront", "settings-storefront"),
    ("deliveries", "settings-deliveries"),
    ("countries", "settings-countries"),
    ("payments", "settings-payments"),
];
const SITE: [(&str, &str); 2] = [("site", "settings-site"), ("changes", "settings-changes")];
const ACCESS: [(&str, &str); 2] = [("people", "settings-people"), ("tokens", "settings-tokens")];

/// Changes that a form is told of, newest first; the whole journal has a page of its own.
const CHANGES_SHOWN: i64 = 5;

/// Events of a kind looked through for those: of products, an import saves many.
const MOST_SINCE: i64 = 500;

/// What can be set.
pub(crate) async fn index(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeSettings)?;
    let lang = desk.lang();
    let title = t(lang, "settings-title");
    let body = html! {
        (page_header(&title, None))
        (group(lang, "settings-group-orders", &ORDERS))
        (group(lang, "settings-group-shop", &SHOP))
        @if desk.has(Right::GiveAccess) { (group(lang, "settings-group-access", &ACCESS)) }
        (group(lang, "settings-group-site", &SITE))
    };
    Ok(desk_page(&desk.shell(NavItem::Settings), &title, &body))
}

fn group(lang: Lang, title: &str, pages: &[(&str, &str)]) -> Markup {
    html! {
        section.section aria-labelledby=(title) {
            h2 id=(title) { (t(lang, title)) }
            dl.index {
                @for (address, stem) in pages {
                    div {
                        dt { a href={ "/desk/settings/" (address) } { (t(lang, stem)) } }
                        dd { (t(lang, &format!("{stem}-about"))) }
                    }
                }
            }
        }
    }
}

/// A page of the settings: as it is, or with what is wrong with its form.
fn settings_page(desk: &Desk, title: &str, body: &Markup, trouble: Option<&Trouble>) -> Response {
    page_under(desk, ("/desk/settings", "settings-title"), title, body, trouble)
}

/// A page of the settings under another, which its way back leads to: its address and the key of its name.
fn page_under(
    desk: &Desk,
    (above, name): (&str, &str),
    title: &str,
    body: &Markup,
    trouble: Option<&Trouble>,
) -> Response {
    let mut shell = desk.shell(NavItem::Settings);
    shell.has_errors = trouble.is_some();
    let content = html! {
        (back_link(above, &t(desk.lang(), name)))
        @if !desk.has(Right::ChangeSettings) { (notice(desk.lang(), Tone::Info, &t(desk.lang(), "settings-read-only"), None)) }
        (body)
    };
    (trouble::status(trouble), desk_page(&shell, title, &content)).into_response()
}

/// The id of a page's form, which the choices of a conflict belong to.
const FORM: &str = "settings-form";

/// The form of a page: it is saved by whoever may change settings, and only read by everybody else. `opened` is the form of what
/// is there, with what its reader saw; what is new has none.
pub(super) fn settings_form(desk: &Desk, action: &str, opened: Option<&Form>, fields: &Markup) -> Markup {
    let lang = desk.lang();
    html! {
        @if desk.has(Right::ChangeSettings) {
            form.form id=[opened.map(|_| FORM)] method="post" action=(action) {
                (request_id(&crate::token::new()))
                @if let Some(form) = opened {
                    (hidden("version", form.get("version")))
                    (hidden("seen", form.get("seen")))
                }
                (fields)
                div.buttons { (button_primary(&t(lang, "save"))) }
            }
        } @else {
            fieldset.form.reading disabled { legend.visually-hidden { (t(lang, "settings-to-read")) } (fields) }
        }
    }
}

/// The version that a form is opened at. It is asked for before the values, so that no change between the two is missed.
pub(super) async fn version(desk: &Desk) -> Result<String, PageError> {
    Ok(desk.app().journal.ask(SiteVersion(desk.site.id)).await?.to_string())
}

/// Why a form of one field was not carried out. What was typed is still in it, and sent again it is meant.
pub(super) async fn refused_alone(
    desk: &Desk,
    form: &mut Form,
    stop: Stop,
    command: &Command,
    label: impl Fn(&str) -> String,
) -> Result<Trouble, PageError> {
    let lang = desk.lang();
    let (Stop::Stale { current }, Some(kind)) = (&stop, settings_kind(command)) else {
        return Trouble::of(lang, stop, label);
    };
    let changes = meanwhile(desk, form, *current, (kind, command)).await?;
    form.set("version", &current.to_string());
    let more = html! {
        section.section aria-labelledby="meanwhile" {
            h2 #meanwhile { (t(lang, "conflict-title")) }
            (changes)
        }
    };
    Ok(Trouble::said(lang, StatusCode::CONFLICT, t(lang, "settings-stale")).explained(more))
}

/// Who has changed what since a form was opened that `command` changes too.
async fn meanwhile(
    desk: &Desk,
    form: &Form,
    current: i64,
    (kind, command): (&'static str, &Command),
) -> Result<Markup, PageError> {
    let opened = form.get("version").parse().unwrap_or(current);
    let question = SettingsChanges { site: desk.site.id, kind: Some(kind), before: None, limit: MOST_SINCE };
    let mut since = desk.app().journal.ask(question).await?;
    since.retain(|(row, _)| {
        row.version > opened && SiteEvent::read(&row.kind, &row.data).is_ok_and(|event| concerns(command, &event))
    });
    since.truncate(usize::try_from(CHANGES_SHOWN).unwrap_or(usize::MAX));
    changes::entries(desk, &since).await
}

/// Why `form` was not carried out. Where somebody has saved since it was opened: who, and what became of each field. The form is
/// then one of `now`, with what was typed in it where nobody else changed it; sent again, it goes on from there.
pub(super) async fn refused(
    desk: &Desk,
    form: &mut Form,
    stop: Stop,
    command: &Command,
    now: Form,
    words: Words<'_>,
) -> Result<Trouble, PageError> {
    let lang = desk.lang();
    let (Stop::Stale { current }, Some(kind)) = (&stop, settings_kind(command)) else {
        return Trouble::of(lang, stop, words.label);
    };
    let changes = meanwhile(desk, form, *current, (kind, command)).await?;
    let rows = conflict::merge(lang, form, &now, &words);
    form.set("version", now.get("version"));
    form.set("seen", now.get("seen"));
    let more = html! {
        section.section aria-labelledby="meanwhile" {
            h2 #meanwhile { (t(lang, "conflict-title")) }
            (changes)
            (conflict::table(lang, &rows, Some(FORM)))
        }
    };
    Ok(Trouble::said(lang, StatusCode::CONFLICT, t(lang, "settings-stale")).explained(more))
}
