//! One batch: acknowledge it, pack its orders, send them back with parcels or with a reason.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use journal::question::{BatchByNumber, BatchFile, BatchRow, OrdersByNumbers};
use journal::{Command, OrderFile, Stop};
use logistics::{RawParcel, RawShipping, parse_shipping};
use maud::{Markup, html};
use orders::{Invalid, Step, permit};

use crate::country;
use crate::desk::{batch_facts, handoff_badge};
use crate::form::Form;
use crate::format;
use crate::html::{
    Field, NavItem, button, button_plain, button_primary, link_button, logistics_page, page_header, request_id,
    textarea,
};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::trouble::{self, Trouble};
use crate::visitor::Desk;

/// Orders on a page; a larger batch is worked through by its file.
const MAX_SHOWN: usize = 500;

/// A batch with its orders.
struct Sheet {
    desk: Desk,
    batch: BatchRow,
    files: Vec<OrderFile>,
}

/// The batch's page, or its file under `.csv`.
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    if let Some(number) = number.strip_suffix(".csv") {
        let number = number.parse().map_err(|_| PageError::not_found())?;
        let file = desk.app().journal.ask(BatchFile { site: desk.site.id, number }).await?;
        return Ok(crate::api::batch_file(number, file.ok_or_else(PageError::not_found)?));
    }
    let sheet = Sheet::load(desk, &number).await?;
    Ok(sheet.page(None))
}

/// The logistician has it.
pub(super) async fn acknowledge(desk: Desk, Path(number): Path<String>, form: Form) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let number: i64 = number.parse().map_err(|_| PageError::not_found())?;
    desk.app().journal.carry_out(desk.request(&form, Command::AcknowledgeBatch { number })).await?;
    Ok(Redirect::to(&format!("/logistics/batches/{number}?done=handoff-acknowledged")).into_response())
}

/// The order leaves with its parcels: one tracking number a line.
pub(super) async fn ship(desk: Desk, Path(path): Path<(String, String)>, form: Form) -> Result<Response, PageError> {
    let parcel = |line: &str| RawParcel { tracking_number: line.trim().to_owned(), ..RawParcel::default() };
    let numbers = form.get("tracking_numbers").lines().filter(|line| !line.trim().is_empty());
    let raw = RawShipping { carrier: form.text("carrier"), parcels: numbers.map(parcel).collect(), lines: None };
    // The form has one field for all parcels.
    let of_form = |mut fault: Invalid| {
        if fault.field.starts_with("parcels") {
            "tracking_numbers".clone_into(&mut fault.field);
        }
        fault
    };
    let shipping = parse_shipping(raw, desk.visitor.now);
    let shipping = shipping.map_err(|faults| Stop::Invalid(faults.into_iter().map(of_form).collect()));
    take(desk, path, &form, "shipped", shipping.map(orders::Command::Ship)).await
}

/// The order cannot be packed: it goes back to the shop.
pub(super) async fn refuse(desk: Desk, Path(path): Path<(String, String)>, form: Form) -> Result<Response, PageError> {
    let command = orders::Command::RefuseHandoff { reason: form.text("reason") };
    take(desk, path, &form, "handoff-refused", Ok(command)).await
}

/// The shop asked to stop the order: stopped, or already on its way.
pub(super) async fn answer_cancellation(
    desk: Desk,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let accepted = form.get("answer") == "accept";
    let command = orders::Command::AnswerCancellation { accepted, reason: form.text("reason") };
    take(desk, path, &form, "cancellation-answered", Ok(command)).await
}

async fn take(
    desk: Desk,
    (batch, order): (String, String),
    form: &Form,
    done: &str,
    command: Result<orders::Command, Stop>,
) -> Result<Response, PageError> {
    desk.may(Right::WorkHandoffs)?;
    let number = order.parse().map_err(|_| PageError::not_found())?;
    let sheet = Sheet::load(desk, &batch).await?;
    if !sheet.files.iter().any(|file| file.order.number == number) {
        return Err(PageError::not_found());
    }
    let result = match command {
        Ok(command) => {
            let request = sheet.desk.request(form, Command::Order { number, command });
            sheet.desk.app().journal.carry_out(request).await.map(|_| ())
        }
        Err(stop) => Err(stop),
    };
    match result {
        Ok(()) => {
            let place = format!("/logistics/batches/{}?done={done}#order-{number}", sheet.batch.number);
            Ok(Redirect::to(&place).into_response())
        }
        Err(stop) => {
            let trouble = Trouble::of(sheet.desk.lang(), stop, |field| label(sheet.desk.lang(), field))?;
            let trouble = trouble.at_fields(|field| element(field, number));
            let sheet = Sheet::load(sheet.desk, &batch).await?;
            Ok(sheet.page(Some((number, form, &trouble))))
        }
    }
}

impl Sheet {
    async fn load(desk: Desk, number: &str) -> Result<Self, PageError> {
        let number = number.parse().map_err(|_| PageError::not_found())?;
        let site = desk.site.id;
        let found = desk.app().journal.ask(BatchByNumber { site, number }).await?;
        let (batch, orders) = found.ok_or_else(PageError::not_found)?;
        let numbers = orders.iter().map(|order| order.number).take(MAX_SHOWN).collect();
        let files = desk.app().journal.ask(OrdersByNumbers { site, numbers }).await?;
        Ok(Sheet { desk, batch, files })
    }

