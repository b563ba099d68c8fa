//! Invoices: their numbers, and the content that is frozen when one is issued.
//!
//! The number is `YYYY-MM-` and nine digits; the digits never restart, never skip and never repeat
//! within a series, and the issue date never goes back. [`issue`] is pure: the journal hands it what
//! the series has reached and writes the invoice, the series and the order's event in one commit.
//! Deliberately missing: rendering to files. The frozen content is all that a renderer may use.

mod invoice;
mod issue;
mod number;
mod seller;

pub use invoice::{Buyer, Invoice, InvoiceLine, LineKind};
pub use issue::issue;
pub use number::{DocumentNumber, InvalidNumber, Series, SeriesKind};
pub use seller::{InvalidSeller, Seller};
