//! One batch: acknowledge it, check and pack its orders, send them back with parcels or with a reason.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{BatchFile, OrdersByNumbers, Packing, PackingOrder, PackingPage};
use journal::{Command, OrderFile};
use maud::{Markup, html};
use orders::{Order, Step, permit};

use super::parcels::Carriers;
use super::section::{contents, standing};
use super::{order, scan};
use crate::desk::batch_facts;
use crate::form::Form;
use crate::html::{
    Crumb, NavItem, back_link, button_plain, button_primary, hidden, link_button, logistics_page, page_header, pager,
    request_id,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Orders on a page.
pub(super) const SHOWN: i64 = 50;

/// A batch with a page of its orders.
pub(super) struct Sheet {
    pub desk: Desk,
    pub packing: Packing,
    /// Where the page begins: after this number.
    after: i64,
    files: Vec<OrderFile>,
    carriers: Carriers,
}

/// The batch's page, or its file under `.csv`.
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    if let Some(number) = number.strip_suffix(".csv") {
        let number = number.parse().map_err(|_| PageError::not_found())?;
        let file = desk.app().journal.ask(BatchFile { site: desk.site.id, number }).await?;
        return Ok(crate::api::batch_file(number, file.ok_or_else(PageError::not_found)?));
    }
    let asked = Form::of_query(&desk.visitor.path);
    let sheet = Sheet::load(desk, &number, asked.get("after")).await?;
    let number = sheet.packing.batch.number;
    let said = match asked.get("done") {
        "shipped" => order::said_of(&sheet.desk, number, asked.get("order")).await?,
        _ => scan::said_of(&sheet.desk, number, asked.get("scanned")).await?,
    };
    Ok(sheet.page(said, None))
}

/// The logistician has it.
pub(super) async fn acknowledge(desk: Desk, Path(number): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let number: i64 = number.parse().map_err(|_| PageError::not_found())?;
    desk.app().journal.carry_out(desk.request(&form, Command::AcknowledgeBatch { number })).await?;
    Ok(Redirect::to(&format!("/logistics/batches/{number}?done=handoff-acknowledged")).into_response())
}

/// Whether the batch has the order now: the shop may ship what came back by itself, and whoever packs it no longer.
pub(super) fn is_in(order: &Order, batch: i64) -> bool {
    order.handoff.as_ref().is_some_and(|handoff| handoff.batch == batch && handoff.state.open())
}

impl Sheet {
    /// The page that begins after the order `after`, as an address or a form says it.
    pub(super) async fn load(desk: Desk, number: &str, after: &str) -> Result<Self, PageError> {
        let batch = number.parse().map_err(|_| PageError::not_found())?;
        let (site, after) = (desk.site.id, after.parse().unwrap_or(0));
        let question = PackingPage { site, batch, after, limit: SHOWN };
        let packing = desk.app().journal.ask(question).await?.ok_or_else(PageError::not_found)?;
        let numbers = packing.orders.iter().map(|order| order.number).collect();
        let files = desk.app().journal.ask(OrdersByNumbers { site, numbers }).await?;
        let carriers = Carriers::of(&desk, batch).await?;
        Ok(Sheet { desk, packing, after, files, carriers })
    }

