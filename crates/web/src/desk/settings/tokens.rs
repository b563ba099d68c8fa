//! « Jetons de l'API »: which programs may call, and what for.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use journal::question::{TokenRow, Tokens};
use journal::{Command, NewToken, Scope};
use maud::{Markup, html};
use orders::Invalid;

use super::people::wrong_name;
use super::{page_under, settings_page};
use crate::form::Form;
use crate::format;
use crate::html::{
    Field, Records, button_primary, checkbox, column, definitions, empty_cell, folded, page_header, request_id,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// The tokens that hold, and a form for one more.
pub(crate) async fn list(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    page(&desk, &Form::default(), None).await
}

async fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let tokens = desk.app().journal.ask(Tokens(desk.site.id)).await?;
    let lang = desk.lang();
    let title = t(lang, "settings-tokens");
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (folded(&t(lang, "token-new"), !form.pairs().is_empty(), &form_of_new(lang, form, trouble)))
        @if tokens.is_empty() { p { (t(lang, "tokens-empty")) } } @else { (table(desk, &tokens)) }
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

fn table(desk: &Desk, tokens: &[TokenRow]) -> Markup {
    let lang = desk.lang();
    let columns = ["token-label", "token-scopes", "token-since", "token-withdrawal"].map(|key| column(t(lang, key)));
    let rows = tokens.iter().map(|token| {
        [
            if token.label.is_empty() {
                empty_cell(&t(lang, "none-value"))
            } else {
                html! { (token.label) }
            },
            html! {
                ul.plain-list {
                    @for scope in &token.scopes { li { (t(lang, &key(*scope))) " " code.muted { (scope.code()) } } }
                }
            },
            html! { (format::date_grid(lang, desk.local(token.created_at).date())) },
            withdrawal(lang, token),
        ]
    });
    Records::new(&t(lang, "settings-tokens"), columns, rows).in_region()
}

/// The button says which token it withdraws, to whoever does not see the row.
fn withdrawal(lang: Lang, token: &TokenRow) -> Markup {
    html! {
        form method="post" action={ "/desk/settings/tokens/" (token.token) "/withdrawal" } {
            (request_id(&crate::token::new()))
            button.button.button-danger type="submit" {
                (t(lang, "token-withdraw")) span.visually-hidden { " " (token.label) }
            }
        }
    }
}

/// What stands above a field.
fn name_of(lang: Lang, field: &str) -> String {
    t(lang, &format!("token-{field}"))
}

fn form_of_new(lang: Lang, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let label = name_of(lang, "label");
    let hint = t(lang, "token-label-hint");
    let wrong = ["label", "scopes"].map(|field| trouble::at(trouble, field));
    let wrong_id = wrong[1].as_ref().map(|_| "field-scopes-error");
    html! {
        form.form method="post" action="/desk/settings/tokens" {
            (request_id(&crate::token::new()))
            (Field::new(lang, "label", &label).value(form.get("label")).error(wrong[0].as_deref()).hint(&hint)
                .autocomplete("off"))
            fieldset.group #field-scopes tabindex="-1" aria-describedby=[wrong_id] {
                legend { (name_of(lang, "scopes")) }
                @if let Some(wrong) = &wrong[1] { p.field-error #field-scopes-error { (wrong) } }
                @for scope in Scope::ALL {
                    (checkbox(&scope_word(lang, scope), &key(scope), form.ticked(&key(scope)), None))
                }
            }
            p.hint { (t(lang, "token-hint")) }
            div.buttons { (button_primary(&t(lang, "token-add"))) }
        }
    }
}

/// What it lets a program do, and the code under which the API's description has it.
fn scope_word(lang: Lang, scope: Scope) -> String {
    format!("{} ({})", t(lang, &key(scope)), scope.code())
}

/// `scope-orders-read`: the name of the box and of its sentence.
fn key(scope: Scope) -> String {
    format!("scope-{}", scope.code().replace(':', "-"))
}

/// Makes a token. The answer is the page itself: the token is kept nowhere to be shown after a redirect.
pub(crate) async fn add(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| form.ticked(&key(*scope))).collect();
    let mut faults = Vec::new();
    if let Some(code) = wrong_name(form.get("label")) {
        faults.push(Invalid { field: "label".to_owned(), code });
    }
    if scopes.is_empty() {
        faults.push(Invalid { field: "scopes".to_owned(), code: "scope_required" });
    }
    if !faults.is_empty() {
        return page(&desk, &form, Some(&Trouble::invalid(desk.lang(), faults, |field| name_of(desk.lang(), field))))
            .await;
    }
    let token = URL_SAFE_NO_PAD.encode(desk.app().secrets.of_form("token", desk.site.id, &form));
    let new = NewToken { label: form.text("label"), token_hash: crate::token::hash(&token), scopes };
    match desk.app().journal.carry_out(desk.request(&form, Command::AddToken(Box::new(new)))).await {
        Ok(_) => Ok(added_page(&desk, form.get("label"), &token)),
        Err(stop) => {
            page(&desk, &form, Some(&Trouble::of(desk.lang(), stop, |field| name_of(desk.lang(), field))?)).await
        }
    }
}

fn added_page(desk: &Desk, label: &str, token: &str) -> Response {
    let lang = desk.lang();
    let title = ta(lang, "token-added", &[("label", label.into())]);
    let body = html! {
        (page_header(&title, None))
        p.lead { (t(lang, "token-added-hint")) }
        (definitions(&[(t(lang, "token-word"), html! { code { (token) } })]))
    };
    page_under(desk, ("/desk/settings/tokens", "settings-tokens"), &title, &body, None)
}

/// Withdraws a token: the next call with it is refused.
pub(crate) async fn withdraw(desk: Desk, Path(token): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    let token = token.parse().map_err(|_| PageError::not_found())?;
    desk.app().journal.carry_out(desk.request(&form, Command::WithdrawToken { token })).await?;
    desk.app().doubt_tokens();
    Ok(Redirect::to("/desk/settings/tokens?done=token-withdrawn").into_response())
}
