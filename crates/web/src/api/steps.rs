//! The steps of the procedure on one order, each a resource of its own.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use journal::{Command, Done, OrderFile, Outcome, Scope};
use logistics::{RawParcel, RawShipping, parse_shipping};
use orders::{ProgressChange, ShippingLine, ValidatePayment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{Body, NoBody};
use super::caller::{Call, Caller, HandoffsWrite, May, OrdersWrite};
use super::orders::order_number;
use super::placement::{order_answer, replay_mark};
use super::problem::Problem;
use super::shape::{Money, ProgressEntryShape, ShipmentShape};

/// Carries out a step; answers with the order as it is afterwards, and whether that was the answer
/// before.
async fn take(
    caller: &Caller,
    number: &str,
    call: &Call,
    command: orders::Command,
) -> Result<(OrderFile, Done), Problem> {
    let command = Command::Order { number: order_number(number)?, command };
    let done = caller.app.journal.carry_out(caller.request(call, command)).await?;
    let Outcome::Order(file) = &done.outcome else { return Err(Problem::not_found()) };
    Ok(((**file).clone(), done))
}

/// Step 1: the money is there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaymentValidation {
    /// Needed for a cheque.
    cheque_number: Option<String>,
    reference: Option<String>,
    /// Needed for a card: why it is confirmed by hand. Needed for another amount than what is due: why it differs.
    note: Option<String>,
    /// What is due where absent.
    amount: Option<Money>,
}

/// Confirms that the money is there.
#[utoipa::path(post, path = "/orders/{number}/payment-validation", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = PaymentValidation, responses(
    (status = 201, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn validate_payment(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<PaymentValidation>,
) -> Result<Response, Problem> {
    if step.amount.as_ref().is_some_and(|money| money.currency != caller.site().currency.code()) {
        return Err(Problem::field("amount.currency", "other_currency"));
    }
    let command = orders::Command::ValidatePayment(ValidatePayment {
        method: None,
        amount_cents: step.amount.map(|money| money.amount),
        cheque_number: step.cheque_number.unwrap_or_default(),
        reference: step.reference.unwrap_or_default(),
        note: step.note.unwrap_or_default(),
    });
    let (file, done) = take(&caller, &number, &call, command).await?;
    Ok(order_answer(StatusCode::CREATED, &file, done.replayed))
}

/// Step 2: the order reaches a state.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Progress {
    /// The state's code.
    #[schema(min_length = 1, max_length = 50)]
    state: String,
    comment: Option<String>,
    /// Whether the customer sees it; the state's setting where absent.
    published: Option<bool>,
    /// Whether the customer is written to; the state's setting where absent.
    notify: Option<bool>,
    /// « Générer une facture ».
    issue_invoice: Option<bool>,
}

/// The entry that was written, with the number of the invoice issued in the same step.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProgressAnswer {
    #[serde(flatten)]
    entry: ProgressEntryShape,
    /// The order's version after it.
    version: i64,
}

/// Moves the order on, and issues the invoice if asked.
#[utoipa::path(post, path = "/orders/{number}/progress", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = Progress, responses(
    (status = 201, body = ProgressAnswer), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn record_progress(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<Progress>,
) -> Result<Response, Problem> {
    let issue_invoice = step.issue_invoice.unwrap_or(false);
    if issue_invoice {
        caller.may(Scope::InvoicesWrite)?;
    }
    let command = orders::Command::RecordProgress(ProgressChange {
        state: step.state,
        comment: step.comment.unwrap_or_default(),
        published: step.published,
        notify: step.notify,
        issue_invoice,
    });
    let (file, done) = take(&caller, &number, &call, command).await?;
    let entry = file.order.progress.last().ok_or_else(Problem::not_found)?;
    let answer = ProgressAnswer { entry: entry.into(), version: file.order.version };
    Ok(tagged(&file, (StatusCode::CREATED, Json(answer)).into_response(), done.replayed))
}

