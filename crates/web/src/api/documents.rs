//! Invoices, events and settings: what integrations read.

use axum::Json;
use axum::extract::Path;
use invoices::{DocumentNumber, Invoice};
use journal::question::{Events, InvoiceByNumber, InvoiceRow, Invoices, States};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::Params;
use super::caller::{EventsRead, InvoicesRead, May, SettingsRead};
use super::handoffs::{Paging, next};
use super::orders::limit;
use super::problem::Problem;
use super::shape::Money;

/// A page of invoices, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvoiceList {
    invoices: Vec<InvoiceSummary>,
    next_cursor: Option<String>,
}

/// An invoice as lists show it.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvoiceSummary {
    number: String,
    order: i64,
    /// Day of issue, in the shop's zone.
    date: String,
    customer: String,
    total: Money,
}

/// The invoices.
#[utoipa::path(get, path = "/invoices", tag = "invoices", params(Paging), responses(
    (status = 200, body = InvoiceList), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn invoices(
    caller: May<InvoicesRead>,
    Params(paging): Params<Paging>,
) -> Result<Json<InvoiceList>, Problem> {
    let limit = limit(paging.limit.as_ref(), 50)?;
    let question = Invoices { site: caller.site().id, below: paging.below()?, limit: limit + 1 };
    let mut rows = caller.app.journal.ask(question).await?;
    let next_cursor = next(&mut rows, limit, |row| row.sequence);
    let currency = caller.site().currency;
    let summary = |row: InvoiceRow| InvoiceSummary {
        number: row.number,
        order: row.order,
        date: row.date.to_string(),
        customer: row.customer,
        total: Money::new(row.total_cents, currency),
    };
    Ok(Json(InvoiceList { invoices: rows.into_iter().map(summary).collect(), next_cursor }))
}

/// An invoice as it was issued.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvoiceShape {
    number: String,
    order: i64,
    date: String,
    language: &'static str,
    buyer: super::shape::CustomerShape,
    lines: Vec<InvoiceLineShape>,
    vat: Vec<VatShape>,
    net: Money,
    vat_total: Money,
    total: Money,
}

/// One line of an invoice.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvoiceLineShape {
    sku: String,
    title: String,
    quantity: i64,
    unit_price: Money,
    vat_rate: u32,
    net: Money,
    total: Money,
}

/// VAT of one rate.
#[derive(Serialize, ToSchema)]
pub(crate) struct VatShape {
    /// Basis points.
    rate: u32,
    net: Money,
    vat: Money,
}

impl From<Invoice> for InvoiceShape {
    fn from(invoice: Invoice) -> Self {
        let money = |cents| Money::new(cents, invoice.currency);
        let line = |line: &invoices::InvoiceLine| InvoiceLineShape {
            sku: line.sku.clone(),
            title: line.title.clone(),
            quantity: line.quantity,
            unit_price: money(line.unit_price_cents),
            vat_rate: line.vat_rate.basis_points(),
            net: money(line.net_cents),
            total: money(line.gross_cents),
        };
        let vat = |row: &money::VatRow| VatShape {
            rate: row.rate.basis_points(),
            net: money(row.net_cents),
            vat: money(row.vat_cents),
        };
        InvoiceShape {
            order: invoice.order,
            date: invoice.date.to_string(),
            language: invoice.language.code(),
            buyer: (&invoice.buyer.customer).into(),
            lines: invoice.lines.iter().map(line).collect(),
            vat: invoice.vat.rows.iter().map(vat).collect(),
            net: money(invoice.vat.net_cents),
            vat_total: money(invoice.vat.vat_cents),
            total: money(invoice.vat.gross_cents),
            number: invoice.number,
        }
    }
}

