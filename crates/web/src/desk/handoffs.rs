//! Step 3, « Mettre les commandes à disposition du logisticien »: the confirm page, and the batches.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{BatchByNumber, BatchRow, Batches, History};
use journal::{Command, OrderFile, Outcome, Stored};
use logistics::BatchRequest;
use maud::{Markup, html};
use orders::{Step, permit};

use super::words::{amount, handoff_badge, method_word, payment_badge};
use crate::form::Form;
use crate::html::{
    Field, NavItem, Tone, button_primary, definitions, desk_page, empty_state, hidden, link_button, moment, notice,
    page_header, request_id, table_region, textarea,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Batches on the list.
const LISTED: i64 = 200;

/// Asks before anything is handed over: which orders can leave, which cannot, and why.
pub(super) fn confirm_page(
    desk: &Desk,
    form: &Form,
    numbers: &[i64],
    files: &[OrderFile],
    trouble: Option<&Trouble>,
) -> Response {
    let lang = desk.lang();
    let title = t(lang, "action-handoff");
    let ready = files.iter().filter(|file| permit(Step::HandOff, &file.order).is_ok()).count();
    let unpaid = files
        .iter()
        .filter(|file| permit(Step::HandOff, &file.order).is_err() && permit(Step::HandOffUnpaid, &file.order).is_ok())
        .count();
    let labels = ["handoff-instructions", "handoff-release", "handoff-reason"].map(|key| t(lang, key));
    let hints = ["handoff-release-hint", "handoff-reason-hint"].map(|key| t(lang, key));
    let wrong = ["instructions", "release_at", "reason"].map(|field| trouble::at(trouble, field));
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        p { (ta(lang, "handoff-confirm-count", &[("count", numbers.len().into()), ("ready", ready.into())])) }
        (confirm_table(desk, files))
        form.form method="post" action="/desk/handoffs" {
            (request_id(&crate::token::new()))
            @for number in numbers { (hidden("order", &number.to_string())) }
            (textarea(&Field::new(lang, "instructions", &labels[0]).value(form.get("instructions"))
                .error(wrong[0].as_deref()).optional(), 2))
            (Field::new(lang, "release_at", &labels[1]).value(form.get("release_at")).hint(&hints[0])
                .error(wrong[1].as_deref()).optional().size("medium"))
            @if unpaid > 0 {
                (textarea(&Field::new(lang, "reason", &labels[2]).value(form.get("reason")).hint(&hints[1])
                    .error(wrong[2].as_deref()).optional(), 2))
            }
            div.buttons {
                (button_primary(&t(lang, "handoff-confirm")))
                (link_button("plain", "/desk/orders", &t(lang, "back")))
            }
        }
    };
    let mut shell = desk.shell(NavItem::Orders);
    shell.has_errors = trouble.is_some();
    (trouble::status(trouble), desk_page(&shell, &title, &body)).into_response()
}

fn confirm_table(desk: &Desk, files: &[OrderFile]) -> Markup {
    let lang = desk.lang();
    let verdict =
        |file: &OrderFile| match (permit(Step::HandOff, &file.order), permit(Step::HandOffUnpaid, &file.order)) {
            (Ok(()), _) => t(lang, "handoff-can-leave"),
            (Err(_), Ok(())) => t(lang, "handoff-needs-reason"),
            (Err(_), Err(refusal)) => sentence::problem(lang, refusal.code(), &refusal.facts()),
        };
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "handoff-orders")) }
            thead { tr {
                th.numeric scope="col" { (t(lang, "column-number")) }
                th scope="col" { (t(lang, "column-customer")) }
                th.numeric scope="col" { (t(lang, "column-amount")) }
                th scope="col" { (t(lang, "column-payment")) }
                th scope="col" { (t(lang, "column-payment-status")) }
                th scope="col" { (t(lang, "handoff-verdict")) }
            } }
            tbody {
                @for file in files {
                    tr {
                        th.numeric scope="row" { a href={ "/desk/orders/" (file.order.number) } { (file.order.number) } }
                        td { (file.contact.customer.name) }
                        td.numeric { (amount(lang, file.order.total_cents, file.order.currency)) }
                        td { (method_word(lang, file.order.payment_method)) }
                        td { (payment_badge(lang, file.order.payment_status())) }
                        td { (verdict(file)) }
                    }
                }
            }
        }
    };
    table_region(&t(lang, "handoff-orders"), &table)
}

/// Makes the batch of the orders that can leave.
pub(crate) async fn hand_off(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::HandOver)?;
    let lang = desk.lang();
    let numbers: Vec<i64> = form.all("order").filter_map(|number| number.parse().ok()).collect();
    let again = async |desk: &Desk, trouble: &Trouble| {
        let question = journal::question::OrdersByNumbers { site: desk.site.id, numbers: numbers.clone() };
        let files = desk.app().journal.ask(question).await?;
        Ok(confirm_page(desk, &form, &numbers, &files, Some(trouble)))
    };
    let request = match read(&desk, &form, &numbers) {
        Ok(request) => request,
        Err(faults) => return again(&desk, &Trouble::invalid(lang, faults)).await,
    };
    match desk.app().journal.carry_out(desk.request(&form, Command::HandOff(request))).await {
        Ok(done) => {
            let Outcome::Batch(result) = done.outcome else { return Err(PageError::not_found()) };
            Ok(Redirect::to(&format!("/desk/handoffs/{}?done=handed-off", result.number)).into_response())
        }
        Err(stop) => again(&desk, &Trouble::of(lang, stop)?).await,
    }
}

