//! « États d'avancement »: the shop's own states.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::States;
use journal::{Command, Stop};
use maud::{Markup, html};
use orders::{Invalid, ProgressKind, ProgressState, StateColour, Text, code_of_label, plain_text};

use super::{page_under, refused, settings_form, settings_page, version};
use crate::conflict::Words;
use crate::desk::removal;
use crate::desk::words::{progress_badge, state_word};
use crate::form::Form;
use crate::html::{
    Field, Records, checkbox, choices, column, fieldset, folded, hidden, page_header, select_field, textarea,
};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// States that a state can name as its followers; no shop has so many.
const MOST_FOLLOWERS: usize = 200;

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
        @if desk.has(Right::ChangeSettings) {
            (folded(&t(lang, "state-new"), !form.pairs().is_empty(), &state_form(desk, form, None, &states, trouble)))
        }
        (table(desk, &states))
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

fn table(desk: &Desk, states: &[ProgressState]) -> Markup {
    let lang = desk.lang();
    let word = |flag: bool| t(lang, if flag { "yes" } else { "no" });
    let keys =
        ["progress-state", "state-code", "state-kind", "state-published", "state-sends-mail", "state-followed-by"];
    let rows = states.iter().map(|state| {
        [
            html! {
                a.badge-link href={ "/desk/settings/progress-states/" (state.code) } {
                    (progress_badge(lang, Some(&state.code), states))
                }
                @if state.retired { " " span.muted { (t(lang, "state-is-retired")) } }
            },
            html! { code { (state.code) } },
            html! { (kind_word(lang, state.kind)) @if !state.carrier.is_empty() { " – " (state.carrier) } },
            html! { (word(state.published)) },
            html! { (word(state.sends_mail)) },
            html! { (followers(lang, state, states)) },
        ]
    });
    Records::new(&t(lang, "settings-progress-states"), keys.map(|key| column(t(lang, key))), rows).in_region()
}

/// The states that can follow, in words.
fn followers(lang: Lang, state: &ProgressState, states: &[ProgressState]) -> String {
    let next = states.iter().filter(|next| state.followed_by.contains(&next.code));
    let next: Vec<String> = next.map(|next| state_word(lang, next)).collect();
    if next.is_empty() { t(lang, "state-followed-by-all") } else { next.join(", ") }
}

fn kind_word(lang: Lang, kind: ProgressKind) -> String {
    t(lang, &format!("progress-kind-{}", kind.code().replace('_', "-")))
}

/// One state's form.
pub(crate) async fn edit(desk: Desk, Path(code): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let (states, form) = opened(&desk, &code).await?;
    let state = states.iter().find(|state| state.code == code).ok_or_else(PageError::not_found)?;
    Ok(edit_page(&desk, state, &states, &form, None))
}

/// The states as they are, and the form of one.
async fn opened(desk: &Desk, code: &str) -> Result<(Vec<ProgressState>, Form), PageError> {
    let version = version(desk).await?;
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    let state = states.iter().find(|state| state.code == code).ok_or_else(PageError::not_found)?;
    let mut form = Form::of_pairs([
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
        ("carrier", state.carrier.clone()),
        ("retired", state.retired.to_string()),
    ]);
    for code in &state.followed_by {
        form.push("followed_by", code);
    }
    Ok((states, form.opened_at(&version)))
}

fn edit_page(
    desk: &Desk,
    state: &ProgressState,
    states: &[ProgressState],
    form: &Form,
    trouble: Option<&Trouble>,
) -> Response {
    let lang = desk.lang();
    let title = state_word(lang, state);
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (state_form(desk, form, Some(state), states, trouble))
        @if desk.has(Right::ChangeSettings) {
            (removal::section(lang, "state", &format!("/desk/settings/progress-states/{}/deletion", state.code)))
        }
    };
    page_under(desk, ("/desk/settings/progress-states", "settings-progress-states"), &title, &body, trouble)
}

fn state_form(
    desk: &Desk,
    form: &Form,
    known: Option<&ProgressState>,
    states: &[ProgressState],
    trouble: Option<&Trouble>,
) -> Markup {
    let lang = desk.lang();
    let keys = ["code", "label_fr", "label_en", "kind", "colour", "message_fr", "message_en", "carrier"];
    let labels = keys.map(|key| label(lang, key));
    let wrong = keys.map(|key| trouble::at(trouble, key));
    let field = |place: usize| {
        Field::new(lang, keys[place], &labels[place]).value(form.get(keys[place])).error(wrong[place].as_deref())
    };
    let hints = ["state-code-hint", "state-kind-hint", "state-carrier-hint"].map(|key| t(lang, key));
    let kinds = ProgressKind::ALL.map(|kind| (kind.code(), kind_word(lang, kind)));
    let colours = StateColour::ALL.map(|colour| (colour.code(), t(lang, &format!("state-colour-{}", colour.code()))));
    let fields = html! {
        @if known.is_some() { (hidden("code", form.get("code"))) (hidden("known", "true")) }
        (field(1))
        (field(2))
        (select_field(&field(3).hint(&hints[1]).size("medium"), &choices(kinds)))
        (field(7).hint(&hints[2]).optional().size("medium"))
        (select_field(&field(4).size("medium"), &choices(colours)))
        (textarea(&field(5).optional(), 2))
        (textarea(&field(6).optional(), 2))
        (checkbox(&t(lang, "state-published"), "published", form.ticked("published"), None))
        (checkbox(&t(lang, "state-sends-mail"), "sends_mail", form.ticked("sends_mail"), None))
        (checkbox(&t(lang, "state-issues-invoice"), "issues_invoice", form.ticked("issues_invoice"), None))
        @if known.is_some() {
            (checkbox(&t(lang, "state-retired"), "retired", form.ticked("retired"), Some(&t(lang, "state-retired-hint"))))
        }
        (followed_by(lang, form, states))
        @if known.is_none() { (field(0).hint(&hints[0]).optional().size("medium")) }
    };
    settings_form(desk, "/desk/settings/progress-states", known.map(|_| form), &fields)
}

