//! « Courriels »: what was written to customers, whether it left, and why not.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{MailById, Mails};
use journal::{Command, Mail, MailKind, MailState};
use maud::{Markup, html};

use super::lang_of;
use crate::form::Form;
use crate::format::{moment_text, time};
use crate::html::{
    Family, Flash, NavItem, Records, Tone, back_link, badge, button_link, button_plain, column, definitions, desk_page,
    email, empty_state, hidden, link_button, moment, notice, numeric_column, page_header, phrase, request_id,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::visitor::Desk;

/// Mails on a page.
const LISTED: i64 = 50;

/// The address of a mail.
pub(super) fn href(mail: &Mail) -> String {
    format!("/desk/mails/{}", mail.id)
}

/// The mails, newest first.
pub(crate) async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let below = Form::of_query(&desk.visitor.path).get("below").parse().ok();
    let mut mails = desk.app().journal.ask(Mails { site: desk.site.id, below, limit: LISTED + 1 }).await?;
    let more = i64::try_from(mails.len()).is_ok_and(|found| found > LISTED);
    mails.truncate(usize::try_from(LISTED).unwrap_or(usize::MAX));
    let lang = desk.lang();
    let title = t(lang, "mails-title");
    let body = html! {
        (page_header(&title, None))
        @if !desk.app().sends_mail { (notice(lang, Tone::Info, &t(lang, "mails-no-server"), None)) }
        @if mails.is_empty() { (empty_state(&t(lang, "mails-empty-title"), &t(lang, "mails-empty"), None)) }
        @else { (table(&desk, &mails)) }
        div.buttons {
            @if below.is_some() { (link_button("plain", "/desk/mails", &t(lang, "mails-newest"))) }
            @if let (true, Some(last)) = (more, mails.last()) {
                (link_button("plain", &format!("/desk/mails?below={}", last.id), &t(lang, "mails-older")))
            }
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Orders), &title, &body))
}

fn table(desk: &Desk, mails: &[Mail]) -> Markup {
    let lang = desk.lang();
    let columns = [
        column(t(lang, "mail-subject")),
        column(t(lang, "mail-recipient")),
        numeric_column(t(lang, "column-number")),
        column(t(lang, "mail-when")),
        column(t(lang, "mail-state")),
    ];
    let rows = mails.iter().map(|mail| {
        [
            html! { a href=(href(mail)) { (phrase(lang, spoken(lang, mail), &subject(lang, mail))) } },
            email(&mail.recipient),
            html! { a href={ "/desk/orders/" (mail.number) } { (mail.number) } },
            moment(lang, &desk.local(mail.sent_at.unwrap_or(mail.due_at))),
            state_badge(lang, mail),
        ]
    });
    Records::new(&t(lang, "mails-title"), columns, rows).in_region()
}

/// One mail, as it was written.
pub(crate) async fn show(desk: Desk, Path(id): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let mail = load(&desk, &id).await?;
    let lang = desk.lang();
    let title = subject(lang, &mail);
    let body = html! {
        (back_link("/desk/mails", &t(lang, "mails-title")))
        (page_header(&title, Some(&state_badge(lang, &mail))))
        (facts(&desk, &mail))
        @if desk.has(Right::FollowOrders) { (acts(&desk, &mail)) }
        section.section aria-labelledby="text" {
            h2 #text { (t(lang, "mail-text")) }
            @match &mail.letter {
                Some(letter) => div.mail-text lang=(mail.language.code()) { (letter.body.trim_end()) },
                None => p { (t(lang, "mail-not-written")) },
            }
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Orders), &title, &body))
}

fn facts(desk: &Desk, mail: &Mail) -> Markup {
    let lang = desk.lang();
    let order = ta(lang, "order-title", &[("number", mail.number.to_string().into())]);
    let mut rows = vec![
        (t(lang, "mail-state"), html! { (said(desk, mail)) }),
        (t(lang, "mail-recipient"), email(&mail.recipient)),
        (t(lang, "column-number"), html! { a href={ "/desk/orders/" (mail.number) } { (order) } }),
        (t(lang, "column-language"), html! { (t(lang, &format!("lang-{}", mail.language.code()))) }),
    ];
    if let Some(error) = &mail.last_error {
        rows.push((t(lang, "mail-last-error"), html! { span lang="en" { (error) } }));
        if mail.state == MailState::Waiting {
            rows.push((t(lang, "mail-next-try"), moment(lang, &desk.local(mail.due_at))));
        }
    }
    definitions(&rows)
}

/// What can be done with it now; nothing where nothing can.
fn acts(desk: &Desk, mail: &Mail) -> Markup {
    let lang = desk.lang();
    html! {
        div.acts {
            @if mail.can_be_stopped(desk.visitor.now) { (stop_form(mail, &href(mail), &button_plain(&t(lang, "mail-stop")))) }
            @if desk.app().sends_mail && mail.can_be_retried() {
                form method="post" action={ (href(mail)) "/retry" } {
                    (request_id(&crate::token::new()))
                    (button_plain(&t(lang, "mail-retry")))
                }
            }
        }
    }
}