fn read(desk: &Desk, form: &Form, numbers: &[i64]) -> Result<BatchRequest, Vec<orders::Invalid>> {
    let typed = form.get("release_at");
    let release_at = if typed.is_empty() {
        None
    } else {
        let day = super::orders::read_day(typed);
        let at = day.and_then(|day| journal::day_range(day, day, &desk.site.zone).ok()).map(|(from, _)| from);
        Some(at.ok_or_else(|| vec![orders::Invalid { field: "release_at".into(), code: "not_a_date" }])?)
    };
    BatchRequest {
        orders: numbers.to_vec(),
        instructions: form.text("instructions"),
        release_at,
        reason: form.text("reason"),
    }
    .check()
}

/// The batches, newest first.
pub(crate) async fn list(desk: Desk) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let batches = desk.app().journal.ask(Batches { site: desk.site.id, below: None, limit: LISTED }).await?;
    let lang = desk.lang();
    let title = t(lang, "handoffs-title");
    let body = html! {
        (page_header(&title, None))
        @if batches.is_empty() {
            (empty_state(&t(lang, "handoff-empty-title"), &t(lang, "handoff-empty"),
                Some(&link_button("plain", "/desk/orders", &t(lang, "order-back")))))
        } @else { (batch_table(&desk, "/desk/handoffs", &batches)) }
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

/// A list of batches whose pages lie under `base`.
pub(crate) fn batch_table(desk: &Desk, base: &str, batches: &[BatchRow]) -> Markup {
    let lang = desk.lang();
    let table = html! {
        table {
            caption.visually-hidden { (t(lang, "handoffs-title")) }
            thead { tr {
                th.numeric scope="col" { (t(lang, "handoff-number")) }
                th scope="col" { (t(lang, "handoff-made-at")) }
                th.numeric scope="col" { (t(lang, "handoff-orders")) }
                th.numeric scope="col" { (t(lang, "handoff-shipped")) }
                th scope="col" { (t(lang, "handoff-acknowledged-at")) }
            } }
            tbody {
                @for batch in batches {
                    tr {
                        th.numeric scope="row" { a href={ (base) "/" (batch.number) } { (batch.number) } }
                        td { (moment(lang, &desk.local(batch.made_at))) }
                        td.numeric { (batch.orders) }
                        td.numeric { (batch.shipped) }
                        td {
                            @match batch.acknowledged_at {
                                Some(at) => (moment(lang, &desk.local(at))),
                                None => (t(lang, "handoff-not-acknowledged")),
                            }
                        }
                    }
                }
            }
        }
    };
    table_region(&t(lang, "handoffs-title"), &table)
}

/// What is known of a batch itself.
pub(crate) fn batch_facts(desk: &Desk, batch: &BatchRow) -> Markup {
    let lang = desk.lang();
    let mut rows = vec![(t(lang, "handoff-made-at"), moment(lang, &desk.local(batch.made_at)))];
    if let Some(at) = batch.release_at {
        rows.push((t(lang, "handoff-release"), moment(lang, &desk.local(at))));
    }
    if !batch.instructions.is_empty() {
        rows.push((t(lang, "handoff-instructions"), html! { (batch.instructions) }));
    }
    let acknowledged = match batch.acknowledged_at {
        Some(at) => moment(lang, &desk.local(at)),
        None => html! { (t(lang, "handoff-not-acknowledged")) },
    };
    rows.push((t(lang, "handoff-acknowledged-at"), acknowledged));
    rows.push((t(lang, "handoff-sha256"), html! { span.reference { (batch.sha256) } }));
    definitions(&rows)
}

/// One batch: its orders, and those that stayed behind.
pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let number = number.parse().map_err(|_| PageError::not_found())?;
    let site = desk.site.id;
    let found = desk.app().journal.ask(BatchByNumber { site, number }).await?;
    let (batch, orders) = found.ok_or_else(PageError::not_found)?;
    let history = desk.app().journal.ask(History { site, subject: "handoff", number }).await?;
    let made = history.first().and_then(|(row, _)| logistics::Event::read(&row.kind, &row.data).ok());
    let refused = match made {
        Some(logistics::Event::BatchMade(made)) => made.refused,
        _ => Vec::new(),
    };
    let lang = desk.lang();
    let title = ta(lang, "handoff-title", &[("number", number.to_string().into())]);
    let body = html! {
        (page_header(&title, None))
        (batch_facts(&desk, &batch))
        @if !refused.is_empty() { (stayed_behind(lang, &refused)) }
        section.section aria-labelledby="orders" {
            h2 #orders { (ta(lang, "handoff-order-count", &[("count", orders.len().into())])) }
            ul.list {
                @for order in &orders {
                    li { a href={ "/desk/orders/" (order.number) } { (order.number) } " " (handoff_badge(lang, &order.state)) }
                }
            }
        }
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

fn stayed_behind(lang: Lang, refused: &[(i64, String)]) -> Markup {
    html! {
        section.section aria-labelledby="refused" {
            h2 #refused { (ta(lang, "handoff-refused-count", &[("count", refused.len().into())])) }
            (notice(lang, Tone::Attention, &t(lang, "handoff-refused-text"), None))
            ul.list {
                @for (number, code) in refused {
                    li { a href={ "/desk/orders/" (number) } { (number) } " – " (sentence::problem(lang, code, &Vec::new())) }
                }
            }
        }
    }
}
