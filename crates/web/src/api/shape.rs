//! How the API writes things: money in minor units with its currency, times in UTC.

use journal::OrderFile;
use journal::question::GridRow;
use money::Currency;
use orders::{Address, Customer, Order, Payment, ProgressEntry, Shipment, Step, permit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount in minor units.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Money {
    /// Minor units: cents for EUR.
    pub amount: i64,
    /// ISO 4217, upper case: the site's own currency.
    #[schema(pattern = "^[A-Z]{3}$")]
    pub currency: String,
}

impl Money {
    pub(crate) fn new(amount: i64, currency: Currency) -> Self {
        Money { amount, currency: currency.code().to_owned() }
    }
}

/// Who ordered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CustomerShape {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company: String,
    pub vat_id: String,
    pub siren: String,
}

impl From<&Customer> for CustomerShape {
    fn from(customer: &Customer) -> Self {
        let Customer { name, email, phone, company, vat_id, siren } = customer.clone();
        CustomerShape { name, email, phone, company, vat_id, siren }
    }
}

/// A postal address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct AddressShape {
    pub name: String,
    pub line1: String,
    pub line2: String,
    pub postal_code: String,
    pub city: String,
    pub country: String,
}

impl From<&Address> for AddressShape {
    fn from(address: &Address) -> Self {
        let Address { name, line1, line2, postal_code, city, country } = address.clone();
        AddressShape { name, line1, line2, postal_code, city, country }
    }
}

/// An order, whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrderShape {
    pub number: i64,
    pub source: String,
    pub source_order_id: String,
    /// RFC 3339, UTC.
    pub placed_at: String,
    pub language: &'static str,
    pub customer: CustomerShape,
    pub billing_address: AddressShape,
    pub delivery_address: AddressShape,
    pub delivery: DeliveryShape,
    pub total: Money,
    pub received: Money,
    pub due: Money,
    pub payment_method: &'static str,
    pub payment_status: &'static str,
    /// The state's code, or null until the first one is set.
    pub progress: Option<String>,
    pub follow_up: bool,
    pub lines: Vec<LineShape>,
    pub payments: Vec<PaymentShape>,
    pub progress_entries: Vec<ProgressEntryShape>,
    /// Numbers of the invoices.
    pub invoices: Vec<String>,
    pub handoff: Option<HandoffShape>,
    pub shipments: Vec<ShipmentShape>,
    pub cancellation: Option<CancellationShape>,
    pub version: i64,
    /// Every step, whether it can be taken now, and why not, as far as the order decides it: which state can follow
    /// is the states' (`followed_by`), and a state is no longer taken back once the mail that tells of it has left.
    pub permitted: Vec<PermittedShape>,
}

/// How it travels.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryShape {
    pub method: String,
    pub pickup_point: String,
    pub price: Money,
    pub vat_rate: u32,
}

/// One thing ordered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct LineShape {
    pub sku: String,
    pub title: String,
    pub quantity: i64,
    pub unit_price: Money,
    /// Basis points.
    pub vat_rate: u32,
    pub total: Money,
    /// Units that have not left yet.
    pub remaining: i64,
}

/// Money that moved, or tried to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PaymentShape {
    pub id: i64,
    pub method: &'static str,
    pub amount: Money,
    pub outcome: &'static str,
    pub cheque_number: Option<String>,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub at: String,
}

/// One state the order has been in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ProgressEntryShape {
    pub state: String,
    pub comment: String,
    pub published: bool,
    pub notify: bool,
    /// The invoice issued in the same step.
    pub invoice: Option<String>,
    /// Whether it was taken back: the order is not in this state.
    pub undone: bool,
    pub at: String,
    pub actor: String,
}

impl From<&ProgressEntry> for ProgressEntryShape {
    fn from(entry: &ProgressEntry) -> Self {
        ProgressEntryShape {
            state: entry.state.clone(),
            comment: entry.comment.clone(),
            published: entry.published,
            notify: entry.notify,
            invoice: entry.invoice.clone(),
            undone: entry.undone,
            at: entry.at.to_string(),
            actor: entry.actor.clone(),
        }
    }
}

/// The logistician's hold on it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct HandoffShape {
    pub batch: i64,
    pub state: String,
    pub reason: Option<String>,
}

/// Parcels that left together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ShipmentShape {
    pub id: i64,
    pub carrier: String,
    pub parcels: Vec<ParcelShape>,
    /// Units that left, one entry per line of the order.
    pub quantities: Vec<i64>,
    pub at: String,
}

/// One parcel.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ParcelShape {
    pub tracking_number: String,
    pub tracking_url: Option<String>,
    pub weight_g: Option<i64>,
}

impl From<&Shipment> for ShipmentShape {
    fn from(shipment: &Shipment) -> Self {
        let parcel = |parcel: &orders::Parcel| ParcelShape {
            tracking_number: parcel.tracking_number.clone(),
            tracking_url: parcel.tracking_url.clone(),
            weight_g: parcel.weight_g,
        };
        ShipmentShape {
            id: shipment.id,
            carrier: shipment.carrier.clone(),
            parcels: shipment.parcels.iter().map(parcel).collect(),
            quantities: shipment.quantities.clone(),
            at: shipment.at.to_string(),
        }
    }
}

