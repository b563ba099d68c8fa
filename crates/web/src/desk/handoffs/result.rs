//! What a hand-off has done: a line for each order, under an address of its own.

use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use journal::Stored;
use journal::question::History;
use maud::{Markup, html};

use crate::desk::orders::way_back;
use crate::form::Form;
use crate::html::{
    Family, NavItem, Records, badge, button, column, desk_page, empty_cell, hidden, link_button, skip_target_heading,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::sentence;
use crate::visitor::Desk;

/// How it went for one order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is in the batch.
    Done,
    /// There was nothing to do, and there will not be.
    Skipped,
    /// It can be tried again.
    Failed,
}

impl Fate {
    /// Of an order that stayed behind with `code`.
    fn of(code: &str) -> Self {
        match code {
            "stale_version" | "payment_not_confirmed" => Fate::Failed,
            _ => Fate::Skipped,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Fate::Done => "done",
            Fate::Skipped => "skipped",
            Fate::Failed => "failed",
        }
    }

    const fn family(self) -> Family {
        match self {
            Fate::Done => Family::Success,
            Fate::Skipped => Family::Neutral,
            Fate::Failed => Family::Danger,
        }
    }
}

/// An order's line.
struct Line {
    number: i64,
    fate: Fate,
    reason: Option<String>,
}

/// The orders that were asked for with a batch and stayed behind, each with the code of why.
pub(super) async fn stayed_behind(desk: &Desk, number: i64) -> Result<Vec<(i64, String)>, PageError> {
    Ok(made(desk, number).await?.refused)
}

/// Why an order stayed behind, in words.
pub(super) fn reason(lang: Lang, code: &str) -> String {
    let own = match code {
        "handed_off" => "stayed-handed-off",
        "stale_version" => "stayed-stale-version",
        "payment_not_confirmed" => "stayed-payment-not-confirmed",
        other => return sentence::problem(lang, other, &Vec::new()),
    };
    t(lang, own)
}

/// How the batch was made, which its history keeps for ever.
async fn made(desk: &Desk, number: i64) -> Result<logistics::BatchMade, PageError> {
    let history = History { site: desk.site.id, subject: "handoff", number };
    let history = desk.app().journal.ask(history).await?;
    let (first, _) = history.first().ok_or_else(PageError::not_found)?;
    match logistics::Event::read(&first.kind, &first.data) {
        Ok(logistics::Event::BatchMade(made)) => Ok(made),
        Ok(_) | Err(_) => Err(PageError::not_found()),
    }
}

async fn lines(desk: &Desk, number: i64) -> Result<Vec<Line>, PageError> {
    let made = made(desk, number).await?;
    let lang = desk.lang();
    let stayed = made.refused.iter();
    let mut lines: Vec<Line> = stayed
        .map(|(number, code)| Line { number: *number, fate: Fate::of(code), reason: Some(reason(lang, code)) })
        .collect();
    lines.extend(made.orders.into_iter().map(|number| Line { number, fate: Fate::Done, reason: None }));
    // What needs a look comes first.
    lines.sort_by_key(|line| match line.fate {
        Fate::Failed => 0,
        Fate::Skipped => 1,
        Fate::Done => 2,
    });
    Ok(lines)
}

/// « 10 réussies, 1 ignorée, 1 échec », and a line for each.
pub(crate) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Markup, PageError> {
    desk.may(Right::SeeOrders)?;
    let number: i64 = number.parse().map_err(|_| PageError::not_found())?;
    let lines = lines(&desk, number).await?;
    let lang = desk.lang();
    let title = ta(lang, "result-title", &[("number", number.to_string().into())]);
    let form = Form::of_query(&desk.visitor.path);
    let view = form.get("view");
    let count = |fate: Fate| lines.iter().filter(|line| line.fate == fate).count();
    let counts = [Fate::Done, Fate::Skipped, Fate::Failed].map(|fate| (fate, count(fate)));
    let counted = counts.iter().filter(|(fate, count)| *fate == Fate::Done || *count > 0);
    let counted: Vec<String> = counted
        .map(|(fate, count)| ta(lang, &format!("result-{}", fate.code()), &[("count", (*count).into())]))
        .collect();
    let failed: Vec<&Line> = lines.iter().filter(|line| line.fate == Fate::Failed).collect();
    let body = html! {
        div.page-header { (skip_target_heading(&title)) }
        p.result-count { (counted.join(", ")) }
        div.buttons.result-acts {
            (link_button("primary", &way_back(view), &t(lang, "order-back")))
            (link_button("plain", &format!("/desk/handoffs/{number}"), &t(lang, "result-batch")))
            (link_button("plain", &format!("/desk/handoffs/{number}/result.csv"), &t(lang, "result-csv")))
            @if !failed.is_empty() && desk.has(Right::HandOver) {
                form method="post" action="/desk/orders/selection" {
                    (hidden("view", view))
                    (hidden("action", "handoff"))
                    @for line in &failed { (hidden("order", &line.number.to_string())) }
                    (button("plain", Some(("scope", "page")), &t(lang, "result-retry")))
                }
            }
        }
        (table(lang, &lines))
    };
    Ok(desk_page(&desk.shell(NavItem::Handoffs), &title, &body))
}