    fn page(&self, wrong: Option<(i64, &Form, &Trouble)>) -> Response {
        let lang = self.desk.lang();
        let number = self.batch.number.to_string();
        let title = ta(lang, "handoff-title", &[("number", (&number).into())]);
        let trouble = wrong.map(|(_, _, trouble)| trouble);
        let body = html! {
            (page_header(&title, None))
            (trouble::summary(trouble))
            (batch_facts(&self.desk, &self.batch))
            div.buttons {
                @if self.batch.acknowledged_at.is_none() {
                    form method="post" action={ "/logistics/batches/" (number) "/acknowledgement" } {
                        (request_id(&crate::token::new()))
                        (button_primary(&t(lang, "handoff-acknowledge")))
                    }
                }
                (link_button("plain", &format!("/logistics/batches/{number}.csv"), &t(lang, "handoff-file")))
            }
            @for file in &self.files { (self.order(file, wrong.filter(|(number, _, _)| *number == file.order.number))) }
        };
        let mut shell = self.desk.shell(NavItem::Batches);
        shell.has_errors = trouble.is_some();
        (trouble::status(trouble), logistics_page(&shell, &title, &body)).into_response()
    }

    fn order(&self, file: &OrderFile, wrong: Option<(i64, &Form, &Trouble)>) -> Markup {
        let lang = self.desk.lang();
        let (order, address) = (&file.order, &file.contact.delivery);
        let here = order.handoff.as_ref().filter(|handoff| handoff.batch == self.batch.number);
        let id = format!("order-{}", order.number);
        let name = if address.name.is_empty() { &file.contact.customer.name } else { &address.name };
        let town = format!("{} {}", address.postal_code, address.city);
        html! {
            section.packing id=(id) aria-labelledby={ (id) "-title" } {
                h2 id={ (id) "-title" } {
                    (ta(lang, "order-title", &[("number", order.number.to_string().into())])) " "
                    @if let Some(handoff) = here { (handoff_badge(lang, handoff.state.code())) }
                }
                address {
                    @for line in [name.as_str(), &file.contact.customer.company, &address.line1, &address.line2, town.trim(), &country::name(lang, &address.country)] {
                        @if !line.is_empty() { (line) br; }
                    }
                    @if !file.contact.customer.phone.is_empty() { (file.contact.customer.phone) br; }
                }
                p { (order.delivery.method) @if !order.delivery.pickup_point.is_empty() { " " (order.delivery.pickup_point) } }
                ul.list {
                    @for (line, left) in order.lines.iter().zip(order.remaining()) {
                        li { (format::count(lang, line.quantity)) " × " (line.title) " " span.reference { (line.sku) }
                            @if left == 0 { " " (t(lang, "line-shipped")) } }
                    }
                }
                @for shipment in &order.shipments {
                    p { (shipment.carrier) @for parcel in &shipment.parcels { " · " (crate::parcel::tracking(lang, parcel)) } }
                }
                @if here.is_some() { (self.acts(file, wrong)) }
            }
        }
    }

    fn acts(&self, file: &OrderFile, wrong: Option<(i64, &Form, &Trouble)>) -> Markup {
        let lang = self.desk.lang();
        let order = &file.order;
        let base = format!("/logistics/batches/{}/orders/{}", self.batch.number, order.number);
        let is_wrong = trouble::at(wrong.map(|(_, _, trouble)| trouble), &element("reason", order.number)).is_some();
        let marks = || html! { (request_id(&crate::token::new())) };
        html! {
            @if permit(Step::AnswerCancellation, order).is_ok() {
                form.form method="post" action={ (base) "/cancellation-answer" } {
                    (marks())
                    p { (t(lang, "cancellation-asked")) " " (order.handoff.as_ref().and_then(|handoff| handoff.reason.clone()).unwrap_or_default()) }
                    (self.field("reason", order.number, wrong))
                    div.buttons {
                        (button("primary", Some(("answer", "accept")), &t(lang, "cancellation-accept")))
                        (button("plain", Some(("answer", "decline")), &t(lang, "cancellation-decline")))
                    }
                }
            }
            @if permit(Step::Ship, order).is_ok() {
                form.form method="post" action={ (base) "/shipments" } {
                    (marks())
                    (self.field("carrier", order.number, wrong))
                    (self.field("tracking_numbers", order.number, wrong))
                    div.buttons { (button_primary(&t(lang, "parcel-ship"))) }
                }
            }
            @if permit(Step::RefuseHandoff, order).is_ok() {
                details open[is_wrong] {
                    summary { (t(lang, "handoff-refuse")) }
                    form.form method="post" action={ (base) "/refusal" } {
                        (marks())
                        (self.field("reason", order.number, wrong))
                        div.buttons { (button_plain(&t(lang, "handoff-refuse"))) }
                    }
                }
            }
        }
    }

    /// A field of one of many orders on the page: its id names the order.
    fn field(&self, name: &str, order: i64, wrong: Option<(i64, &Form, &Trouble)>) -> Markup {
        let lang = self.desk.lang();
        let (label, id) = (label(lang, name), element(name, order));
        let error = trouble::at(wrong.map(|(_, _, trouble)| trouble), &id);
        let value = wrong.map_or("", |(_, form, _)| form.get(name));
        let field = Field::new(lang, name, &label).id(&id).value(value).error(error.as_deref());
        if name == "tracking_numbers" {
            textarea(&field.hint(&t(lang, "parcel-tracking-hint")), 2)
        } else {
            html! { (field) }
        }
    }
}

/// What stands above a field.
fn label(lang: Lang, field: &str) -> String {
    let key = match field {
        "carrier" => "parcel-carrier",
        "tracking_numbers" => "parcel-tracking",
        _ => "handoff-refusal-reason",
    };
    t(lang, key)
}

/// What sets a field of one order apart from those of the others.
fn element(field: &str, order: i64) -> String {
    format!("{field}-{order}")
}
