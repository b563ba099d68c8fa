//! « Mon profil »: what everybody may change of themselves.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use journal::question::SignIn;
use journal::{Command, NewPassword, Profile, Request};
use maud::{Markup, html};
use orders::{Invalid, Language};

use super::settings::people::wrong_name;
use crate::form::Form;
use crate::html::{
    Field, FieldKind, button_primary, choices, definitions, page_header, request_id, select_field, staff_page,
};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::password::{LONGEST, SHORTEST};
use crate::trouble::{self, Trouble};
use crate::visitor::{Desk, LANG_COOKIE};

pub(crate) async fn show(desk: Desk) -> Response {
    let form = Form::of_pairs([("name", desk.person.name.clone()), ("language", desk.lang().code().to_owned())]);
    page(&desk, &form, None)
}

fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Response {
    let lang = desk.lang();
    let title = t(lang, "profile-title");
    let role = t(lang, &format!("role-{}", desk.person.role.code()));
    let rows = [
        (t(lang, "sign-in-site"), desk.site.name.clone()),
        (t(lang, "sign-in-email"), desk.person.email.clone()),
        (t(lang, "person-role"), role),
    ];
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (definitions(&rows))
        (profile_form(lang, form, trouble))
        section.section.ruled aria-labelledby="password" {
            h2 #password { (t(lang, "profile-password")) }
            (password_form(lang, trouble))
        }
    };
    let mut shell = desk.shell(None);
    shell.has_errors = trouble.is_some();
    (trouble::status(trouble), staff_page(&shell, &title, &body)).into_response()
}

fn profile_form(lang: Lang, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let (name, language) = (t(lang, "person-name"), t(lang, "profile-language"));
    let wrong = ["name", "language"].map(|field| trouble::at(trouble, field));
    let languages = Lang::ALL.map(|lang| (lang.code(), lang.own_name()));
    html! {
        form.form method="post" action="/desk/profile" {
            (request_id(&crate::token::new()))
            (Field::new(lang, "name", &name).value(form.get("name")).error(wrong[0].as_deref()).autocomplete("name"))
            (select_field(
                &Field::new(lang, "language", &language).value(form.get("language")).error(wrong[1].as_deref())
                    .size("medium"),
                &choices(languages),
            ))
            div.buttons { (button_primary(&t(lang, "save"))) }
        }
    }
}

fn password_form(lang: Lang, trouble: Option<&Trouble>) -> Markup {
    let keys = ["old_password", "new_password", "new_password_again"];
    let labels = keys.map(|key| label(lang, key));
    let wrong = keys.map(|key| trouble::at(trouble, key));
    let hint = t(lang, "profile-password-hint");
    let field = |place: usize, autocomplete| {
        Field::new(lang, keys[place], &labels[place])
            .kind(FieldKind::Password)
            .error(wrong[place].as_deref())
            .autocomplete(autocomplete)
    };
    html! {
        form.form method="post" action="/desk/profile/password" {
            (field(0, "current-password"))
            (field(1, "new-password").hint(&hint))
            (field(2, "new-password"))
            div.buttons { (button_primary(&t(lang, "profile-password-set"))) }
        }
    }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    match field {
        "name" => t(lang, "person-name"),
        field => t(lang, &format!("profile-{}", field.replace('_', "-"))),
    }
}

/// Keeps the name and the language, which is then the one of every browser that has not chosen another.
pub(crate) async fn save(desk: Desk, form: Form) -> Result<Response, PageError> {
    let language = Language::parse(form.get("language"));
    let mut faults = Vec::new();
    if let Some(code) = wrong_name(form.get("name")) {
        faults.push(Invalid { field: "name".to_owned(), code });
    }
    if language.is_none() {
        faults.push(Invalid { field: "language".to_owned(), code: "unknown_code" });
    }
    if !faults.is_empty() {
        return Ok(page(&desk, &form, Some(&Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field)))));
    }
    let profile = Profile { person: desk.person.id, name: form.text("name"), language };
    desk.app().journal.carry_out(desk.request(&form, Command::SaveProfile(Box::new(profile)))).await?;
    let gone = Cookie::build((LANG_COOKIE, "")).path("/").build();
    Ok((CookieJar::new().add(gone.clone()).remove(gone), Redirect::to("/desk/profile?done=profile-saved"))
        .into_response())
}

/// Changes the password for whoever knows the one it has. The request has no id: what would be kept of it
/// is a fast hash with the password in it. Sent twice, it finds the new password in place and is done.
pub(crate) async fn set_password(desk: Desk, form: Form) -> Result<Response, PageError> {
    let again = |code, field: &str| {
        let faults = vec![Invalid { field: field.to_owned(), code }];
        let form = Form::of_pairs([("name", desk.person.name.clone()), ("language", desk.lang().code().to_owned())]);
        Ok(page(&desk, &form, Some(&Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field)))))
    };
    let new = form.as_typed("new_password");
    let length = new.chars().count();
    if length < SHORTEST {
        return again("password_too_short", "new_password");
    }
    if length > LONGEST {
        return again("too_long", "new_password");
    }
    if new != form.as_typed("new_password_again") {
        return again("passwords_differ", "new_password_again");
    }
    let (site, email) = (desk.site.name.clone(), desk.person.email.clone());
    if !desk.app().attempts.allow(&site, &email, desk.visitor.address) {
        return Err(PageError::too_many());
    }
    let candidate = desk.app().journal.ask(SignIn { site, email }).await?;
    let old = form.as_typed("old_password").to_owned();
    if crate::sign_in::check(&desk.visitor, candidate.clone(), old).await?.is_none() {
        if crate::sign_in::check(&desk.visitor, candidate, new.to_owned()).await?.is_none() {
            return again("not_your_password", "old_password");
        }
        return Ok(Redirect::to("/desk/profile?done=password-set").into_response());
    }
    let password_hash = desk.app().hash_password(new.to_owned()).await?;
    let password = NewPassword { person: desk.person.id, password_hash, kept_session: desk.session };
    let command = Command::SetPassword(Box::new(password));
    let request = Request { id: None, ..desk.request(&Form::default(), command) };
    desk.app().journal.carry_out(request).await?;
    Ok(Redirect::to("/desk/profile?done=password-set").into_response())
}

/// Keeps whether the grid follows the shop by itself. Its own script asks for it and stays on its page.
pub(crate) async fn set_live_updates(desk: Desk, form: Form) -> Result<StatusCode, PageError> {
    let command = Command::SetLiveUpdates { person: desk.person.id, on: form.ticked("on") };
    desk.app().journal.carry_out(desk.request(&form, command)).await?;
    Ok(StatusCode::NO_CONTENT)
}
