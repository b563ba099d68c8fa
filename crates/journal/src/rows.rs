//! The rows that an order amounts to, a function for each table: writing and verifying share them,
//! so that what is checked is what is written.

use orders::{Line, Order, Parcel, Payment, Shipment};

use crate::tx::Param;
use crate::{millis, order_id};

/// The columns of `orders` that the placement decides for good, in the order of [`fixed`].
pub(crate) const FIXED: &str =
    "number, id, source, source_order_id, language, placed_at, currency, total_cents, payment_method";

/// What the columns of [`FIXED`] hold.
pub(crate) fn fixed(order: &Order) -> [Param<'_>; 9] {
    [
        Param::Int(order.number),
        Param::Int(order_id(order.placed_at, order.number)),
        Param::Text(&order.source),
        Param::Text(&order.source_order_id),
        Param::Text(order.language.code()),
        Param::Int(millis(order.placed_at)),
        Param::Text(order.currency.code()),
        Param::Int(order.total_cents),
        Param::Text(order.payment_method.code()),
    ]
}

/// The columns of `orders` that later events move, in the order of [`moving`].
pub(crate) const MOVING: &str = "received_cents, payment_status, progress, invoice, follow_up, handoff_batch, \
                                 handoff_state, version, rev, changed_at";

/// What the columns of [`MOVING`] hold after the order's event at `rev`.
pub(crate) fn moving(order: &Order, rev: i64) -> [Param<'_>; 10] {
    let handoff = order.handoff.as_ref();
    [
        Param::Int(order.received_cents()),
        Param::Text(order.payment_status().code()),
        Param::from(order.progress_state()),
        Param::from(order.invoices.last()),
        Param::from(order.follow_up),
        Param::from(handoff.map(|handoff| handoff.batch)),
        Param::from(handoff.map(|handoff| handoff.state.code())),
        Param::Int(order.version),
        Param::Int(rev),
        Param::Int(millis(order.changed_at)),
    ]
}

/// The columns of `order_lines` beside the order's key.
pub(crate) const LINE: &str = "line, sku, title, quantity, unit_price_cents, vat_rate";

/// What the columns of [`LINE`] hold for the line at `position`, from 1.
pub(crate) fn line(position: i64, line: &Line) -> [Param<'_>; 6] {
    [
        Param::Int(position),
        Param::Text(&line.sku),
        Param::Text(&line.title),
        Param::Int(line.quantity),
        Param::Int(line.unit_price_cents),
        Param::Int(i64::from(line.vat_rate.basis_points())),
    ]
}

/// The columns of `payments` beside the order's key.
pub(crate) const PAYMENT: &str = "payment, method, amount_cents, outcome, cheque_number, reference, note, at";

/// What the columns of [`PAYMENT`] hold.
pub(crate) fn payment(payment: &Payment) -> [Param<'_>; 8] {
    let Payment { id, method, amount_cents, outcome, cheque_number, reference, note, at } = payment;
    [
        Param::Int(*id),
        Param::Text(method.code()),
        Param::Int(*amount_cents),
        Param::Text(outcome.code()),
        Param::from(cheque_number.as_ref()),
        Param::from(reference.as_ref()),
        Param::from(note.as_ref()),
        Param::Int(millis(*at)),
    ]
}

/// The columns of `shipments` beside the order's key.
pub(crate) const SHIPMENT: &str = "shipment, carrier, at";

/// What the columns of [`SHIPMENT`] hold.
pub(crate) fn shipment(shipment: &Shipment) -> [Param<'_>; 3] {
    [Param::Int(shipment.id), Param::Text(&shipment.carrier), Param::Int(millis(shipment.at))]
}

/// The columns of `parcels` beside the order's key.
pub(crate) const PARCEL: &str = "shipment, parcel, tracking_number, tracking_url, weight_g";

/// What the columns of [`PARCEL`] hold for the parcel at `position`, from 1, of a shipment.
pub(crate) fn parcel(shipment: i64, position: i64, parcel: &Parcel) -> [Param<'_>; 5] {
    [
        Param::Int(shipment),
        Param::Int(position),
        Param::from(&parcel.tracking_number),
        Param::from(parcel.tracking_url.as_ref()),
        Param::from(parcel.weight_g),
    ]
}
