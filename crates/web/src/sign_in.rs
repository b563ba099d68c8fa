//! Signing in with three things: the site's name, an e-mail, a password.

use std::net::IpAddr;
use std::num::NonZeroU32;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use jiff::ToSpan;
use journal::question::{SignIn, SignInCandidate};
use journal::{Actor, Command, NewSession, Request, Role};
use maud::html;
use orders::Invalid;

use crate::form::Form;
use crate::html::{Field, FieldKind, Tone, button_primary, hidden, notice, page_header, plain_page};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::trouble::{self, Trouble};
use crate::visitor::{Desk, Visitor, session_cookie};

/// What one signs in with.
const FIELDS: [&str; 3] = ["site", "email", "password"];

/// Hours after which somebody signs in again.
const SESSION_HOURS: i64 = 12;

/// Attempts per minute to sign in as one person, and from one address.
const ATTEMPTS_AT_A_PERSON: u32 = 10;
const ATTEMPTS_FROM_AN_ADDRESS: u32 = 60;

/// Who has tried to sign in lately, so that passwords cannot be guessed in bulk.
pub(crate) struct Attempts {
    people: DefaultKeyedRateLimiter<(String, String)>,
    addresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Attempts {
    fn default() -> Self {
        let per_minute = |most: u32| Quota::per_minute(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN));
        Attempts {
            people: RateLimiter::keyed(per_minute(ATTEMPTS_AT_A_PERSON)),
            addresses: RateLimiter::keyed(per_minute(ATTEMPTS_FROM_AN_ADDRESS)),
        }
    }
}

impl Attempts {
    /// Whether somebody at `address` may try once more at `email` of `site`.
    pub(crate) fn allow(&self, site: &str, email: &str, address: Option<IpAddr>) -> bool {
        self.people.retain_recent();
        self.addresses.retain_recent();
        let from_there = address.is_none_or(|address| self.addresses.check_key(&address).is_ok());
        from_there && self.people.check_key(&(site.to_owned(), email.to_owned())).is_ok()
    }
}

/// The form; over plain http there is none, because a password typed there has travelled already.
pub(crate) async fn show(visitor: Visitor) -> Response {
    if !visitor.confidential {
        return insecure_page(&visitor);
    }
    let form = Form::of_query(&visitor.path);
    page(&visitor, &form, None)
}

fn insecure_page(visitor: &Visitor) -> Response {
    let title = t(visitor.lang, "sign-in-title");
    let body = html! {
        (page_header(&title, None))
        (notice(visitor.lang, Tone::Danger, &t(visitor.lang, "sign-in-insecure"), None))
    };
    (StatusCode::FORBIDDEN, plain_page(&visitor.shell(), &title, &body)).into_response()
}

fn page(visitor: &Visitor, form: &Form, trouble: Option<&Trouble>) -> Response {
    let lang = visitor.lang;
    let title = t(lang, "sign-in-title");
    let labels = FIELDS.map(|field| label(lang, field));
    let wrong = FIELDS.map(|field| trouble::at(trouble, field));
    let field = |place: usize| Field::new(lang, FIELDS[place], &labels[place]).error(wrong[place].as_deref());
    let site = field(0).value(form.get("site")).autocomplete("organization");
    let body = html! {
        (page_header(&title, None))
        p.lead { (t(lang, "sign-in-intro")) }
        (trouble::summary(trouble))
        form.form method="post" action="/sign-in" {
            (hidden("next", form.get("next")))
            // Where something is wrong, what is said of it has the focus.
            @if trouble.is_some() { (site) } @else { (site.autofocus()) }
            (field(1).value(form.get("email")).kind(FieldKind::Email).autocomplete("username"))
            (field(2).kind(FieldKind::Password).autocomplete("current-password"))
            div.buttons { (button_primary(&t(lang, "sign-in-submit"))) }
        }
        @if visitor.app.demo { p.hint { (t(lang, "sign-in-demo")) } }
    };
    let mut shell = visitor.shell();
    shell.has_errors = trouble.is_some();
    (trouble::status(trouble), plain_page(&shell, &title, &body)).into_response()
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    t(lang, &format!("sign-in-{field}"))
}