/// Why and when it was given up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CancellationShape {
    pub reason: String,
    pub at: String,
}

/// Whether a step can be taken now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PermittedShape {
    pub step: &'static str,
    pub allowed: bool,
    /// Why not.
    pub code: Option<&'static str>,
}

impl OrderShape {
    pub(crate) fn new(file: &OrderFile) -> Self {
        let OrderFile { order, contact } = file;
        let money = |cents| Money::new(cents, order.currency);
        OrderShape {
            number: order.number,
            source: order.source.clone(),
            source_order_id: order.source_order_id.clone(),
            placed_at: order.placed_at.to_string(),
            language: order.language.code(),
            customer: (&contact.customer).into(),
            billing_address: (&contact.billing).into(),
            delivery_address: (&contact.delivery).into(),
            delivery: DeliveryShape {
                method: order.delivery.method.clone(),
                pickup_point: order.delivery.pickup_point.clone(),
                price: money(order.delivery.price_cents),
                vat_rate: order.delivery.vat_rate.basis_points(),
            },
            total: money(order.total_cents),
            received: money(order.received_cents()),
            due: money(order.due_cents()),
            payment_method: order.payment_method.code(),
            payment_status: order.payment_status().code(),
            progress: order.progress_state().map(str::to_owned),
            follow_up: order.follow_up,
            lines: lines(order),
            payments: order.payments.iter().map(|payment| payment_shape(payment, order.currency)).collect(),
            progress_entries: order.progress.iter().map(Into::into).collect(),
            invoices: order.invoices.clone(),
            handoff: order.handoff.as_ref().map(|handoff| HandoffShape {
                batch: handoff.batch,
                state: handoff.state.code().to_owned(),
                reason: handoff.reason.clone(),
            }),
            shipments: order.shipments.iter().map(Into::into).collect(),
            cancellation: order.cancellation.as_ref().map(|cancellation| CancellationShape {
                reason: cancellation.reason.clone(),
                at: cancellation.at.to_string(),
            }),
            version: order.version,
            permitted: permitted(order),
        }
    }
}

fn lines(order: &Order) -> Vec<LineShape> {
    let money = |cents| Money::new(cents, order.currency);
    let shape = |(line, remaining): (&orders::Line, i64)| LineShape {
        sku: line.sku.clone(),
        title: line.title.clone(),
        quantity: line.quantity,
        unit_price: money(line.unit_price_cents),
        vat_rate: line.vat_rate.basis_points(),
        total: money(line.total_cents()),
        remaining,
    };
    order.lines.iter().zip(order.remaining()).map(shape).collect()
}

fn payment_shape(payment: &Payment, currency: Currency) -> PaymentShape {
    PaymentShape {
        id: payment.id,
        method: payment.method.code(),
        amount: Money::new(payment.amount_cents, currency),
        outcome: payment.outcome.code(),
        cheque_number: payment.cheque_number.clone(),
        reference: payment.reference.clone(),
        note: payment.note.clone(),
        at: payment.at.to_string(),
    }
}

fn permitted(order: &Order) -> Vec<PermittedShape> {
    // The withdrawal is the customer's own step, and no call of the API takes it.
    let ask = |step: Step| {
        let answer = permit(step, order);
        PermittedShape { step: step.code(), allowed: answer.is_ok(), code: answer.err().map(|refusal| refusal.code()) }
    };
    Step::ALL.into_iter().filter(|step| *step != Step::Withdraw).map(ask).collect()
}

/// An order as lists show it: without its collections.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrderSummary {
    pub number: i64,
    pub source: String,
    pub source_order_id: String,
    pub placed_at: String,
    pub language: String,
    pub customer: SummaryCustomer,
    pub total: Money,
    pub received: Money,
    pub payment_method: &'static str,
    pub payment_status: &'static str,
    pub progress: Option<String>,
    /// The number of the latest invoice.
    pub invoice: Option<String>,
    pub follow_up: bool,
    pub handoff: Option<HandoffShape>,
    pub version: i64,
    pub updated_at: String,
}

/// Who ordered, in lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SummaryCustomer {
    pub name: String,
}

impl From<GridRow> for OrderSummary {
    fn from(row: GridRow) -> Self {
        let money = |amount| Money { amount, currency: row.currency.clone() };
        let (total, received) = (money(row.total_cents), money(row.received_cents));
        let handoff = row.handoff_batch.zip(row.handoff_state);
        OrderSummary {
            number: row.number,
            source: row.source,
            source_order_id: row.source_order_id,
            placed_at: row.placed_at.to_string(),
            language: row.language,
            customer: SummaryCustomer { name: row.customer },
            total,
            received,
            payment_method: row.payment_method.code(),
            payment_status: row.payment_status.code(),
            progress: row.progress,
            invoice: row.invoice,
            follow_up: row.follow_up,
            handoff: handoff.map(|(batch, state)| HandoffShape { batch, state, reason: None }),
            version: row.version,
            updated_at: row.changed_at.to_string(),
        }
    }
}