/// Why an order stayed behind is a column where one did.
fn table(lang: Lang, lines: &[Line]) -> Markup {
    let caption = t(lang, "handoff-orders");
    let columns = ["column-number", "result-outcome"].map(|key| column(t(lang, key)));
    let cells = |line: &Line| {
        let family = line.fate.family();
        [
            html! { a href={ "/desk/orders/" (line.number) } { (line.number) } },
            badge(family, family.glyph(), &fate_word(lang, line.fate)),
        ]
    };
    if lines.iter().all(|line| line.reason.is_none()) {
        return Records::new(&caption, columns, lines.iter().map(cells)).in_region();
    }
    let [number, outcome] = columns;
    let columns = [number, outcome, column(t(lang, "result-reason"))];
    let rows = lines.iter().map(|line| {
        let [number, outcome] = cells(line);
        let reason = match &line.reason {
            Some(reason) => html! { (reason) },
            None => empty_cell(&t(lang, "result-no-reason")),
        };
        [number, outcome, reason]
    });
    Records::new(&caption, columns, rows).in_region()
}

fn fate_word(lang: Lang, fate: Fate) -> String {
    t(lang, &format!("fate-{}", fate.code()))
}

/// The same lines as a file.
pub(crate) async fn download(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::SeeOrders)?;
    let number: i64 = number.parse().map_err(|_| PageError::not_found())?;
    let lines = lines(&desk, number).await?;
    let lang = desk.lang();
    // As spreadsheets of the language read it.
    let comma = match lang {
        Lang::Fr => ";",
        Lang::En => ",",
    };
    let row = |cells: [&str; 3]| {
        // No cell begins with a sign that a spreadsheet would calculate.
        let cells = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        format!("{}\r\n", cells.join(comma))
    };
    let heads = ["column-number", "result-outcome", "result-reason"].map(|key| t(lang, key));
    let mut csv = format!("\u{feff}{}", row([&heads[0], &heads[1], &heads[2]]));
    for line in &lines {
        let number = line.number.to_string();
        csv.push_str(&row([&number, &fate_word(lang, line.fate), line.reason.as_deref().unwrap_or_default()]));
    }
    let name = format!("attachment; filename=\"{}-{number}.csv\"", t(lang, "result-file"));
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], csv).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u20_what_can_be_tried_again_is_a_failure_and_the_rest_is_skipped() {
        for code in ["stale_version", "payment_not_confirmed"] {
            assert_eq!(Fate::of(code).code(), "failed", "{code}");
        }
        for code in ["handed_off", "already_shipped", "order_cancelled", "order_deleted", "order_not_found"] {
            assert_eq!(Fate::of(code).code(), "skipped", "{code}");
        }
    }

    #[test]
    fn u20_every_reason_is_a_sentence_without_holes() {
        let codes = [
            "handed_off",
            "stale_version",
            "payment_not_confirmed",
            "already_shipped",
            "order_cancelled",
            "order_deleted",
            "order_not_found",
        ];
        for (lang, code) in Lang::ALL.into_iter().flat_map(|lang| codes.map(|code| (lang, code))) {
            let said = reason(lang, code);
            assert!(!said.contains(['{', '[']), "{code}: {said}");
        }
    }
}
