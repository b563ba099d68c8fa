//! Amounts in whole minor units, currencies, VAT, rounding, and splitting without losing a cent.
//!
//! Every sum that the product shows, invoices, hands off or takes back goes through this crate, so
//! that the parts always make the whole: [`vat_table`] for what is taxed, [`allocate`] for what is
//! shared out, [`parse_amount`] for what a person types and [`parse_decimal`] for what a file holds.
//!
//! What it deliberately lacks:
//! - **Floating point.** A cent is an integer; nothing here knows `f64`.
//! - **Exchange rates.** Two currencies never meet in one sum: the answer is `None`.
//! - **Printing for people.** Marks and spaces belong to a language, which the pages know.
//! - **Which rate applies.** It computes with a [`VatRate`]; whether goods are exempt, reverse
//!   charged or taxed elsewhere is decided by who invoices.
//! - Database, web, clock and chance, like every subject of the product.
//!
//! Rounding is named once and is the same everywhere: half up to the minor unit, away from zero for
//! negatives, so that a credit note is the exact mirror of its invoice.

mod allocate;
mod amount;
mod currency;
mod parse;
mod vat;

pub use allocate::allocate;
pub use amount::{MAX_AMOUNT, Money, line_total, sum};
pub use currency::{Currency, UnknownCurrency};
pub use parse::{AmountError, Rounded, parse_amount, parse_decimal};
pub use vat::{RateOutOfRange, VatRate, VatRow, VatTable, net_of, vat_table};
