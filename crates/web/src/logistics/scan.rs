//! « Contrôler »: a scanner reads the numbers of the orders that are packed, one after the other.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{BatchRow, PackingOf};
use journal::{Command, Outcome, Stop};
use logistics::NotScanned;
use maud::{Markup, html};

use super::batch::Sheet;
use super::order;
use super::section::check_place;
use crate::assets::scan_js_url;
use crate::form::Form;
use crate::html::{Shell, Tone, button_primary, flash, hidden, notice, request_id};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::Trouble;
use crate::visitor::Desk;

/// What was read: checked, or why not. A script asks for the `part` of the page that has changed; without one the page
/// comes back with the field ready for the next code.
pub(super) async fn scan(desk: Desk, Path(number): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let batch: i64 = number.parse().map_err(|_| PageError::not_found())?;
    let command = Command::ScanOrder { batch, code: form.text("code") };
    let done = desk.app().journal.carry_out(desk.request(&form, command)).await;
    let part = form.get("part") == "scan";
    let stop = match done.map(|done| done.outcome) {
        Ok(Outcome::Scanned { order }) if part => return part_of(&desk, batch, order).await,
        Ok(Outcome::Scanned { order }) => {
            let after = form.get("after").parse::<i64>().ok().filter(|after| *after > 0);
            let after = after.map_or_else(String::new, |after| format!("&after={after}"));
            return Ok(Redirect::to(&format!("/logistics/batches/{batch}?scanned={order}{after}")).into_response());
        }
        Ok(_) => return Err(PageError::not_found()),
        Err(stop) => stop,
    };
    let Stop::NotScanned(why) = &stop else { return Err(PageError::from(stop)) };
    let said = refused(&desk, why);
    if part {
        let part = html! { div #status { (said) } };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, part).into_response());
    }
    let trouble = Trouble::of(desk.lang(), stop, |_| t(desk.lang(), "scan-code"))?;
    let sheet = Sheet::load(desk, &number, form.get("after")).await?;
    Ok(sheet.page(Some(said), Some(&trouble)))
}

/// What has changed on the page: each element takes the place of the one with its id.
async fn part_of(desk: &Desk, batch: i64, number: i64) -> Result<Response, PageError> {
    let question = PackingOf { site: desk.site.id, batch, order: number };
    let (row, order) = desk.app().journal.ask(question).await?.ok_or_else(PageError::not_found)?;
    let part = html! {
        div #status { (accepted(desk, batch, number)) }
        p #scan-count { (count(desk, &row)) }
        (check_place(desk, &order))
    };
    Ok(part.into_response())
}

fn accepted(desk: &Desk, batch: i64, number: i64) -> Markup {
    let lang = desk.lang();
    let text = ta(lang, "scan-done", &[("number", number.to_string().into())]);
    let next = html! { a href=(order::place(batch, number)) { (t(lang, "scan-parcels")) } };
    notice(lang, Tone::Success, &text, Some(&next))
}

fn refused(desk: &Desk, why: &NotScanned) -> Markup {
    let lang = desk.lang();
    let text = sentence::problem(lang, why.code(), &why.facts());
    // Read twice, nothing is wrong with the parcel; everything else keeps it on the table.
    let NotScanned::Twice { scan, .. } = why else { return notice(lang, Tone::Danger, &text, None) };
    let at = crate::format::moment_text(lang, &desk.local(scan.at));
    let text = format!("{text} {}", ta(lang, "check-at", &[("at", at.into())]));
    notice(lang, Tone::Attention, &text, None)
}

/// After the redirect: what the code that was just read has done.
pub(super) async fn said_of(desk: &Desk, batch: i64, scanned: &str) -> Result<Option<Markup>, PageError> {
    let Ok(number) = scanned.parse() else { return Ok(None) };
    let found = desk.app().journal.ask(PackingOf { site: desk.site.id, batch, order: number }).await?;
    let is_checked = found.is_some_and(|(_, order)| order.check.is_some());
    Ok(is_checked.then(|| accepted(desk, batch, number)))
}

/// « 12 sur 40 contrôlées ».
fn count(desk: &Desk, batch: &BatchRow) -> String {
    ta(desk.lang(), "scan-count", &[("scanned", batch.scanned.into()), ("count", batch.inside().into())])
}

/// The field, how far the batch is, and the page's status region. The field is always empty: a scanner types into it
/// without looking, and what was read stands in the answer.
pub(super) fn panel(sheet: &Sheet, after: i64, shell: &Shell, said: Option<Markup>) -> Markup {
    let desk = &sheet.desk;
    let lang = desk.lang();
    let batch = &sheet.packing.batch;
    // The script puts the codes in.
    let kept = |key| ta(lang, key, &[("codes", "{}".into())]);
    html! {
        section.scan aria-labelledby="scan-title" {
            h2.visually-hidden #scan-title { (t(lang, "scan-title")) }
            form #scan method="post" action={ "/logistics/batches/" (batch.number) "/scans" }
                data-lost=(kept("scan-lost")) data-ended=(kept("scan-ended")) {
                (request_id(&crate::token::new()))
                (hidden("after", &after.to_string()))
                label for="field-code" { (t(lang, "scan-code")) }
                div.scan-row {
                    input.input #field-code type="text" name="code" required autofocus autocomplete="off"
                        spellcheck="false" inputmode="numeric" enterkeyhint="next" maxlength="100"
                        aria-describedby={ @if said.is_some() { "status " } "scan-hint" };
                    (button_primary(&t(lang, "scan-submit")))
                    button.button.button-plain #scan-sound type="button" hidden data-on=(t(lang, "scan-sound-on"))
                        data-off=(t(lang, "scan-sound-off")) {}
                }
                p.hint #scan-hint { (t(lang, "scan-hint")) }
            }
            div.scan-answer {
                @match said {
                    Some(said) => div.status #status role="status" { (said) },
                    None => (flash(lang, shell.flash.as_ref())),
                }
            }
            p.scan-count #scan-count { (count(desk, batch)) }
        }
        script type="module" src=(scan_js_url()) {}
    }
}
