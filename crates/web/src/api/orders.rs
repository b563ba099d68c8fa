use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, extract::Path};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::question::{Filter, Grid, GridSort, OrderByNumber, Position};
use journal::{Command, day_range};
use orders::{Language, PaymentMethod, PaymentStatus};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{NoBody, Params};
use super::caller::{Caller, May, OrdersRead, OrdersWrite};
use super::placement::{order_answer, replay_mark};
use super::problem::Problem;
use super::shape::{OrderShape, OrderSummary};

/// The largest page of a list.
pub(crate) const MAX_LIMIT: i64 = 250;

/// The grid's filters, as text.
#[derive(Clone, Debug, Default, Deserialize, Serialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrderFilter {
    /// The number contains these digits.
    #[param(pattern = "^[0-9]{1,19}$")]
    pub number: Option<String>,
    /// Placed on or after this day (`2013-03-01`, the shop's zone) or instant (RFC 3339).
    pub from: Option<String>,
    /// Placed on or before this day, or before this instant.
    pub to: Option<String>,
    /// Minor units.
    #[param(value_type = Option<i64>, minimum = 0)]
    pub amount_min: Option<String>,
    /// Minor units.
    #[param(value_type = Option<i64>, minimum = 0)]
    pub amount_max: Option<String>,
    /// The invoice's number contains this.
    pub invoice: Option<String>,
    #[param(pattern = "^(fr|en)$")]
    pub language: Option<String>,
    /// The customer's name contains this, whatever the case and accents.
    pub customer: Option<String>,
    #[param(pattern = "^(card|cheque|transfer|cash_on_delivery|paypal|other)$")]
    pub payment_method: Option<String>,
    #[param(pattern = "^(awaiting|processing|confirmed|refused|error|cancelled)$")]
    pub payment_status: Option<String>,
    /// A state's code; `none` is « (Non défini) ».
    pub progress: Option<String>,
    /// `true` or `false`.
    #[param(value_type = Option<bool>)]
    pub follow_up: Option<String>,
    pub source: Option<String>,
    /// RFC 3339.
    #[param(format = DateTime)]
    pub updated_after: Option<String>,
    /// `-date`, `amount`, …
    pub sort: Option<String>,
    /// 1 to 250; 50 where absent.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 250)]
    pub limit: Option<String>,
    /// From `next_cursor`.
    pub cursor: Option<String>,
}

fn parsed<T>(
    field: &str,
    text: Option<&String>,
    code: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    let Some(text) = text else { return Ok(None) };
    read(text).map(Some).ok_or_else(|| Problem::field(field, code))
}

impl OrderFilter {
    /// The filter itself. Days are days of the shop's zone.
    pub(crate) fn parse(&self, zone: &TimeZone) -> Result<Filter, Problem> {
        let day = |text: &str| text.parse::<Date>().ok().filter(|_| text.len() == 10);
        let instant = |text: &str| text.parse::<Timestamp>().ok().filter(|at| at.as_second() > 0);
        let begin = |text: &str| match day(text) {
            Some(day) => day_range(day, day, zone).ok().map(|(from, _)| from),
            None => instant(text),
        };
        let end = |text: &str| match day(text) {
            Some(day) => day_range(day, day, zone).ok().map(|(_, until)| until),
            None => instant(text),
        };
        let amount = |text: &str| text.parse().ok().filter(|cents| (0..=money::MAX_AMOUNT).contains(cents));
        let text = |text: &str| orders::plain_text(text, 255).then(|| text.to_owned());
        let progress = |code: &str| match code {
            "none" => Some(None),
            code => orders::ProgressState::valid_code(code).then(|| Some(code.to_owned())),
        };
        Ok(Filter {
            number: parsed("number", self.number.as_ref(), "not_a_number", |text| {
                let digits = (1..=19).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
                digits.then(|| text.to_owned())
            })?,
            from: parsed("from", self.from.as_ref(), "not_a_date", begin)?,
            until: parsed("to", self.to.as_ref(), "not_a_date", end)?,
            amount_min: parsed("amount_min", self.amount_min.as_ref(), "out_of_range", amount)?,
            amount_max: parsed("amount_max", self.amount_max.as_ref(), "out_of_range", amount)?,
            invoice: parsed("invoice", self.invoice.as_ref(), "too_long", text)?,
            language: parsed("language", self.language.as_ref(), "unknown_code", |code| {
                Language::parse(code).map(|language| language.code().to_owned())
            })?,
            customer: parsed("customer", self.customer.as_ref(), "too_long", text)?,
            payment_method: parsed(
                "payment_method",
                self.payment_method.as_ref(),
                "unknown_code",
                PaymentMethod::parse,
            )?,
            payment_status: parsed(
                "payment_status",
                self.payment_status.as_ref(),
                "unknown_code",
                PaymentStatus::parse,
            )?,
            progress: parsed("progress", self.progress.as_ref(), "unknown_code", progress)?,
            follow_up: parsed("follow_up", self.follow_up.as_ref(), "not_true_or_false", |text| text.parse().ok())?,
            source: parsed("source", self.source.as_ref(), "too_long", text)?,
            source_named: None,
            updated_after: parsed("updated_after", self.updated_after.as_ref(), "not_a_date", instant)?,
            search: None,
        })
    }
}

