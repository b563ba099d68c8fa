//! « États d'avancement »: the shop's own states.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Command;
use journal::question::States;
use maud::{Markup, html};
use orders::{Invalid, ProgressKind, ProgressState, StateColour, Text, plain_text};

use crate::desk::words::{colour_family, state_word};
use crate::form::Form;
use crate::html::{
    Field, NavItem, badge, button, button_primary, checkbox, choices, desk_page, page_header, request_id, select_field,
    table_region, textarea,
};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The states, and a form for a new one.
pub(crate) async fn list(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    page(&desk, &Form::default(), None).await
}

async fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    let lang = desk.lang();
    let title = t(lang, "settings-progress-states");
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (table(desk, &states))
        @if desk.has(Right::ChangeSettings) {
            section.section.step aria-labelledby="new" { h2 #new { (t(lang, "state-new")) } (state_form(lang, form, false, trouble)) }
        }
    };
    let mut shell = desk.shell(NavItem::Settings);
    shell.has_errors = trouble.is_some();
    Ok((trouble::status(trouble), desk_page(&shell, &title, &body)).into_response())
}

fn table(desk: &Desk, states: &[ProgressState]) -> Markup {
    let lang = desk.lang();
    let word = |flag: bool| t(lang, if flag { "yes" } else { "no" });
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "settings-progress-states")) }
            thead { tr {
                th scope="col" { (t(lang, "state-code")) }
                th scope="col" { (t(lang, "progress-state")) }
                th scope="col" { (t(lang, "state-kind")) }
                th scope="col" { (t(lang, "state-published")) }
                th scope="col" { (t(lang, "state-sends-mail")) }
            } }
            tbody {
                @for state in states {
                    @let family = colour_family(state.colour);
                    tr {
                        th scope="row" { a href={ "/desk/settings/progress-states/" (state.code) } { (state.code) } }
                        td { (badge(family, family.glyph(), &state_word(lang, state))) }
                        td { (kind_word(lang, state.kind)) }
                        td { (word(state.published)) }
                        td { (word(state.sends_mail)) }
                    }
                }
            }
        }
    };
    table_region(&t(lang, "settings-progress-states"), &table)
}

fn kind_word(lang: Lang, kind: ProgressKind) -> String {
    t(lang, &format!("progress-kind-{}", kind.code().replace('_', "-")))
}

/// One state's form.
pub(crate) async fn edit(desk: Desk, Path(code): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeSettings)?;
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    let state = states.into_iter().find(|state| state.code == code).ok_or_else(PageError::not_found)?;
    let lang = desk.lang();
    let form = Form::of_pairs([
        ("code", state.code.clone()),
        ("kind", state.kind.code().to_owned()),
        ("colour", state.colour.code().to_owned()),
        ("label_fr", state.label.fr.clone()),
        ("label_en", state.label.en.clone()),
        ("message_fr", state.message.fr.clone()),
        ("message_en", state.message.en.clone()),
        ("published", state.published.to_string()),
        ("sends_mail", state.sends_mail.to_string()),
        ("issues_invoice", state.issues_invoice.to_string()),
    ]);
    let title = state_word(lang, &state);
    let body = html! {
        (page_header(&title, None))
        (state_form(lang, &form, true, None))
        @if desk.has(Right::ChangeSettings) {
            form method="post" action={ "/desk/settings/progress-states/" (state.code) "/deletion" } {
                (request_id(&crate::token::new()))
                (button("danger", None, &t(lang, "state-remove")))
            }
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Settings), &title, &body))
}

fn state_form(lang: Lang, form: &Form, known: bool, trouble: Option<&Trouble>) -> Markup {
    let keys = ["code", "label_fr", "label_en", "kind", "colour", "message_fr", "message_en"];
    let labels = keys.map(|key| t(lang, &format!("state-{}", key.replace('_', "-"))));
    let wrong = keys.map(|key| trouble::at(trouble, key));
    let field = |place: usize| {
        Field::new(lang, keys[place], &labels[place]).value(form.get(keys[place])).error(wrong[place].as_deref())
    };
    let hint = t(lang, "state-code-hint");
    let kinds = ProgressKind::ALL.map(|kind| (kind.code(), kind_word(lang, kind)));
    let colours = StateColour::ALL.map(|colour| (colour.code(), t(lang, &format!("state-colour-{}", colour.code()))));
    html! {
        form.form method="post" action="/desk/settings/progress-states" {
            (request_id(&crate::token::new()))
            @if known { (crate::html::hidden("code", form.get("code"))) } @else { (field(0).hint(&hint).size("medium")) }
            (field(1))
            (field(2))
            (select_field(&field(3).size("medium"), &choices(kinds)))
            (select_field(&field(4).size("medium"), &choices(colours)))
            (textarea(&field(5).optional(), 2))
            (textarea(&field(6).optional(), 2))
            (checkbox(&t(lang, "state-published"), "published", form.ticked("published"), None))
            (checkbox(&t(lang, "state-sends-mail"), "sends_mail", form.ticked("sends_mail"), None))
            (checkbox(&t(lang, "state-issues-invoice"), "issues_invoice", form.ticked("issues_invoice"), None))
            div.buttons { (button_primary(&t(lang, "save"))) }
        }
    }
}

/// Adds a state or changes one; its code never changes.
pub(crate) async fn save(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let state = match read(&form) {
        Ok(state) => state,
        Err(faults) => return page(&desk, &form, Some(&Trouble::invalid(desk.lang(), faults))).await,
    };
    desk.app().journal.carry_out(desk.request(&form, Command::SaveState(Box::new(state)))).await?;
    Ok(Redirect::to("/desk/settings/progress-states?done=settings-saved").into_response())
}

fn read(form: &Form) -> Result<ProgressState, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
    if !ProgressState::valid_code(form.get("code")) {
        add("code", "not_a_code");
    }
    for field in ["label_fr", "label_en"] {
        if form.get(field).is_empty() {
            add(field, "required");
        } else if !plain_text(form.get(field), 100) {
            add(field, "too_long");
        }
    }
    for field in ["message_fr", "message_en"] {
        if !plain_text(form.get(field), 2_000) {
            add(field, "too_long");
        }
    }
    let kind = ProgressKind::parse(form.get("kind"));
    let colour = StateColour::parse(form.get("colour"));
    if kind.is_none() {
        add("kind", "unknown_code");
    }
    if colour.is_none() {
        add("colour", "unknown_code");
    }
    let (Some(kind), Some(colour), true) = (kind, colour, faults.is_empty()) else { return Err(faults) };
    Ok(ProgressState {
        code: form.text("code"),
        kind,
        colour,
        label: Text::new(form.get("label_fr"), form.get("label_en")),
        message: Text::new(form.get("message_fr"), form.get("message_en")),
        published: form.ticked("published"),
        sends_mail: form.ticked("sends_mail"),
        issues_invoice: form.ticked("issues_invoice"),
    })
}

/// Stops offering a state that no order is in.
pub(crate) async fn remove(desk: Desk, Path(code): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    match desk.app().journal.carry_out(desk.request(&form, Command::RemoveState { code })).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/progress-states?done=state-removed").into_response()),
        Err(stop) => page(&desk, &Form::default(), Some(&Trouble::of(desk.lang(), stop)?)).await,
    }
}
