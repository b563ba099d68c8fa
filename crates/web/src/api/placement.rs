use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use catalog::Shortage;
use jiff::Timestamp;
use journal::{Command, OrderFile, Outcome, Site};
use orders::{Door, Invalid, Placement, RawAddress, RawCustomer, RawDelivery, RawLine, RawPlacement};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::Body;
use super::caller::{May, OrdersWrite};
use super::problem::Problem;
use super::shape::{Money, OrderShape};

/// An order to place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOrder {
    /// The channel, 1 to 255 characters.
    #[schema(min_length = 1, max_length = 255)]
    source: String,
    /// The channel's own reference; with the source, the order's identity for ever.
    #[schema(min_length = 1, max_length = 255)]
    source_order_id: String,
    /// `fr` or `en`; the site's first language where absent.
    language: Option<String>,
    customer: NewCustomer,
    billing_address: NewAddress,
    delivery_address: NewAddress,
    delivery: Option<NewDelivery>,
    /// `card`, `cheque`, `transfer`, `cash_on_delivery`, `paypal` or `other`; `other` where absent.
    payment_method: Option<String>,
    #[schema(min_items = 1, max_items = 2000)]
    lines: Vec<NewLine>,
    /// RFC 3339; now where absent.
    #[schema(value_type = Option<String>, format = DateTime)]
    placed_at: Option<Timestamp>,
}

/// Who orders.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCustomer {
    #[schema(min_length = 1, max_length = 255)]
    name: String,
    email: Option<String>,
    phone: Option<String>,
    company: Option<String>,
    vat_id: Option<String>,
    siren: Option<String>,
}

/// Where something goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAddress {
    name: Option<String>,
    line1: Option<String>,
    line2: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    /// ISO 3166, two upper-case letters.
    country: Option<String>,
}

/// How it travels.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDelivery {
    method: Option<String>,
    pickup_point: Option<String>,
    /// Tax included.
    price: Option<Money>,
    /// Basis points; the site's own rate where absent.
    #[schema(minimum = 0, maximum = 10000)]
    vat_rate: Option<i64>,
}

/// One thing ordered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLine {
    sku: Option<String>,
    #[schema(min_length = 1, max_length = 500)]
    title: String,
    #[schema(minimum = 1, maximum = 1_000_000)]
    quantity: i64,
    /// Tax included.
    unit_price: Money,
    /// Basis points; the site's own rate where absent.
    #[schema(minimum = 0, maximum = 10000)]
    vat_rate: Option<i64>,
}

impl From<NewAddress> for RawAddress {
    fn from(new: NewAddress) -> Self {
        RawAddress {
            name: new.name.unwrap_or_default(),
            line1: new.line1.unwrap_or_default(),
            line2: new.line2.unwrap_or_default(),
            postal_code: new.postal_code.unwrap_or_default(),
            city: new.city.unwrap_or_default(),
            country: new.country.unwrap_or_default(),
        }
    }
}

impl From<NewCustomer> for RawCustomer {
    fn from(new: NewCustomer) -> Self {
        RawCustomer {
            name: new.name,
            email: new.email.unwrap_or_default(),
            phone: new.phone.unwrap_or_default(),
            company: new.company.unwrap_or_default(),
            vat_id: new.vat_id.unwrap_or_default(),
            siren: new.siren.unwrap_or_default(),
        }
    }
}

impl NewOrder {
    /// The order itself, or everything about it that does not hold.
    fn parse(self, site: &Site, now: Timestamp) -> Result<Placement, Problem> {
        let mut faults = Vec::new();
        let own = site.currency.code();
        let mut cents = |field: String, money: Money| {
            if money.currency != own {
                faults.push(Invalid { field: format!("{field}.currency"), code: "other_currency" });
            }
            money.amount
        };
        let site_rate = i64::from(site.vat_rate.basis_points());
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, line) in self.lines.into_iter().enumerate() {
            lines.push(RawLine {
                sku: line.sku.unwrap_or_default(),
                title: line.title,
                quantity: line.quantity,
                unit_price_cents: cents(format!("lines.{index}.unit_price"), line.unit_price),
                vat_rate: line.vat_rate.unwrap_or(site_rate),
            });
        }
        let delivery = self.delivery.unwrap_or_default();
        let price_cents = delivery.price.map_or(0, |price| cents("delivery.price".into(), price));
        let raw = RawPlacement {
            source: self.source,
            source_order_id: self.source_order_id,
            language: self.language,
            customer: self.customer.into(),
            billing: self.billing_address.into(),
            delivery_address: self.delivery_address.into(),
            delivery: RawDelivery {
                method: delivery.method.unwrap_or_default(),
                pickup_point: delivery.pickup_point.unwrap_or_default(),
                price_cents,
                vat_rate: delivery.vat_rate,
            },
            payment_method: self.payment_method.unwrap_or_else(|| "other".to_owned()),
            lines,
            currency: None,
            placed_at: self.placed_at,
        };
        let door = Door {
            currency: site.currency,
            language: site.language,
            delivery_vat_rate: site.vat_rate,
            now,
            max_lines: orders::MAX_LINES,
            shortage: Shortage::Allow,
        };
        match Placement::parse(raw, &door) {
            Ok(placement) if faults.is_empty() => Ok(placement),
            Ok(_) => Err(Problem::invalid(faults)),
            Err(more) => Err(Problem::invalid(faults.into_iter().chain(more).collect())),
        }
    }
}

/// Places an order; the same source and reference again answer with the order that exists.
#[utoipa::path(post, path = "/orders", tag = "orders", request_body = NewOrder, responses(
    (status = 201, body = OrderShape), (status = 200, body = OrderShape), (status = "4XX", description = "A problem document")
))]
pub(crate) async fn place(caller: May<OrdersWrite>, Body(new, call): Body<NewOrder>) -> Result<Response, Problem> {
    let placement = new.parse(caller.site(), caller.now)?;
    let request = caller.request(&call, Command::Place(Box::new(placement)));
    let done = caller.app.journal.carry_out(request).await?;
    let Outcome::Placed { file, repeated } = done.outcome else { return Err(Problem::not_found()) };
    let status = if repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok(order_answer(status, &file, done.replayed))
}

/// An order with its version as the entity tag.
pub(crate) fn order_answer(status: StatusCode, file: &OrderFile, replayed: bool) -> Response {
    let headers =
        [(ETAG, format!("\"{}\"", file.order.version)), (LOCATION, format!("/api/v1/orders/{}", file.order.number))];
    replay_mark((status, headers, Json(OrderShape::new(file))).into_response(), replayed)
}

/// Says that an answer is the one given before.
pub(crate) fn replay_mark(mut response: Response, replayed: bool) -> Response {
    if replayed {
        let mark = axum::http::HeaderValue::from_static("true");
        response.headers_mut().insert("idempotent-replayed", mark);
    }
    response
}
