//! One order of a batch: its parcels, with weights and in parts; giving it back; the answer to a request to stop it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{BatchRow, OrderByNumber, PackingOf, PackingOrder};
use journal::{Command, OrderFile, Stop};
use maud::{Markup, html};
use orders::{Step, permit};

use super::batch;
use super::parcels::{self, Carriers};
use super::section::{contents, standing};
use crate::form::Form;
use crate::html::{
    Field, NavItem, Tone, back_link, button, button_plain, definitions, logistics_page, notice, page_header, request_id,
};
use crate::i18n::{t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// An order as its batch has it.
struct Page {
    desk: Desk,
    batch: BatchRow,
    order: PackingOrder,
    file: OrderFile,
    carriers: Carriers,
}

/// The address of an order in its batch.
pub(super) fn place(batch: i64, order: i64) -> String {
    format!("/logistics/batches/{batch}/orders/{order}")
}

pub(super) async fn show(desk: Desk, Path(path): Path<(String, String)>) -> Result<Response, PageError> {
    let typed = Form::of_query(&desk.visitor.path);
    Ok(Page::load(desk, &path).await?.page(&typed, None))
}

/// The order leaves with its parcels, whole or in part.
pub(super) async fn ship(desk: Desk, Path(path): Path<(String, String)>, form: Form) -> Result<Response, PageError> {
    let page = Page::load(desk, &path).await?;
    let shipping = parcels::read(&form, page.desk.visitor.now).map_err(Stop::Invalid);
    page.take(&path, &form, "shipped", shipping.map(orders::Command::Ship)).await
}

/// After the redirect: which order has left, and whether anybody had checked it. An address alone claims nothing.
pub(super) async fn said_of(desk: &Desk, batch: i64, order: &str) -> Result<Option<Markup>, PageError> {
    let (site, Ok(number)) = (desk.site.id, order.parse()) else { return Ok(None) };
    let journal = &desk.app().journal;
    let Some((_, order)) = journal.ask(PackingOf { site, batch, order: number }).await? else { return Ok(None) };
    let file = journal.ask(OrderByNumber { site, number }).await?;
    let Some(file) = file.filter(|file| !file.order.shipments.is_empty()) else { return Ok(None) };
    let lang = desk.lang();
    let key = if file.order.remaining().iter().all(|units| *units == 0) { "shipped-whole" } else { "shipped-part" };
    let text = ta(lang, key, &[("number", number.to_string().into())]);
    Ok(Some(match order.check {
        Some(_) => notice(lang, Tone::Success, &text, None),
        None => notice(lang, Tone::Attention, &format!("{text} {}", t(lang, "shipped-unchecked")), None),
    }))
}

/// The order cannot be packed: it goes back to the shop.
pub(super) async fn refuse(desk: Desk, Path(path): Path<(String, String)>, form: Form) -> Result<Response, PageError> {
    let command = orders::Command::RefuseHandoff { reason: form.text("reason") };
    Page::load(desk, &path).await?.take(&path, &form, "handoff-refused", Ok(command)).await
}

/// The shop asked to stop the order: stopped, or already on its way.
pub(super) async fn answer_cancellation(
    desk: Desk,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let accepted = form.get("answer") == "accept";
    let command = orders::Command::AnswerCancellation { accepted, reason: form.text("reason") };
    Page::load(desk, &path).await?.take(&path, &form, "cancellation-answered", Ok(command)).await
}

impl Page {
    async fn load(desk: Desk, (batch, order): &(String, String)) -> Result<Self, PageError> {
        desk.may(Right::WorkHandoffs)?;
        let number = |text: &str| text.parse::<i64>().map_err(|_| PageError::not_found());
        let (site, batch, number) = (desk.site.id, number(batch)?, number(order)?);
        let journal = &desk.app().journal;
        let found = journal.ask(PackingOf { site, batch, order: number }).await?;
        let (row, order) = found.ok_or_else(PageError::not_found)?;
        let file = journal.ask(OrderByNumber { site, number }).await?.ok_or_else(PageError::not_found)?;
        let carriers = Carriers::of(&desk, batch).await?;
        Ok(Page { desk, batch: row, order, file, carriers })
    }

    async fn take(
        self,
        path: &(String, String),
        form: &Form,
        done: &str,
        command: Result<orders::Command, Stop>,
    ) -> Result<Response, PageError> {
        let number = self.order.number;
        let result = match command {
            Ok(command) => {
                let request = self.desk.request(form, Command::Order { number, command });
                self.desk.app().journal.carry_out(request).await.map(|_| ())
            }
            Err(stop) => Err(stop),
        };
        let Err(stop) = result else {
            let after = form.get("after").parse::<i64>().ok().filter(|after| *after > 0);
            let after = after.map_or_else(String::new, |after| format!("&after={after}"));
            // No place on the page: it would take the focus from the field for the next code.
            let place = format!("/logistics/batches/{}?done={done}&order={number}{after}", self.batch.number);
            return Ok(Redirect::to(&place).into_response());
        };
        let lang = self.desk.lang();
        let mut trouble = Trouble::of(lang, stop, |field| parcels::label(lang, &self.file, field))?;
        // It may have changed since it was looked at.
        let page = Page::load(self.desk, path).await?;
        if !page.offers(form) {
            trouble = trouble.explained(page.what_was_typed(form));
        }
        Ok(page.page(form, Some(&trouble)))
    }

    /// Whether the page still has the form that was sent.
    fn offers(&self, form: &Form) -> bool {
        let ships = form.pairs().iter().any(|(name, _)| name == "carrier");
        let steps: &[Step] = if ships { &[Step::Ship] } else { &[Step::RefuseHandoff, Step::AnswerCancellation] };
        batch::is_in(&self.file.order, self.batch.number)
            && steps.iter().any(|step| permit(*step, &self.file.order).is_ok())
    }

    /// Of a form that is no longer there, so that nothing of it is lost.
    fn what_was_typed(&self, form: &Form) -> Markup {
        let lang = self.desk.lang();
        let is_field =
            |name: &str| ["carrier", "tracking-", "weight-", "units-", "reason"].iter().any(|of| name.starts_with(of));
        let typed = form.pairs().iter().filter(|(name, value)| is_field(name) && !value.trim().is_empty());
        let rows: Vec<_> = typed.map(|(name, value)| (parcels::label(lang, &self.file, name), value.clone())).collect();
        html! {
            @if !rows.is_empty() {
                section.section aria-labelledby="typed" {
                    h2 #typed { (t(lang, "conflict-typed")) }
                    (definitions(&rows))
                }
            }
        }
    }

    fn page(&self, typed: &Form, trouble: Option<&Trouble>) -> Response {
        let lang = self.desk.lang();
        let batch = self.batch.number.to_string();
        let title = ta(lang, "order-title", &[("number", self.order.number.to_string().into())]);
        let body = html! {
            (back_link(&format!("/logistics/batches/{batch}"), &ta(lang, "batch-back", &[("number", (&batch).into())])))
            (page_header(&title, None))
            (trouble::summary(trouble))
            p.standing { (standing(&self.desk, &self.order, &self.file)) }
            (contents(lang, &self.file))
            @if batch::is_in(&self.file.order, self.batch.number) { (self.acts(typed, trouble)) }
        };
        let mut shell = self.desk.shell(NavItem::Batches);
        shell.has_errors = trouble.is_some();
        (trouble::status(trouble), logistics_page(&shell, &title, &body)).into_response()
    }

    fn acts(&self, typed: &Form, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let order = &self.file.order;
        let place = place(self.batch.number, order.number);
        html! {
            @if permit(Step::AnswerCancellation, order).is_ok() { (self.answer_form(&place, typed, trouble)) }
            @if permit(Step::Ship, order).is_ok() {
                section.section aria-labelledby="parcels-title" {
                    h2 #parcels-title { (t(lang, "parcels-title")) }
                    (parcels::form(lang, &place, &self.file, typed, self.carriers.likely(order), trouble))
                }
            }
            @if permit(Step::RefuseHandoff, order).is_ok() { (self.refusal_form(&place, typed, trouble)) }
        }
    }

    fn answer_form(&self, place: &str, typed: &Form, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let why = self.file.order.handoff.as_ref().and_then(|handoff| handoff.reason.clone()).unwrap_or_default();
        let label = t(lang, "handoff-refusal-reason");
        let hint = t(lang, "cancellation-reason-hint");
        let fault = trouble::at(trouble, "reason");
        let reason = Field::new(lang, "reason", &label).hint(&hint).value(typed.get("reason")).error(fault.as_deref());
        html! {
            section.section aria-labelledby="answer-title" {
                h2 #answer-title { (t(lang, "cancellation-waits")) }
                form.form method="post" action={ (place) "/cancellation-answer" } {
                    (request_id(&crate::token::new()))
                    p { (t(lang, "cancellation-asked")) " " (why) }
                    (reason.conditional())
                    div.buttons {
                        (button("primary", Some(("answer", "accept")), &t(lang, "cancellation-accept")))
                        (button("plain", Some(("answer", "decline")), &t(lang, "cancellation-decline")))
                    }
                }
            }
        }
    }

    fn refusal_form(&self, place: &str, typed: &Form, trouble: Option<&Trouble>) -> Markup {
        let lang = self.desk.lang();
        let label = t(lang, "handoff-refusal-reason");
        let fault = trouble::at(trouble, "reason");
        html! {
            details open[fault.is_some()] {
                summary { (t(lang, "handoff-refuse")) }
                form.form method="post" action={ (place) "/refusal" } {
                    (request_id(&crate::token::new()))
                    (Field::new(lang, "reason", &label).value(typed.get("reason")).error(fault.as_deref()))
                    div.buttons { (button_plain(&t(lang, "handoff-refuse"))) }
                }
            }
        }
    }
}