/// Checks the three, and keeps the browser signed in.
pub(crate) async fn sign_in(visitor: Visitor, form: Form) -> Result<Response, PageError> {
    let lang = visitor.lang;
    if !visitor.confidential {
        return Ok(insecure_page(&visitor));
    }
    let typed = |field: &str| if field == "password" { form.as_typed(field) } else { form.get(field) };
    let missing = FIELDS.into_iter().filter(|field| typed(field).is_empty());
    let missing: Vec<Invalid> = missing.map(|field| Invalid { field: field.to_owned(), code: "required" }).collect();
    if !missing.is_empty() {
        return Ok(page(&visitor, &form, Some(&Trouble::invalid(lang, missing, |field| label(lang, field)))));
    }
    let (site, email) = (form.get("site").to_lowercase(), form.get("email").to_lowercase());
    if !visitor.app.attempts.allow(&site, &email, visitor.address) {
        return Err(PageError::too_many());
    }
    let candidate = visitor.app.journal.ask(SignIn { site, email }).await?;
    let Some(candidate) = check(&visitor, candidate, form.as_typed("password").to_owned()).await? else {
        let failed = Trouble::said(lang, StatusCode::UNPROCESSABLE_ENTITY, t(lang, "sign-in-failed"));
        return Ok(page(&visitor, &form, Some(&failed)));
    };
    let token = crate::token::new();
    let expires_at = visitor.now.checked_add(SESSION_HOURS.hours()).map_err(journal::Fault::new)?;
    let session = NewSession { token_hash: crate::token::hash(&token), person: candidate.person, expires_at };
    visitor.app.journal.carry_out(own_request(&visitor, &candidate, Command::StartSession(session))).await?;
    let jar = CookieJar::new().add(cookie(&visitor, token));
    Ok((jar, Redirect::to("/signed-in")).into_response().with_next(form.get("next")))
}

/// The candidate if the password is theirs. Nobody answers as slowly as somebody.
pub(crate) async fn check(
    visitor: &Visitor,
    candidate: Option<SignInCandidate>,
    password: String,
) -> Result<Option<SignInCandidate>, PageError> {
    let _turn = visitor.app.passwords.acquire().await.map_err(journal::Fault::new)?;
    let work = move || match candidate {
        Some(candidate) => crate::password::verify(&password, &candidate.password_hash).then_some(candidate),
        None => {
            let _ = crate::password::hash(&password);
            None
        }
    };
    Ok(tokio::task::spawn_blocking(work).await.map_err(journal::Fault::new)?)
}

fn own_request(visitor: &Visitor, candidate: &SignInCandidate, command: Command) -> Request {
    let actor = Actor::Person(candidate.person);
    Request { site: candidate.site, actor, at: visitor.now, id: None, expected_version: None, command }
}

fn cookie(visitor: &Visitor, token: String) -> Cookie<'static> {
    Cookie::build((session_cookie(&visitor.app), token))
        .path("/")
        .http_only(true)
        .secure(visitor.app.secure_cookies)
        .same_site(SameSite::Lax)
        .build()
}

trait WithNext {
    fn with_next(self, next: &str) -> Response;
}

impl WithNext for Response {
    /// Goes on where the visitor wanted to, if that is a page of ours.
    fn with_next(mut self, next: &str) -> Response {
        let ours = ["/desk/", "/logistics/"].iter().any(|start| next.starts_with(start));
        if ours && let Ok(location) = next.parse() {
            self.headers_mut().insert(axum::http::header::LOCATION, location);
        }
        self
    }
}

/// Where somebody begins, by what they are.
pub(crate) async fn signed_in(desk: Desk) -> Redirect {
    match desk.person.role {
        Role::Owner | Role::Clerk => Redirect::to("/desk/orders"),
        Role::Accountant => Redirect::to("/desk/invoices"),
        Role::Logistician => Redirect::to("/logistics/"),
    }
}

/// Ends the session, here and in the journal.
pub(crate) async fn sign_out(
    axum::extract::State(app): axum::extract::State<std::sync::Arc<crate::app::App>>,
    request: axum::extract::Request,
) -> Result<Response, PageError> {
    let (mut parts, _) = request.into_parts();
    if let Ok(desk) = Desk::from_request_parts(&mut parts, &app).await {
        let command = Command::EndSession { token_hash: desk.session };
        let request = desk.request(&Form::default(), command);
        app.journal.carry_out(request).await?;
    }
    let gone = Cookie::build((session_cookie(&app), "")).path("/").secure(app.secure_cookies).build();
    Ok((CookieJar::from_headers(&parts.headers).remove(gone), Redirect::to("/sign-in?done=signed-out")).into_response())
}