/// One invoice as it was issued.
#[utoipa::path(get, path = "/invoices/{number}", tag = "invoices", params(("number" = String, Path,)), responses(
    (status = 200, body = InvoiceShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn invoice(
    caller: May<InvoicesRead>,
    Path(number): Path<String>,
) -> Result<Json<InvoiceShape>, Problem> {
    let number: DocumentNumber = number.parse().map_err(|_| Problem::not_found())?;
    let question = InvoiceByNumber { site: caller.site().id, number: number.to_string() };
    let invoice = caller.app.journal.ask(question).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(invoice.into()))
}

/// From where to read the journal.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// Events with a greater revision; from the beginning where absent.
    #[param(value_type = Option<i64>, minimum = 0)]
    after: Option<String>,
    /// 1 to 250; 50 where absent.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 250)]
    limit: Option<String>,
}

/// A piece of the journal, oldest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventList {
    events: Vec<EventShape>,
    /// Where to go on; the same as asked when there is nothing new.
    next_after: i64,
}

/// Something that happened.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventShape {
    rev: i64,
    subject: String,
    number: i64,
    version: i64,
    kind: String,
    data: serde_json::Value,
    actor: String,
    at: String,
}

/// The site's journal.
#[utoipa::path(get, path = "/events", tag = "events", params(After), responses(
    (status = 200, body = EventList), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn events(caller: May<EventsRead>, Params(params): Params<After>) -> Result<Json<EventList>, Problem> {
    let after = match &params.after {
        None => 0,
        Some(text) => {
            text.parse().ok().filter(|rev| *rev >= 0).ok_or_else(|| Problem::field("after", "not_a_number"))?
        }
    };
    let limit = limit(params.limit.as_ref(), 50)?;
    let rows = caller.app.journal.ask(Events { site: caller.site().id, after, limit }).await?;
    let next_after = rows.last().map_or(after, |row| row.rev);
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        events.push(EventShape {
            rev: row.rev,
            subject: row.subject,
            number: row.number,
            version: row.version,
            kind: row.kind,
            data: serde_json::from_str(&row.data).map_err(journal::Fault::from)?,
            actor: row.actor,
            at: row.at.to_string(),
        });
    }
    Ok(Json(EventList { events, next_after }))
}

/// The site's states of progress.
#[derive(Serialize, ToSchema)]
pub(crate) struct StateList {
    progress_states: Vec<StateShape>,
}

/// A state of progress.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "the shop's boxes: each is asked alone")]
pub(crate) struct StateShape {
    code: String,
    kind: &'static str,
    colour: &'static str,
    label: Texts,
    message: Texts,
    published: bool,
    sends_mail: bool,
    issues_invoice: bool,
    /// The codes of the states that can follow it; empty: all can.
    followed_by: Vec<String>,
    /// Whether it is no longer offered; orders that are in it stay in it.
    retired: bool,
    /// The carrier whose parcels lead to it; empty: any carrier's.
    carrier: String,
}

/// A text in both languages.
#[derive(Serialize, ToSchema)]
pub(crate) struct Texts {
    fr: String,
    en: String,
}

impl From<orders::Text> for Texts {
    fn from(text: orders::Text) -> Self {
        Texts { fr: text.fr, en: text.en }
    }
}

/// The states that orders can be in, in the site's order.
#[utoipa::path(get, path = "/progress-states", tag = "settings", responses(
    (status = 200, body = StateList), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn progress_states(caller: May<SettingsRead>) -> Result<Json<StateList>, Problem> {
    let states = caller.app.journal.ask(States(caller.site().id)).await?;
    let shape = |state: orders::ProgressState| StateShape {
        code: state.code,
        kind: state.kind.code(),
        colour: state.colour.code(),
        label: state.label.into(),
        message: state.message.into(),
        published: state.published,
        sends_mail: state.sends_mail,
        issues_invoice: state.issues_invoice,
        followed_by: state.followed_by,
        retired: state.retired,
        carrier: state.carrier,
    };
    Ok(Json(StateList { progress_states: states.into_iter().map(shape).collect() }))
}
