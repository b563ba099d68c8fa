use jiff::{Timestamp, ToSpan};
use money::{Currency, MAX_AMOUNT, VatRate, line_total};
use serde::{Deserialize, Serialize};

use crate::{Address, Contact, Customer, Language, PaymentMethod, plain_text};

/// The most lines an order placed through a form or the API may have. Imports have no such bound.
pub const MAX_LINES: usize = 2_000;

/// One thing ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The shop's reference; may be unknown to the catalogue, and may be empty.
    pub sku: String,
    /// What the customer read when ordering.
    pub title: String,
    /// Whole units, at least 1.
    pub quantity: i64,
    /// Tax included, minor units.
    pub unit_price_cents: i64,
    /// The rate contained in the price.
    pub vat_rate: VatRate,
}

impl Line {
    /// Quantity times unit price, tax included. The parser has checked that it fits.
    pub fn total_cents(&self) -> i64 {
        self.unit_price_cents.saturating_mul(self.quantity)
    }
}

/// How the goods travel, and what that costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The method as the shop names it; may be empty.
    pub method: String,
    /// The pick-up point: the carrier's code of it, or its name and town as the customer wrote them; may be empty.
    pub pickup_point: String,
    /// Tax included, minor units.
    pub price_cents: i64,
    /// The rate contained in the price.
    pub vat_rate: VatRate,
}

/// An order to place, every field of which is within its bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The channel, 1 to 255 characters.
    pub source: String,
    /// The channel's own reference, 1 to 255 characters; unique with the source, for ever.
    pub source_order_id: String,
    /// The customer's language.
    pub language: Language,
    /// Who and where.
    pub contact: Contact,
    /// How it travels.
    pub delivery: Delivery,
    /// How it will be paid.
    pub payment_method: PaymentMethod,
    /// At least one.
    pub lines: Vec<Line>,
    /// Lines and delivery, tax included.
    pub total_cents: i64,
    /// The site's currency.
    pub currency: Currency,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// What to do when the stock is short.
    pub shortage: catalog::Shortage,
}

/// A field that does not hold: where, and the stable code of why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The path of the field, such as `lines.0.quantity`.
    pub field: String,
    /// The code of the reason; each has a sentence in both languages.
    pub code: &'static str,
}

/// An order as it came through the door: shapes only, nothing checked.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of Placement, unchecked")]
pub struct RawPlacement {
    pub source: String,
    pub source_order_id: String,
    pub language: Option<String>,
    pub customer: RawCustomer,
    pub billing: RawAddress,
    pub delivery_address: RawAddress,
    pub delivery: RawDelivery,
    pub payment_method: String,
    pub lines: Vec<RawLine>,
    pub currency: Option<String>,
    pub placed_at: Option<Timestamp>,
}

/// See [`Customer`].
pub type RawCustomer = Customer;
/// See [`Address`].
pub type RawAddress = Address;

/// See [`Delivery`].
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of Delivery, unchecked")]
pub struct RawDelivery {
    pub method: String,
    pub pickup_point: String,
    pub price_cents: i64,
    pub vat_rate: Option<i64>,
}

/// See [`Line`].
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of Line, unchecked")]
pub struct RawLine {
    pub sku: String,
    pub title: String,
    pub quantity: i64,
    pub unit_price_cents: i64,
    pub vat_rate: i64,
}

/// What the site brings to reading an order.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// The site's one currency.
    pub currency: Currency,
    /// Used where the order names none.
    pub language: Language,
    /// The rate of a delivery price that names none.
    pub delivery_vat_rate: VatRate,
    /// Now.
    pub now: Timestamp,
    /// The most lines taken.
    pub max_lines: usize,
    /// What to do when the stock is short.
    pub shortage: catalog::Shortage,
}

/// Collects what does not hold, so that a reader sees all of it at once.
#[derive(Default)]
pub(crate) struct Faults(Vec<Invalid>);

impl Faults {
    pub(crate) fn add(&mut self, field: impl Into<String>, code: &'static str) {
        self.0.push(Invalid { field: field.into(), code });
    }

    pub(crate) fn text(&mut self, field: impl Into<String>, text: &str, least: usize, most: usize) {
        if least > 0 && text.trim().is_empty() {
            self.add(field, "required");
        } else if text.chars().take(most + 1).count() > most {
            self.add(field, "too_long");
        } else if !plain_text(text, most) {
            self.add(field, "control_character");
        }
    }

    /// An address that is given at all has two sides and no space.
    pub(crate) fn email(&mut self, field: impl Into<String>, email: &str) {
        let shaped = email.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty());
        if !email.is_empty() && (!shaped || email.chars().any(char::is_whitespace)) {
            self.add(field, "not_an_email");
        }
    }

    /// `value` where nothing is wrong.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Vec<Invalid>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }

    pub(crate) fn range(&mut self, field: impl Into<String>, value: i64, least: i64, most: i64) {
        if !(least..=most).contains(&value) {
            self.add(field, "out_of_range");
        }
    }

    fn rate(&mut self, field: impl Into<String>, basis_points: i64) -> VatRate {
        let rate = u32::try_from(basis_points).ok().and_then(VatRate::new);
        rate.unwrap_or_else(|| {
            self.add(field, "out_of_range");
            VatRate::ZERO
        })
    }
}

