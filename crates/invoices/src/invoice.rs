use jiff::civil::Date;
use money::{Currency, VatRate, VatTable};
use orders::{Address, Customer, Language, PaymentMethod};
use serde::{Deserialize, Serialize};

use crate::Seller;

/// An invoice as it was issued. Everything a reader sees is in here; later changes of the order, the
/// customer or the settings do not reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// `2013-03-000000008`.
    pub number: String,
    /// Day of issue, in the shop's zone.
    pub date: Date,
    /// The order.
    pub order: i64,
    /// Day of the order, in the shop's zone.
    pub order_date: Date,
    /// The customer's language.
    pub language: Language,
    /// Of every amount.
    pub currency: Currency,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Buyer,
    /// Goods, then delivery.
    pub lines: Vec<InvoiceLine>,
    /// VAT per rate.
    pub vat: VatTable,
    /// How it is paid.
    pub payment_method: PaymentMethod,
    /// Money received when it was issued, minor units.
    pub received_cents: i64,
}

/// Who buys, frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// The customer.
    pub customer: Customer,
    /// Where the invoice goes.
    pub billing: Address,
    /// Where the goods go.
    pub delivery: Address,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Something ordered.
    Goods,
    /// The delivery's price.
    Delivery,
}

/// One line, frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// What it stands for.
    pub kind: LineKind,
    /// The shop's reference.
    pub sku: String,
    /// What the customer ordered.
    pub title: String,
    /// Units.
    pub quantity: i64,
    /// Tax included, minor units.
    pub unit_price_cents: i64,
    /// The rate contained.
    pub vat_rate: VatRate,
    /// Tax included, minor units.
    pub gross_cents: i64,
    /// Tax excluded; the nets of a rate add up to the rate's base.
    pub net_cents: i64,
}