fn stop_form(mail: &Mail, back: &str, button: &Markup) -> Markup {
    html! {
        form method="post" action={ (href(mail)) "/stop" } {
            (request_id(&crate::token::new()))
            (hidden("back", back.split('?').next().unwrap_or_default()))
            (button)
        }
    }
}

/// Stops a mail that has not left.
pub(crate) async fn stop(desk: Desk, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let mail = load(&desk, &id).await?;
    desk.app().journal.carry_out(desk.request(&form, Command::StopMail { id: mail.id })).await?;
    let back = form.get("back");
    let ours = back.starts_with("/desk/") && !back.contains(char::is_control);
    let back = if ours { back.to_owned() } else { href(&mail) };
    Ok(Redirect::to(&format!("{back}?done=mail-stopped")).into_response())
}

/// Has a mail tried again.
pub(crate) async fn retry(desk: Desk, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::FollowOrders)?;
    let mail = load(&desk, &id).await?;
    desk.app().journal.carry_out(desk.request(&form, Command::RetryMail { id: mail.id })).await?;
    Ok(Redirect::to(&format!("{}?done=mail-retried", href(&mail))).into_response())
}

async fn load(desk: &Desk, id: &str) -> Result<Mail, PageError> {
    let id = id.parse().map_err(|_| PageError::not_found())?;
    desk.app().journal.ask(MailById { site: desk.site.id, id }).await?.ok_or_else(PageError::not_found)
}

/// To the message after a step: the mail that the step has caused, and how to stop it.
pub(super) fn add_what_leaves(desk: &Desk, mails: &[Mail], flash: &mut Flash) {
    let (lang, now) = (desk.lang(), desk.visitor.now);
    let fresh = |mail: &&Mail| mail.kind.waits_seconds() > 0 && now < mail.due_at && mail.last_error.is_none();
    let Some(mail) = mails.iter().rev().find(fresh) else { return };
    match mail.state {
        MailState::Waiting if desk.app().sends_mail => {
            let seconds = mail.due_at.as_second() - now.as_second();
            flash.text = format!("{} {}", flash.text, ta(lang, "mail-leaves", &[("seconds", seconds.into())]));
            flash.act = Some(stop_form(mail, &desk.visitor.path, &button_link(&t(lang, "mail-stop"))));
        }
        MailState::Waiting | MailState::Kept => {
            flash.text = format!("{} {}", flash.text, t(lang, "mail-stays"));
        }
        MailState::Sent | MailState::Stopped | MailState::Failed => {}
    }
}

/// Where a mail stands, as part of a sentence: « envoyé à 14:08 ».
pub(super) fn said(desk: &Desk, mail: &Mail) -> String {
    let lang = desk.lang();
    let at = |key: &str, at| ta(lang, key, &[("time", when(desk, at).into())]);
    match mail.state {
        MailState::Waiting if mail.last_error.is_some() => at("mail-said-retrying", mail.due_at),
        MailState::Waiting => at("mail-said-waiting", mail.due_at),
        MailState::Sent => at("mail-said-sent", mail.sent_at.unwrap_or(mail.due_at)),
        MailState::Stopped => t(lang, "mail-said-stopped"),
        MailState::Kept => t(lang, "mail-said-kept"),
        MailState::Failed => t(lang, "mail-said-failed"),
    }
}

/// The time of a moment of today; day and time of any other.
fn when(desk: &Desk, at: jiff::Timestamp) -> String {
    let (at, now) = (desk.local(at), desk.local(desk.visitor.now));
    if at.date() == now.date() { time(desk.lang(), &at) } else { moment_text(desk.lang(), &at) }
}

fn state_badge(lang: Lang, mail: &Mail) -> Markup {
    let (family, key) = match mail.state {
        MailState::Waiting if mail.last_error.is_some() => (Family::Attention, "mail-state-retrying"),
        MailState::Waiting => (Family::Neutral, "mail-state-waiting"),
        MailState::Sent => (Family::Success, "mail-state-sent"),
        MailState::Stopped => (Family::Closed, "mail-state-stopped"),
        MailState::Kept => (Family::Neutral, "mail-state-kept"),
        MailState::Failed => (Family::Danger, "mail-state-failed"),
    };
    badge(family, family.glyph(), &t(lang, key))
}

/// The language of its subject: the reader's while it is not written.
const fn spoken(lang: Lang, mail: &Mail) -> Lang {
    if mail.letter.is_some() { lang_of(mail.language) } else { lang }
}

/// What it is called: its subject, or what it will tell while it is not written.
fn subject(lang: Lang, mail: &Mail) -> String {
    let kind = match mail.kind {
        MailKind::Placed => "mail-kind-placed",
        MailKind::Progress => "mail-kind-progress",
        MailKind::Withdrawn => "mail-kind-withdrawn",
    };
    mail.letter.as_ref().map_or_else(|| t(lang, kind), |letter| letter.subject.clone())
}