/// A page of orders.
#[derive(Serialize, ToSchema)]
pub(crate) struct OrderList {
    orders: Vec<OrderSummary>,
    /// Orders that match.
    total: i64,
    total_is_exact: bool,
    next_cursor: Option<String>,
    /// The site's revision that this shows.
    as_of: i64,
}

/// What a cursor holds; opaque to callers.
#[derive(Serialize, Deserialize)]
struct Cursor {
    sort: String,
    value: String,
    id: i64,
}

/// The orders that match, newest first unless sorted otherwise.
#[utoipa::path(get, path = "/orders", tag = "orders", params(OrderFilter), responses(
    (status = 200, body = OrderList), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn list(
    caller: May<OrdersRead>,
    Params(params): Params<OrderFilter>,
) -> Result<Json<OrderList>, Problem> {
    let filter = params.parse(&caller.site().zone)?;
    known_progress(&caller, &filter).await?;
    let sort = parsed("sort", params.sort.as_ref(), "unknown_code", GridSort::parse)?.unwrap_or_default();
    let limit = limit(params.limit.as_ref(), 50)?;
    let position = parsed("cursor", params.cursor.as_ref(), "not_a_cursor", |text| read_cursor(text, sort))?;
    let grid = Grid { site: caller.site().id, filter, sort, position, last: false, limit };
    let page = caller.app.journal.ask(grid).await?;
    let next = page.rows.last().filter(|_| page.more_after).map(|row| row.position(sort, false));
    Ok(Json(OrderList {
        next_cursor: next.map(|position| write_cursor(sort, position)),
        orders: page.rows.into_iter().map(Into::into).collect(),
        total: page.total,
        total_is_exact: true,
        as_of: page.rev,
    }))
}

/// A state's code that the site does not have is a mistake, not an empty list.
pub(crate) async fn known_progress(caller: &Caller, filter: &Filter) -> Result<(), Problem> {
    let Some(Some(code)) = &filter.progress else { return Ok(()) };
    let states = caller.app.journal.ask(journal::question::States(caller.site().id)).await?;
    if states.iter().any(|state| state.code == *code) {
        return Ok(());
    }
    Err(Problem::field("progress", "unknown_state"))
}

/// 1 to 250.
pub(crate) fn limit(text: Option<&String>, fallback: i64) -> Result<i64, Problem> {
    let read = |text: &str| text.parse().ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
    Ok(parsed("limit", text, "out_of_range", read)?.unwrap_or(fallback))
}

fn write_cursor(sort: GridSort, position: Position) -> String {
    let cursor = Cursor { sort: sort.code(), value: position.value, id: position.id };
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor).unwrap_or_default())
}

/// A cursor belongs to the sort that made it, and holds a value of its column.
fn read_cursor(text: &str, sort: GridSort) -> Option<Position> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let cursor: Cursor = serde_json::from_slice(&bytes).ok()?;
    let holds = !sort.key.is_number() || cursor.value.parse::<i64>().is_ok();
    (cursor.sort == sort.code() && holds).then_some(Position { value: cursor.value, id: cursor.id, before: false })
}

/// One order, whole.
#[utoipa::path(get, path = "/orders/{number}", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)), responses(
    (status = 200, body = OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn get(caller: May<OrdersRead>, Path(number): Path<String>) -> Result<Response, Problem> {
    let question = OrderByNumber { site: caller.site().id, number: order_number(&number)? };
    let file = caller.app.journal.ask(question).await?.ok_or_else(Problem::not_found)?;
    Ok(order_answer(StatusCode::OK, &file, false))
}

/// Deletes an order that is not invoiced.
#[utoipa::path(delete, path = "/orders/{number}", tag = "orders", params(("number" = i64, Path, minimum = 1, example = 7_090_564)), responses(
    (status = 204), (status = 409, description = "`order_invoiced` once it has an invoice"),
    (status = "4XX", description = "A problem document")
))]
pub(crate) async fn delete(
    caller: May<OrdersWrite>,
    Path(number): Path<String>,
    NoBody(call): NoBody,
) -> Result<Response, Problem> {
    let command = Command::Order { number: order_number(&number)?, command: orders::Command::Delete };
    let done = caller.app.journal.carry_out(caller.request(&call, command)).await?;
    Ok(replay_mark(StatusCode::NO_CONTENT.into_response(), done.replayed))
}

/// The number in an address.
pub(crate) fn order_number(text: &str) -> Result<i64, Problem> {
    let number = text.parse().ok().filter(|number: &i64| *number > 0);
    number.ok_or_else(|| Problem::field("number", "not_a_number"))
}
