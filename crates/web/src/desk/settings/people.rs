//! « Personnes »: who signs in to the site, and as what.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{Member, Members};
use journal::{Command, NewPerson, Outcome, Role, Stop};
use maud::{Markup, html};
use orders::{Invalid, plain_text};

use super::{page_under, refused_alone, settings_page, version};
use crate::desk::removal;
use crate::form::Form;
use crate::html::{
    Field, FieldKind, Records, button_primary, choices, column, definitions, email, folded, hidden, page_header,
    request_id, select_field,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Everybody, and a form for one more.
pub(crate) async fn list(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    page(&desk, &Form::default(), None).await
}

async fn page(desk: &Desk, form: &Form, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let people = desk.app().journal.ask(Members(desk.site.id)).await?;
    let lang = desk.lang();
    let title = t(lang, "settings-people");
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (folded(&t(lang, "person-new"), !form.pairs().is_empty(), &form_of_new(lang, form, trouble)))
        (table(desk, &people))
    };
    Ok(settings_page(desk, &title, &body, trouble))
}

fn table(desk: &Desk, people: &[Member]) -> Markup {
    let lang = desk.lang();
    let columns = ["person-name", "sign-in-email", "person-role"].map(|key| column(t(lang, key)));
    let rows = people.iter().map(|person| {
        [
            html! {
                a href={ "/desk/settings/people/" (person.id) } { (person.name) }
                @if person.id == desk.person.id { " " (t(lang, "person-you")) }
            },
            email(&person.email),
            html! { (role_word(lang, person.role)) },
        ]
    });
    Records::new(&t(lang, "settings-people"), columns, rows).in_region()
}

fn role_word(lang: Lang, role: Role) -> String {
    t(lang, &format!("role-{}", role.code()))
}

fn role_field(lang: Lang, value: &str, error: Option<&str>) -> Markup {
    let roles = Role::ALL.map(|role| (role.code(), ta(lang, &format!("role-can-{}", role.code()), &[])));
    let label = label(lang, "role");
    select_field(&Field::new(lang, "role", &label).value(value).error(error), &choices(roles))
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    match field {
        "email" => t(lang, "sign-in-email"),
        field => t(lang, &format!("person-{field}")),
    }
}

fn form_of_new(lang: Lang, form: &Form, trouble: Option<&Trouble>) -> Markup {
    let (name, email) = (label(lang, "name"), label(lang, "email"));
    let wrong = ["name", "email", "role"].map(|field| trouble::at(trouble, field));
    let role = if form.get("role").is_empty() { Role::Clerk.code() } else { form.get("role") };
    html! {
        form.form method="post" action="/desk/settings/people" {
            (request_id(&crate::token::new()))
            (Field::new(lang, "name", &name).value(form.get("name")).error(wrong[0].as_deref()).autocomplete("off"))
            (Field::new(lang, "email", &email).value(form.get("email")).error(wrong[1].as_deref())
                .kind(FieldKind::Email).autocomplete("off"))
            (role_field(lang, role, wrong[2].as_deref()))
            p.hint { (t(lang, "person-password-hint")) }
            div.buttons { (button_primary(&t(lang, "person-add"))) }
        }
    }
}

/// Lets somebody in. The answer is the page itself: the password is kept nowhere to be shown after a redirect.
pub(crate) async fn add(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    let (email, name, role) = match read(&form) {
        Ok(read) => read,
        Err(faults) => {
            return page(&desk, &form, Some(&Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field))))
                .await;
        }
    };
    let password = crate::password::legible(&desk.app().secrets.of_form("initial password", desk.site.id, &form));
    let password_hash = desk.app().hash_password(password.clone()).await?;
    let new = NewPerson { email: email.clone(), name: name.clone(), password_hash, role };
    let added = desk.app().journal.carry_out(desk.request(&form, Command::AddPerson(Box::new(new)))).await;
    match added {
        Ok(done) => {
            let known = matches!(done.outcome, Outcome::Person { known: true, .. });
            Ok(added_page(&desk, &name, &email, (!known).then_some(password.as_str())))
        }
        Err(stop) => {
            page(&desk, &form, Some(&Trouble::of(desk.lang(), stop, |field| label(desk.lang(), field))?)).await
        }
    }
}

fn read(form: &Form) -> Result<(String, String, Role), Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: &str, code| faults.push(Invalid { field: field.to_owned(), code });
    if let Some(code) = wrong_name(form.get("name")) {
        add("name", code);
    }
    let email = form.get("email").to_lowercase();
    let shaped = email.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty());
    if email.is_empty() {
        add("email", "required");
    } else if !shaped || !plain_text(&email, 254) || email.contains(char::is_whitespace) {
        add("email", "not_an_email");
    }
    let role = Role::parse(form.get("role"));
    if role.is_none() {
        add("role", "unknown_code");
    }
    let (Some(role), true) = (role, faults.is_empty()) else { return Err(faults) };
    Ok((email, form.text("name"), role))
}