impl Placement {
    /// Reads an order: every field in its bounds and the total representable, or everything that is
    /// not so.
    pub fn parse(raw: RawPlacement, door: &Door) -> Result<Self, Vec<Invalid>> {
        let mut faults = Faults::default();
        faults.text("source", &raw.source, 1, 255);
        faults.text("source_order_id", &raw.source_order_id, 1, 255);
        check_customer(&mut faults, &raw.customer);
        check_address(&mut faults, "billing_address", &raw.billing);
        check_address(&mut faults, "delivery_address", &raw.delivery_address);
        let language = parse_language(&mut faults, raw.language.as_deref(), door.language);
        let payment_method = PaymentMethod::parse(&raw.payment_method).unwrap_or_else(|| {
            faults.add("payment_method", if raw.payment_method.is_empty() { "required" } else { "unknown_code" });
            PaymentMethod::Other
        });
        if raw.currency.as_deref().is_some_and(|code| code != door.currency.code()) {
            faults.add("currency", "other_currency");
        }
        let delivery = parse_delivery(&mut faults, raw.delivery, door.delivery_vat_rate);
        let lines = parse_lines(&mut faults, raw.lines, door.max_lines);
        let total_cents = total(&lines, &delivery).unwrap_or_else(|| {
            faults.add("lines", "total_too_large");
            0
        });
        let placed_at = whole_milliseconds(raw.placed_at.unwrap_or(door.now));
        if !placeable(placed_at, door.now) {
            faults.add("placed_at", "out_of_range");
        }
        if !faults.0.is_empty() {
            return Err(faults.0);
        }
        Ok(Placement {
            source: raw.source,
            source_order_id: raw.source_order_id,
            language,
            contact: Contact { customer: raw.customer, billing: raw.billing, delivery: raw.delivery_address },
            delivery,
            payment_method,
            lines,
            total_cents,
            currency: door.currency,
            placed_at,
            shortage: door.shortage,
        })
    }
}

/// Cut to what is kept of a time, so that history and rows say the same.
fn whole_milliseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

/// Row ids are minted from this time: it lies after 1980 and not in the future (clocks of channels
/// may be five minutes ahead).
fn placeable(at: Timestamp, now: Timestamp) -> bool {
    let earliest = Timestamp::constant(315_532_800, 0);
    at >= earliest && now.checked_add(5.minutes()).is_ok_and(|latest| at <= latest)
}

fn check_customer(faults: &mut Faults, customer: &Customer) {
    faults.text("customer.name", &customer.name, 1, 255);
    faults.text("customer.email", &customer.email, 0, 254);
    faults.text("customer.phone", &customer.phone, 0, 50);
    faults.text("customer.company", &customer.company, 0, 255);
    faults.text("customer.vat_id", &customer.vat_id, 0, 20);
    faults.email("customer.email", &customer.email);
    let siren = &customer.siren;
    let shaped = siren.len() == 9 && siren.bytes().all(|byte| byte.is_ascii_digit());
    if !(siren.is_empty() || shaped) {
        faults.add("customer.siren", "not_a_siren");
    }
}

fn check_address(faults: &mut Faults, at: &str, address: &Address) {
    for (field, text) in
        [("name", &address.name), ("line1", &address.line1), ("line2", &address.line2), ("city", &address.city)]
    {
        faults.text(format!("{at}.{field}"), text, 0, 255);
    }
    faults.text(format!("{at}.postal_code"), &address.postal_code, 0, 20);
    let country = &address.country;
    if !(country.is_empty() || crate::offer::country_code(country)) {
        faults.add(format!("{at}.country"), "not_a_country");
    }
}

fn parse_language(faults: &mut Faults, code: Option<&str>, fallback: Language) -> Language {
    let Some(code) = code else { return fallback };
    Language::parse(code).unwrap_or_else(|| {
        faults.add("language", "unknown_code");
        fallback
    })
}

fn parse_delivery(faults: &mut Faults, raw: RawDelivery, fallback: VatRate) -> Delivery {
    faults.text("delivery.method", &raw.method, 0, 100);
    faults.text("delivery.pickup_point", &raw.pickup_point, 0, 100);
    faults.range("delivery.price", raw.price_cents, 0, 100_000_000_000);
    let vat_rate = match raw.vat_rate {
        Some(basis_points) => faults.rate("delivery.vat_rate", basis_points),
        None => fallback,
    };
    Delivery { method: raw.method, pickup_point: raw.pickup_point, price_cents: raw.price_cents, vat_rate }
}

fn parse_lines(faults: &mut Faults, raw: Vec<RawLine>, max_lines: usize) -> Vec<Line> {
    if raw.is_empty() {
        faults.add("lines", "required");
    }
    if raw.len() > max_lines {
        faults.add("lines", "too_many");
        return Vec::new();
    }
    let mut lines = Vec::with_capacity(raw.len());
    for (index, line) in raw.into_iter().enumerate() {
        let before = faults.0.len();
        let vat_rate = check_line(faults, &line);
        for fault in &mut faults.0[before..] {
            fault.field = format!("lines.{index}.{}", fault.field);
        }
        lines.push(Line {
            sku: line.sku,
            title: line.title,
            quantity: line.quantity,
            unit_price_cents: line.unit_price_cents,
            vat_rate,
        });
    }
    lines
}

fn check_line(faults: &mut Faults, line: &RawLine) -> VatRate {
    faults.text("sku", &line.sku, 0, 100);
    faults.text("title", &line.title, 1, 500);
    faults.range("quantity", line.quantity, 1, 1_000_000);
    faults.range("unit_price", line.unit_price_cents, 0, 100_000_000_000);
    faults.rate("vat_rate", line.vat_rate)
}

fn total(lines: &[Line], delivery: &Delivery) -> Option<i64> {
    let lines = lines.iter().map(|line| line_total(line.unit_price_cents, line.quantity));
    let total = lines.chain([Some(delivery.price_cents)]).try_fold(0_i64, |sum, cents| sum.checked_add(cents?))?;
    (total <= MAX_AMOUNT).then_some(total)
}