/// Takes the last state back: the order is again where it was before. Refused once something outside has come of it: an
/// invoice, parcels, a mail that has left. One that still waits is stopped.
#[utoipa::path(post, path = "/orders/{number}/progress-undo", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)), responses(
    (status = 201, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn undo_progress(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    NoBody(call): NoBody,
) -> Result<Response, Problem> {
    let (file, done) = take(&caller, &number, &call, orders::Command::UndoProgress).await?;
    Ok(order_answer(StatusCode::CREATED, &file, done.replayed))
}

/// Sets « À suivre ».
#[utoipa::path(put, path = "/orders/{number}/follow-up", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)), responses(
    (status = 200, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn set_follow_up(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    NoBody(call): NoBody,
) -> Result<Response, Problem> {
    let command = orders::Command::SetFollowUp { follow_up: true };
    let (file, done) = take(&caller, &number, &call, command).await?;
    Ok(order_answer(StatusCode::OK, &file, done.replayed))
}

/// Clears « À suivre ».
#[utoipa::path(delete, path = "/orders/{number}/follow-up", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)), responses(
    (status = 200, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn clear_follow_up(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    NoBody(call): NoBody,
) -> Result<Response, Problem> {
    let command = orders::Command::SetFollowUp { follow_up: false };
    let (file, done) = take(&caller, &number, &call, command).await?;
    Ok(order_answer(StatusCode::OK, &file, done.replayed))
}

/// Why the order is given up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Cancels an order that the logistician does not hold.
#[utoipa::path(post, path = "/orders/{number}/cancellation", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = Reason, responses(
    (status = 201, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn cancel(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<Reason>,
) -> Result<Response, Problem> {
    let (file, done) = take(&caller, &number, &call, orders::Command::Cancel { reason: step.reason }).await?;
    Ok(order_answer(StatusCode::CREATED, &file, done.replayed))
}

/// Asks the logistician to stop an order that was handed over.
#[utoipa::path(post, path = "/orders/{number}/cancellation-request", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = Reason, responses(
    (status = 201, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn request_cancellation(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<Reason>,
) -> Result<Response, Problem> {
    let command = orders::Command::RequestCancellation { reason: step.reason };
    let (file, done) = take(&caller, &number, &call, command).await?;
    Ok(order_answer(StatusCode::CREATED, &file, done.replayed))
}

/// What the logistician says to a request to stop.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancellationAnswer {
    accepted: bool,
    /// Needed where it is not accepted.
    reason: Option<String>,
}

/// Answers a request to stop: accepted, the order is cancelled.
#[utoipa::path(post, path = "/orders/{number}/cancellation-answer", tag = "handoffs", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = CancellationAnswer, responses(
    (status = 201, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn answer_cancellation(
    caller: May<HandoffsWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<CancellationAnswer>,
) -> Result<Response, Problem> {
    let command =
        orders::Command::AnswerCancellation { accepted: step.accepted, reason: step.reason.unwrap_or_default() };
    let (file, done) = take(&caller, &number, &call, command).await?;
    Ok(order_answer(StatusCode::CREATED, &file, done.replayed))
}

/// The logistician cannot take an order: it is free for another batch.
#[utoipa::path(post, path = "/orders/{number}/handoff-refusal", tag = "handoffs", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = Reason, responses(
    (status = 201, body = super::shape::OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn refuse_handoff(
    caller: May<HandoffsWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<Reason>,
) -> Result<Response, Problem> {
    let (file, done) = take(&caller, &number, &call, orders::Command::RefuseHandoff { reason: step.reason }).await?;
    Ok(order_answer(StatusCode::CREATED, &file, done.replayed))
}

/// Parcels that leave.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewShipment {
    #[schema(min_length = 1, max_length = 100)]
    carrier: String,
    #[schema(min_items = 1, max_items = 100)]
    parcels: Vec<NewParcel>,
    /// All that remains where absent.
    #[schema(min_items = 1)]
    lines: Option<Vec<NewShipmentLine>>,
}

/// One parcel.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewParcel {
    tracking_number: String,
    tracking_url: Option<String>,
    #[schema(minimum = 1, maximum = 10_000_000)]
    weight_g: Option<i64>,
}

/// Units of one line.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewShipmentLine {
    /// The line's position in the order, from 1.
    #[schema(minimum = 1)]
    line: usize,
    #[schema(minimum = 1, maximum = 1_000_000)]
    quantity: i64,
}

/// The shipment that was recorded.
#[derive(Serialize, ToSchema)]
pub(crate) struct ShipmentAnswer {
    #[serde(flatten)]
    shipment: ShipmentShape,
    /// Whether nothing remains to be shipped.
    complete: bool,
    /// The progress state it moved the order to.
    progress: Option<String>,
    version: i64,
}

/// Records parcels; they move the progress on and tell the customer.
#[utoipa::path(post, path = "/orders/{number}/shipments", tag = "handoffs", params(("number" = i64, Path, minimum = 1, example = 7_090_564)),
    request_body = NewShipment, responses(
    (status = 201, body = ShipmentAnswer), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn ship(
    caller: May<HandoffsWrite>,
    Path(number): Path<String>,
    Body(step, call): Body<NewShipment>,
) -> Result<Response, Problem> {
    let parcel = |parcel: NewParcel| RawParcel {
        tracking_number: parcel.tracking_number,
        tracking_url: parcel.tracking_url,
        weight_g: parcel.weight_g,
    };
    let line = |line: NewShipmentLine| ShippingLine { line: line.line, quantity: line.quantity };
    let raw = RawShipping {
        carrier: step.carrier,
        parcels: step.parcels.into_iter().map(parcel).collect(),
        lines: step.lines.map(|lines| lines.into_iter().map(line).collect()),
    };
    let shipping = parse_shipping(raw, caller.now).map_err(Problem::invalid)?;
    let (file, done) = take(&caller, &number, &call, orders::Command::Ship(shipping)).await?;
    let shipment = file.order.shipments.last().ok_or_else(Problem::not_found)?;
    let answer = ShipmentAnswer {
        shipment: shipment.into(),
        complete: file.order.remaining().iter().all(|units| *units == 0),
        progress: file.order.progress_state().map(str::to_owned),
        version: file.order.version,
    };
    Ok(tagged(&file, (StatusCode::CREATED, Json(answer)).into_response(), done.replayed))
}

fn tagged(file: &OrderFile, mut response: Response, replayed: bool) -> Response {
    if let Ok(tag) = format!("\"{}\"", file.order.version).parse() {
        response.headers_mut().insert(axum::http::header::ETAG, tag);
    }
    replay_mark(response, replayed)
}
