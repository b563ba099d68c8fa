use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use journal::question::{BatchByNumber, BatchFile, BatchRow, Batches, Matching};
use journal::{BatchResult, Command, Outcome};
use logistics::{BatchRequest, MAX_BATCH_ORDERS};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Body, NoBody, Params};
use super::caller::{Caller, HandoffsRead, HandoffsWrite, May};
use super::orders::{OrderFilter, known_progress, limit, order_number};
use super::placement::replay_mark;
use super::problem::Problem;

/// Orders to make available to the logistician: named one by one, or all that match.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewHandoff {
    #[schema(min_items = 1, max_items = 10000)]
    orders: Option<Vec<i64>>,
    filter: Option<OrderFilter>,
    /// How many orders the caller saw match; needed with `filter`.
    expected_count: Option<i64>,
    instructions: Option<String>,
    /// Not to be worked on before; RFC 3339.
    #[schema(value_type = Option<String>, format = DateTime)]
    release_at: Option<Timestamp>,
    /// Why orders leave that are not paid yet.
    reason: Option<String>,
}

/// The batch that was made.
#[derive(Serialize, ToSchema)]
pub(crate) struct HandoffAnswer {
    number: i64,
    orders: Vec<i64>,
    refused: Vec<RefusedOrder>,
    /// SHA-256 of the batch's file, in hexadecimal.
    sha256: String,
}

/// An order that is not in the batch.
#[derive(Serialize, ToSchema)]
pub(crate) struct RefusedOrder {
    number: i64,
    code: String,
}

impl From<BatchResult> for HandoffAnswer {
    fn from(result: BatchResult) -> Self {
        let refused = result.refused.into_iter().map(|(number, code)| RefusedOrder { number, code });
        HandoffAnswer {
            number: result.number,
            orders: result.orders,
            refused: refused.collect(),
            sha256: result.sha256,
        }
    }
}

/// Step 3: makes a batch.
#[utoipa::path(post, path = "/handoffs", tag = "handoffs", request_body = NewHandoff, responses(
    (status = 201, body = HandoffAnswer), (status = 409, description = "`nothing_to_hand_off`: no batch"),
    (status = "4XX", description = "A problem document")
))]
pub(crate) async fn hand_off(
    caller: May<HandoffsWrite>,
    Body(new, call): Body<NewHandoff>,
) -> Result<Response, Problem> {
    let orders = chosen(&caller, &new).await?;
    let request = BatchRequest {
        orders,
        seen: BTreeMap::new(),
        instructions: new.instructions.unwrap_or_default(),
        release_at: new.release_at,
        reason: new.reason.unwrap_or_default(),
    };
    let request = request.check().map_err(Problem::invalid)?;
    let done = caller.app.journal.carry_out(caller.request(&call, Command::HandOff(request))).await?;
    let Outcome::Batch(result) = done.outcome else { return Err(Problem::not_found()) };
    Ok(replay_mark((StatusCode::CREATED, Json(HandoffAnswer::from(result))).into_response(), done.replayed))
}

/// The orders named, or those that match now if they are as many as the caller saw.
async fn chosen(caller: &Caller, new: &NewHandoff) -> Result<Vec<i64>, Problem> {
    match (&new.orders, &new.filter) {
        (Some(orders), None) => Ok(orders.clone()),
        (None, Some(filter)) => {
            let expected = new.expected_count.ok_or_else(|| Problem::field("expected_count", "required"))?;
            let filter = filter.parse(&caller.site().zone)?;
            known_progress(caller, &filter).await?;
            let limit = i64::try_from(MAX_BATCH_ORDERS).unwrap_or(i64::MAX) + 1;
            let numbers = caller.app.journal.ask(Matching { site: caller.site().id, filter, limit }).await?;
            let count = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
            if count != expected {
                return Err(Problem::new(StatusCode::CONFLICT, "count_changed").with("count", count.into()));
            }
            Ok(numbers)
        }
        (None, None) => Err(Problem::field("orders", "required")),
        (Some(_), Some(_)) => Err(Problem::field("filter", "orders_or_filter")),
    }
}

/// A batch as it stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct HandoffShape {
    number: i64,
    instructions: String,
    release_at: Option<String>,
    order_count: i64,
    shipped_count: i64,
    sha256: String,
    made_at: String,
    acknowledged_at: Option<String>,
    /// The orders and where each stands; in lists absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    orders: Option<Vec<HandoffOrder>>,
}

