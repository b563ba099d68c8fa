//! The page that asks before orders are handed over, and what it sends.

use std::collections::BTreeMap;

use axum::response::{IntoResponse, Redirect, Response};
use journal::question::OrdersByNumbers;
use journal::{Command, OrderFile, Outcome, Stop};
use logistics::BatchRequest;
use maud::{Markup, html};
use orders::{Invalid, Step, permit};

use crate::desk::orders::selection::read_orders;
use crate::desk::orders::{read_day, view, way_back};
use crate::desk::words::{amount, customer_name, method_word, payment_badge};
use crate::form::Form;
use crate::format;
use crate::html::{
    Field, NavItem, Records, Tone, button_primary, column, desk_page, hidden, link_button, notice, numeric_column,
    page_header, request_id, textarea,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Orders named beside the field for the reason; the table above names all.
const MOST_NAMED: usize = 5;

/// Which orders, and as they were seen.
pub(in crate::desk) struct Chosen {
    /// Numbers, each with the version that was seen, where that is known.
    pub orders: Vec<(i64, Option<i64>)>,
    /// Of a filter that selects otherwise than it was shown: how many it showed, how many there are now, and how many of
    /// these are new or changed.
    pub moved: Option<(i64, i64, i64)>,
    /// The grid's view, to go back to.
    pub view: String,
}

/// Asks before anything is handed over: which orders can leave, which cannot, and why.
pub(in crate::desk) fn confirm_page(
    desk: &Desk,
    form: &Form,
    chosen: &Chosen,
    files: &[OrderFile],
    trouble: Option<&Trouble>,
) -> Response {
    let lang = desk.lang();
    let title = t(lang, "action-handoff");
    let hint = t(lang, "handoff-release-hint");
    let fields = ["instructions", "release_at"];
    let labels = fields.map(|field| label(lang, field));
    let wrong = fields.map(|field| trouble::at(trouble, field));
    let body = html! {
        (page_header(&title, None))
        (trouble::summary(trouble))
        (differences(desk, chosen, files))
        p { (count(desk, chosen, files)) }
        (confirm_table(desk, chosen, files))
        form.form method="post" action="/desk/handoffs" {
            (request_id(&crate::token::new()))
            (hidden("view", &chosen.view))
            // What is agreed to is what this page shows: each order at the version it has here.
            @for file in files { (hidden("order", &format!("{}:{}", file.order.number, file.order.version))) }
            (reason_field(lang, form, files, trouble))
            (textarea(&Field::new(lang, "instructions", &labels[0]).value(form.get("instructions"))
                .error(wrong[0].as_deref()).optional(), 2))
            (Field::new(lang, "release_at", &labels[1]).value(form.get("release_at")).hint(&hint)
                .error(wrong[1].as_deref()).optional().size("medium"))
            div.buttons {
                (button_primary(&t(lang, "handoff-confirm")))
                (link_button("plain", &way_back(&chosen.view), &t(lang, "back")))
            }
        }
    };
    let mut shell = desk.shell(NavItem::Orders);
    shell.has_errors = trouble.is_some();
    (trouble::status(trouble), desk_page(&shell, &title, &body)).into_response()
}

/// Orders that leave with a reason only.
fn unpaid(files: &[OrderFile]) -> impl Iterator<Item = &OrderFile> {
    files
        .iter()
        .filter(|file| permit(Step::HandOff, &file.order).is_err() && permit(Step::HandOffUnpaid, &file.order).is_ok())
}

fn ready(files: &[OrderFile]) -> usize {
    files.iter().filter(|file| permit(Step::HandOff, &file.order).is_ok()).count()
}

/// « Motif », where orders are not paid: which they are, and what becomes of them without it. Where no other could leave
/// it must be given.
fn reason_field(lang: Lang, form: &Form, files: &[OrderFile], trouble: Option<&Trouble>) -> Markup {
    let numbers: Vec<String> = unpaid(files).map(|file| file.order.number.to_string()).collect();
    let more = if numbers.len() > MOST_NAMED { ", …" } else { "" };
    let orders = format!("{}{more}", numbers[..numbers.len().min(MOST_NAMED)].join(", "));
    let others = ready(files);
    let key = if others > 0 { "handoff-reason-for" } else { "handoff-reason-needed" };
    let hint = ta(lang, key, &[("count", numbers.len().into()), ("orders", (&orders).into())]);
    let (label, wrong) = (label(lang, "reason"), trouble::at(trouble, "reason"));
    let field = Field::new(lang, "reason", &label).value(form.get("reason")).hint(&hint).error(wrong.as_deref());
    html! { @if !numbers.is_empty() { (textarea(&if others > 0 { field.conditional() } else { field }, 2)) } }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    let key = match field {
        "instructions" => "handoff-instructions",
        "release_at" => "handoff-release",
        _ => "handoff-reason",
    };
    t(lang, key)
}

fn count(desk: &Desk, chosen: &Chosen, files: &[OrderFile]) -> String {
    let counts = [("count", chosen.orders.len().into()), ("ready", ready(files).into())];
    ta(desk.lang(), "handoff-confirm-count", &counts)
}

/// Whether an order has changed since it was ticked.
fn has_changed(chosen: &Chosen, file: &OrderFile) -> bool {
    let seen = chosen.orders.iter().find(|(number, _)| *number == file.order.number);
    seen.and_then(|(_, version)| *version).is_some_and(|version| version != file.order.version)
}

/// What is no longer as it was when it was chosen; the page then asks anew.
fn differences(desk: &Desk, chosen: &Chosen, files: &[OrderFile]) -> Markup {
    let lang = desk.lang();
    let changed = files.iter().filter(|file| has_changed(chosen, file)).count();
    let gone = chosen.orders.len().saturating_sub(files.len());
    html! {
        @if let Some((shown, now, changed)) = chosen.moved {
            @let counts = [shown, now].map(|number| format::count(lang, number));
            @let counts = [("shown", (&counts[0]).into()), ("now", (&counts[1]).into()), ("changed", changed.into())];
            (notice(lang, Tone::Attention, &ta(lang, "selection-moved", &counts), None))
        }
        @if changed > 0 {
            (notice(lang, Tone::Attention, &ta(lang, "selection-changed", &[("count", changed.into())]), None))
        }
        @if gone > 0 { (notice(lang, Tone::Attention, &ta(lang, "selection-gone", &[("count", gone.into())]), None)) }
    }
}

fn confirm_table(desk: &Desk, chosen: &Chosen, files: &[OrderFile]) -> Markup {
    let lang = desk.lang();
    let verdict =
        |file: &OrderFile| match (permit(Step::HandOff, &file.order), permit(Step::HandOffUnpaid, &file.order)) {
            (Ok(()), _) => t(lang, "handoff-can-leave"),
            (Err(_), Ok(())) => t(lang, "handoff-needs-reason"),
            (Err(_), Err(refusal)) => sentence::problem(lang, refusal.code(), &refusal.facts()),
        };
    let columns = [
        column(t(lang, "column-number")),
        column(t(lang, "column-customer")),
        numeric_column(t(lang, "column-amount")),
        column(t(lang, "column-payment")),
        column(t(lang, "column-payment-status")),
        column(t(lang, "handoff-verdict")),
    ];
    let rows = files.iter().map(|file| {
        let order = &file.order;
        [
            html! { a href={ "/desk/orders/" (order.number) } { (order.number) } },
            html! { (customer_name(lang, &file.contact.customer.name)) },
            html! { (amount(lang, order.total_cents, order.currency)) },
            html! { (method_word(lang, order.payment_method)) },
            payment_badge(lang, order.payment_status()),
            html! {
                (verdict(file))
                @if has_changed(chosen, file) { " " (t(lang, "selection-order-changed")) }
            },
        ]
    });
    Records::new(&t(lang, "handoff-orders"), columns, rows).in_region()
}

/// Makes the batch of the orders that can leave.
pub(crate) async fn hand_off(desk: Desk, form: Form) -> Result<Response, PageError> {
    desk.may(Right::HandOver)?;
    let lang = desk.lang();
    let chosen = Chosen { orders: read_orders(&form), moved: None, view: form.text("view") };
    let again = async |desk: &Desk, trouble: &Trouble| {
        let numbers = chosen.orders.iter().map(|(number, _)| *number).collect();
        let files = desk.app().journal.ask(OrdersByNumbers { site: desk.site.id, numbers }).await?;
        Ok(confirm_page(desk, &form, &chosen, &files, Some(trouble)))
    };
    let request = match read(&desk, &form, &chosen) {
        Ok(request) => request,
        // Of what was chosen there is no field on this page.
        Err(faults) if faults.iter().any(|fault| fault.field == "orders") => {
            let code = if chosen.orders.is_empty() { "nothing_to_hand_off" } else { "too_many_orders" };
            return Err(PageError::unprocessable(code));
        }
        Err(faults) => return again(&desk, &Trouble::invalid(lang, faults, |field| label(lang, field))).await,
    };
    match desk.app().journal.carry_out(desk.request(&form, Command::HandOff(request))).await {
        Ok(done) => {
            let Outcome::Batch(result) = done.outcome else { return Err(PageError::not_found()) };
            let view = if chosen.view.is_empty() { String::new() } else { format!("?{}", view::pair(&chosen.view)) };
            Ok(Redirect::to(&format!("/desk/handoffs/{}/result{view}", result.number)).into_response())
        }
        Err(stop) => again(&desk, &Trouble::of(lang, reason_missing(stop), |field| label(lang, field))?).await,
    }
}

/// Where nothing leaves, and a reason would have let an order, the reason is what is missing.
fn reason_missing(stop: Stop) -> Stop {
    let Stop::NothingToHandOff(stayed) = &stop else { return stop };
    if !stayed.iter().any(|(_, code)| code == "payment_not_confirmed") {
        return stop;
    }
    Stop::Invalid(vec![Invalid { field: "reason".into(), code: "handoff_reason_required" }])
}

fn read(desk: &Desk, form: &Form, chosen: &Chosen) -> Result<BatchRequest, Vec<Invalid>> {
    let typed = form.get("release_at");
    let release_at = if typed.is_empty() {
        None
    } else {
        let day = read_day(typed);
        let at = day.and_then(|day| journal::day_range(day, day, &desk.site.zone).ok()).map(|(from, _)| from);
        Some(at.ok_or_else(|| vec![Invalid { field: "release_at".into(), code: "not_a_date" }])?)
    };
    let seen: BTreeMap<i64, i64> =
        chosen.orders.iter().filter_map(|(number, version)| version.map(|version| (*number, version))).collect();
    BatchRequest {
        orders: chosen.orders.iter().map(|(number, _)| *number).collect(),
        seen,
        instructions: form.text("instructions"),
        release_at,
        reason: form.text("reason"),
    }
    .check()
}