/// « Peut être suivi de »: none ticked, all can follow.
fn followed_by(lang: Lang, form: &Form, states: &[ProgressState]) -> Markup {
    let others = states.iter().filter(|state| state.code != form.get("code"));
    let is_ticked = |code: &str| form.all("followed_by").any(|ticked| ticked == code);
    let boxes = html! {
        p.hint { (t(lang, "state-followed-by-hint")) }
        @for state in others {
            @let id = format!("field-followed_by-{}", state.code);
            div.check {
                input #(id) type="checkbox" name="followed_by" value=(state.code) checked[is_ticked(&state.code)];
                label for=(id) { (state_word(lang, state)) }
            }
        }
    };
    html! { @if states.iter().any(|state| state.code != form.get("code")) { (fieldset(&t(lang, "state-followed-by"), &boxes)) } }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("state-{}", field.replace('_', "-")))
}

/// What a value means.
fn said(lang: Lang, field: &str, value: &str, states: &[ProgressState]) -> String {
    match field {
        "kind" => ProgressKind::parse(value).map_or_else(|| value.to_owned(), |kind| kind_word(lang, kind)),
        "colour" => t(lang, &format!("state-colour-{value}")),
        "followed_by" => {
            let named = states.iter().filter(|state| value.split(", ").any(|code| code == state.code));
            named.map(|state| state_word(lang, state)).collect::<Vec<_>>().join(", ")
        }
        _ => value.to_owned(),
    }
}

async fn is_there(desk: &Desk, code: &str) -> Result<bool, PageError> {
    Ok(desk.app().journal.ask(States(desk.site.id)).await?.iter().any(|state| state.code == code))
}

/// Adds a state or changes one; its code never changes.
pub(crate) async fn save(desk: Desk, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    let lang = desk.lang();
    let label = |field: &str| label(lang, field);
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    let trouble = match read(&form, code(&form, &states)) {
        Ok(state) => {
            let save = if form.ticked("known") { Command::SaveState } else { Command::AddState };
            let command = save(Box::new(state));
            match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
                Ok(_) => return Ok(Redirect::to("/desk/settings/progress-states?done=settings-saved").into_response()),
                Err(stop) if form.ticked("known") && is_there(&desk, form.get("code")).await? => {
                    let (states, now) = opened(&desk, form.get("code")).await?;
                    let words = Words { label: &label, said: &|field, value| said(lang, field, value, &states) };
                    refused(&desk, &mut form, stop, &command, now, words).await?
                }
                // Somebody has removed it: what was typed can be added anew.
                Err(Stop::Stale { .. } | Stop::Missing(_)) => {
                    Trouble::said(lang, StatusCode::CONFLICT, t(lang, "settings-removed"))
                }
                Err(stop) => Trouble::of(lang, stop, label)?,
            }
        }
        Err(faults) => Trouble::invalid(desk.lang(), faults, label),
    };
    // It may have changed since.
    let states = desk.app().journal.ask(States(desk.site.id)).await?;
    match states.iter().find(|state| form.ticked("known") && state.code == form.get("code")) {
        Some(state) => Ok(edit_page(&desk, state, &states, &form, Some(&trouble))),
        None => page(&desk, &form, Some(&trouble)).await,
    }
}

/// The code that was typed, or for a new state one that its label makes.
fn code(form: &Form, states: &[ProgressState]) -> String {
    let is_taken = |code: &str| states.iter().any(|state| state.code == code);
    let typed = form.text("code");
    if typed.is_empty() && !form.ticked("known") { code_of_label(form.get("label_fr"), is_taken) } else { typed }
}

fn read(form: &Form, code: String) -> Result<ProgressState, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
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
    if !plain_text(form.get("carrier"), 100) {
        add("carrier", "too_long");
    }
    let followed_by: Vec<String> = form.all("followed_by").map(str::to_owned).collect();
    if followed_by.len() > MOST_FOLLOWERS || !followed_by.iter().all(|code| ProgressState::valid_code(code)) {
        add("followed_by", "unknown_state");
    }
    let kind = ProgressKind::parse(form.get("kind"));
    let colour = StateColour::parse(form.get("colour"));
    if kind.is_none() {
        add("kind", "unknown_code");
    }
    if colour.is_none() {
        add("colour", "unknown_code");
    }
    if !ProgressState::valid_code(&code) {
        add("code", "not_a_code");
    }
    let (Some(kind), Some(colour), true) = (kind, colour, faults.is_empty()) else { return Err(faults) };
    Ok(ProgressState {
        code,
        kind,
        colour,
        label: Text::new(form.get("label_fr"), form.get("label_en")),
        message: Text::new(form.get("message_fr"), form.get("message_en")),
        published: form.ticked("published"),
        sends_mail: form.ticked("sends_mail"),
        issues_invoice: form.ticked("issues_invoice"),
        followed_by,
        carrier: form.text("carrier"),
        retired: form.ticked("retired"),
    })
}

/// Removes a state that no order is in.
pub(crate) async fn remove(desk: Desk, Path(code): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::ChangeSettings)?;
    match desk.app().journal.carry_out(desk.request(&form, Command::RemoveState { code })).await {
        Ok(_) => Ok(Redirect::to("/desk/settings/progress-states?done=state-removed").into_response()),
        Err(stop) => {
            page(&desk, &Form::default(), Some(&Trouble::of(desk.lang(), stop, |field| label(desk.lang(), field))?))
                .await
        }
    }
}
