//! The consumer's right to withdraw from a contract concluded at a distance, with its one period.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};

use crate::placement::Faults;
use crate::{Invalid, Language, Order, Refusal, Stage, Step, permit};

/// Days in which a customer may withdraw, not counting the day on which the last parcel left. The
/// law counts from when it was received, which nobody tells us: a page that refuses says so.
pub const WITHDRAWAL_DAYS: i64 = 14;

/// That the customer has withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When the statement arrived.
    pub at: Timestamp,
    /// The language it was made in.
    pub language: Language,
}

/// What a customer declares, with everything in its bounds. It is personal, and so no part of the
/// events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalStatement {
    /// Who declares it, 1 to 255 characters.
    pub name: String,
    /// The order's number; `None` where what was typed can be none.
    pub order: Option<i64>,
    /// Where the acknowledgement goes; it must be the order's own.
    pub email: String,
    /// The language of the page.
    pub language: Language,
}

impl WithdrawalStatement {
    /// Reads what was typed. A number may be written with spaces or a sign before it.
    pub fn parse(name: &str, order: &str, email: &str, language: Language) -> Result<Self, Vec<Invalid>> {
        let mut faults = Faults::default();
        faults.text("name", name, 1, 255);
        faults.text("order", order, 1, 50);
        faults.text("email", email, 1, 254);
        faults.email("email", email.trim());
        let digits: String = order.chars().filter(char::is_ascii_digit).collect();
        let statement = WithdrawalStatement {
            name: name.trim().to_owned(),
            order: digits.parse().ok(),
            email: email.trim().to_owned(),
            language,
        };
        faults.or(statement)
    }
}

/// The last day on which the customer may withdraw, in the shop's zone; `None` while something is
/// still to leave.
pub fn withdrawal_ends(order: &Order, zone: &TimeZone) -> Option<Date> {
    if Stage::of(order) != Stage::Shipped {
        return None;
    }
    let left = order.shipments.iter().map(|shipment| shipment.at).max()?;
    left.to_zoned_datetime(zone.clone()).date().checked_add(WITHDRAWAL_DAYS.days()).ok()
}

/// Whether the customer may withdraw now: what [`permit`] says of the stage, and then the period.
/// Who has withdrawn may say so again; it changes nothing.
pub fn permit_withdrawal(order: &Order, now: &ZonedDateTime) -> Result<(), Refusal> {
    if order.withdrawal.is_some() && !order.deleted {
        return Ok(());
    }
    permit(Step::Withdraw, order)?;
    match withdrawal_ends(order, now.time_zone()) {
        Some(ended) if now.date() > ended => Err(Refusal::WithdrawalPeriodOver { ended }),
        Some(_) | None => Ok(()),
    }
}