/// Why nobody can be named so.
pub(crate) fn wrong_name(name: &str) -> Option<&'static str> {
    match name {
        "" => Some("required"),
        name if !plain_text(name, 100) => Some("too_long"),
        _ => None,
    }
}

fn added_page(desk: &Desk, name: &str, email: &str, password: Option<&str>) -> Response {
    let lang = desk.lang();
    let title = ta(lang, "person-added", &[("name", name.into())]);
    let mut rows = vec![
        (t(lang, "sign-in-site"), html! { code { (desk.site.name) } }),
        (t(lang, "sign-in-email"), html! { code { (email) } }),
    ];
    if let Some(password) = password {
        rows.push((t(lang, "person-initial-password"), html! { code { (password) } }));
    }
    let key = if password.is_some() { "person-added-hint" } else { "person-added-known" };
    let body = html! {
        (page_header(&title, None))
        p.lead { (t(lang, key)) }
        (definitions(&rows))
    };
    page_under(desk, ("/desk/settings/people", "settings-people"), &title, &body, None)
}

/// One person: their role, and the way out.
pub(crate) async fn show(desk: Desk, Path(person): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    person_page(&desk, id(&person)?, None).await
}

fn id(person: &str) -> Result<i64, PageError> {
    person.parse().map_err(|_| PageError::not_found())
}

async fn person_page(desk: &Desk, person: i64, trouble: Option<&Trouble>) -> Result<Response, PageError> {
    let version = version(desk).await?;
    let people = desk.app().journal.ask(Members(desk.site.id)).await?;
    let person = people.into_iter().find(|known| known.id == person).ok_or_else(PageError::not_found)?;
    let lang = desk.lang();
    let at = format!("/desk/settings/people/{}", person.id);
    let text = ta(lang, "person-remove-hint", &[("name", (&person.name).into())]);
    let body = html! {
        (page_header(&person.name, None))
        (trouble::summary(trouble))
        (definitions(&[(t(lang, "sign-in-email"), html! { (person.email) })]))
        form.form method="post" action={ (at) "/role" } {
            (request_id(&crate::token::new()))
            (hidden("version", &version))
            (role_field(lang, person.role.code(), trouble::at(trouble, "role").as_deref()))
            div.buttons { (button_primary(&t(lang, "save"))) }
        }
        (removal::said(lang, "person", &text, &format!("{at}/removal")))
    };
    Ok(page_under(desk, ("/desk/settings/people", "settings-people"), &person.name, &body, trouble))
}

/// Makes somebody something else, from their next click on.
pub(crate) async fn set_role(desk: Desk, Path(person): Path<String>, mut form: Form) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    let person = id(&person)?;
    let Some(role) = Role::parse(form.get("role")) else {
        let faults = vec![Invalid { field: "role".to_owned(), code: "unknown_code" }];
        return person_page(
            &desk,
            person,
            Some(&Trouble::invalid(desk.lang(), faults, |field| label(desk.lang(), field))),
        )
        .await;
    };
    let command = Command::SetRole { person, role };
    match desk.app().journal.carry_out(desk.request(&form, command.clone())).await {
        Err(stop @ Stop::Stale { .. }) => {
            let label = |field: &str| label(desk.lang(), field);
            let trouble = refused_alone(&desk, &mut form, stop, &command, label).await?;
            person_page(&desk, person, Some(&trouble)).await
        }
        done => go_on(&desk, person, done.map(|_| "person-role-set")).await,
    }
}

/// Takes somebody out of the site; their browsers are signed out at once.
pub(crate) async fn remove(desk: Desk, Path(person): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::GiveAccess)?;
    let person = id(&person)?;
    let done = desk.app().journal.carry_out(desk.request(&form, Command::RemovePerson { person })).await;
    go_on(&desk, person, done.map(|_| "person-removed")).await
}

/// To the list, or back to the person with the reason why not. Whoever changed themselves may not see the
/// list any more and begins where everybody begins.
async fn go_on(desk: &Desk, person: i64, done: Result<&str, Stop>) -> Result<Response, PageError> {
    match done {
        Ok(_) if person == desk.person.id => Ok(Redirect::to("/desk/").into_response()),
        Ok(done) => Ok(Redirect::to(&format!("/desk/settings/people?done={done}")).into_response()),
        Err(stop) => {
            person_page(desk, person, Some(&Trouble::of(desk.lang(), stop, |field| label(desk.lang(), field))?)).await
        }
    }
}