    /// `said` is what the status region holds.
    pub(super) fn page(&self, said: Option<Markup>, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let batch = &self.packing.batch;
        let number = batch.number.to_string();
        let title = ta(lang, "handoff-title", &[("number", (&number).into())]);
        let base = format!("/logistics/batches/{number}");
        let mut shell = self.desk.shell(NavItem::Batches);
        shell.has_errors = trouble.is_some();
        shell.status_inside = true;
        let prints = [("slip", "slip-print"), ("packing-slips", "packing-slips-print")];
        let body = html! {
            (back_link("/logistics/", &t(lang, "logistics-handoffs")))
            (page_header(&title, None))
            (scan::panel(self, self.after, &shell, said))
            div.packing-head {
                (batch_facts(&self.desk, batch))
                div.buttons {
                    @if batch.acknowledged_at.is_none() && batch.held > 0 {
                        form method="post" action={ (base) "/acknowledgement" } {
                            (request_id(&crate::token::new()))
                            (button_plain(&t(lang, "handoff-acknowledge")))
                        }
                    }
                    @for (place, key) in prints { (link_button("plain", &format!("{base}/{place}"), &t(lang, key))) }
                    (link_button("plain", &format!("{base}.csv"), &t(lang, "handoff-file")))
                }
            }
            @for file in &self.files {
                @if let Some(order) = self.packing.orders.iter().find(|order| order.number == file.order.number) {
                    (self.section(order, file))
                }
            }
            (self.pager())
        };
        (trouble::status(trouble), logistics_page(&shell, &title, &body)).into_response()
    }

    fn section(&self, order: &PackingOrder, file: &OrderFile) -> Markup {
        let lang = self.desk.lang();
        let id = format!("order-{}", order.number);
        let place = order::place(self.packing.batch.number, order.number);
        let is_here = is_in(&file.order, self.packing.batch.number);
        html! {
            section.packing id=(id) aria-labelledby={ (id) "-title" } {
                div.packing-title {
                    h2 id={ (id) "-title" } {
                        a href=(place) { (ta(lang, "order-title", &[("number", order.number.to_string().into())])) }
                    }
                    p.standing { (standing(&self.desk, order, file)) }
                }
                div.packing-body {
                    div { (contents(lang, file)) }
                    @if is_here {
                        @if permit(Step::AnswerCancellation, &file.order).is_ok() {
                            p.packing-stop { (t(lang, "cancellation-waits")) " " a href=(place) { (t(lang, "cancellation-answer")) } }
                        } @else if permit(Step::Ship, &file.order).is_ok() { (self.quick_form(&file.order, &place)) }
                    }
                }
            }
        }
    }

    /// All that remains leaves, with a tracking number a line. The order's own page has the rest.
    fn quick_form(&self, order: &Order, place: &str) -> Markup {
        let lang = self.desk.lang();
        let ids = ["carrier", "tracking_numbers"].map(|name| format!("{name}-{}", order.number));
        html! {
            form.form method="post" action={ (place) "/shipments" } {
                (request_id(&crate::token::new()))
                (hidden("after", &self.after.to_string()))
                div.field {
                    label for=(ids[0]) { (t(lang, "parcel-carrier")) }
                    input.input id=(ids[0]) type="text" name="carrier" value=(self.carriers.likely(order)) required;
                }
                div.field {
                    label for=(ids[1]) { (t(lang, "parcel-tracking")) }
                    p.hint id={ (ids[1]) "-hint" } { (t(lang, "parcel-tracking-hint")) }
                    textarea.input id=(ids[1]) name="tracking_numbers" rows="2" required aria-describedby={ (ids[1]) "-hint" } {}
                }
                div.buttons {
                    (button_primary(&t(lang, "parcel-ship")))
                    a href=(place) { (t(lang, "parcels-more")) }
                }
            }
        }
    }

    fn pager(&self) -> Markup {
        let Packing { total, before, previous, last, orders, batch, .. } = &self.packing;
        let (page, pages) = (before / SHOWN + 1, (total - 1) / SHOWN + 1);
        let base = format!("/logistics/batches/{}", batch.number);
        let at =
            |after: i64| Crumb { href: Some(if after > 0 { format!("{base}?after={after}") } else { base.clone() }) };
        let none = Crumb::default();
        let next = orders.last().filter(|_| page < pages).map_or(none.clone(), |order| at(order.number));
        let first = if page > 1 { at(0) } else { none.clone() };
        let previous = if page > 1 { at(*previous) } else { none.clone() };
        let last = if page < pages { at(*last) } else { none };
        html! { @if pages > 1 { (pager(self.desk.lang(), page, pages, &first, &previous, &next, &last)) } }
    }
}