/// An order of a batch.
#[derive(Serialize, ToSchema)]
pub(crate) struct HandoffOrder {
    number: i64,
    state: String,
}

impl From<BatchRow> for HandoffShape {
    fn from(row: BatchRow) -> Self {
        HandoffShape {
            number: row.number,
            instructions: row.instructions,
            release_at: row.release_at.map(|at| at.to_string()),
            order_count: row.orders,
            shipped_count: row.shipped,
            sha256: row.sha256,
            made_at: row.made_at.to_string(),
            acknowledged_at: row.acknowledged_at.map(|at| at.to_string()),
            orders: None,
        }
    }
}

/// How to page through a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// 1 to 250; 50 where absent.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 250)]
    pub limit: Option<String>,
    /// From `next_cursor`.
    pub cursor: Option<String>,
}

impl Paging {
    /// The number below which the page begins.
    pub(crate) fn below(&self) -> Result<Option<i64>, Problem> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        cursor.parse().map(Some).map_err(|_| Problem::field("cursor", "not_a_cursor"))
    }
}

/// A page of batches, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct HandoffList {
    handoffs: Vec<HandoffShape>,
    next_cursor: Option<String>,
}

/// The batches.
#[utoipa::path(get, path = "/handoffs", tag = "handoffs", params(Paging), responses(
    (status = 200, body = HandoffList), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn list(
    caller: May<HandoffsRead>,
    Params(paging): Params<Paging>,
) -> Result<Json<HandoffList>, Problem> {
    let limit = limit(paging.limit.as_ref(), 50)?;
    let question = Batches { site: caller.site().id, below: paging.below()?, limit: limit + 1 };
    let mut rows = caller.app.journal.ask(question).await?;
    let next_cursor = next(&mut rows, limit, |row| row.number);
    Ok(Json(HandoffList { handoffs: rows.into_iter().map(Into::into).collect(), next_cursor }))
}

/// Cuts a page that was asked one row too long, and says where the next begins.
pub(crate) fn next<R>(rows: &mut Vec<R>, limit: i64, key: impl Fn(&R) -> i64) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(0);
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(|row| key(row).to_string())
}

/// One batch with its orders, or its file (`.csv`), byte for byte as it was made.
#[utoipa::path(get, path = "/handoffs/{number}", tag = "handoffs",
    params(("number" = String, Path, description = "The number, or the number and `.csv` for the file")), responses(
    (status = 200, body = HandoffShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn get(caller: May<HandoffsRead>, Path(number): Path<String>) -> Result<Response, Problem> {
    let site = caller.site().id;
    if let Some(number) = number.strip_suffix(".csv") {
        let number = order_number(number)?;
        let file = caller.app.journal.ask(BatchFile { site, number }).await?.ok_or_else(Problem::not_found)?;
        return Ok(batch_file(number, file));
    }
    let question = BatchByNumber { site, number: order_number(&number)? };
    let (row, orders) = caller.app.journal.ask(question).await?.ok_or_else(Problem::not_found)?;
    let orders = orders.into_iter().map(|order| HandoffOrder { number: order.number, state: order.state });
    Ok(Json(HandoffShape { orders: Some(orders.collect()), ..row.into() }).into_response())
}

/// A batch's file as a download.
pub(crate) fn batch_file(number: i64, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"handoff-{number:09}.csv\"")),
    ];
    (headers, bytes).into_response()
}

/// The logistician has the batch.
#[utoipa::path(post, path = "/handoffs/{number}/acknowledgement", tag = "handoffs", params(("number" = i64, Path, minimum = 1)),
    responses((status = 201, body = HandoffShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn acknowledge(
    caller: May<HandoffsWrite>,
    Path(number): Path<String>,
    NoBody(call): NoBody,
) -> Result<Response, Problem> {
    let number = order_number(&number)?;
    let done = caller.app.journal.carry_out(caller.request(&call, Command::AcknowledgeBatch { number })).await?;
    let question = BatchByNumber { site: caller.site().id, number };
    let (row, _) = caller.app.journal.ask(question).await?.ok_or_else(Problem::not_found)?;
    Ok(replay_mark((StatusCode::CREATED, Json(HandoffShape::from(row))).into_response(), done.replayed))
}
