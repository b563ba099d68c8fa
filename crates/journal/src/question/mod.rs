//! What pages, the API, the worker and the checks ask of the journal.

mod directory;
mod event;
mod filter;
mod grid;
mod handoff;
mod invoice;
mod mail;
mod neighbours;
mod order;
mod outbox;
mod packing;
mod picture;
mod product;
mod search;
mod settings;
mod source;
mod statistics;

pub use directory::{
    Member, Members, PublicSites, SessionByToken, SignIn, SignInCandidate, Signed, SiteByHost, SiteById, SiteByName,
    TokenByHash, TokenHolder, TokenRow, Tokens,
};
pub use event::{EventRow, Events, History, SettingsChanges, SettingsOfKind, SiteVersion};
pub use filter::{Filter, Search, SourceNamed};
pub use grid::{Grid, GridPage, GridRow, GridSort, Matching, Position, Selected, Selection, SiteRev, SortKey};
pub use handoff::{BatchByNumber, BatchFile, BatchOrder, BatchRow, Batches, BatchesOfOrders};
pub use invoice::{InvoiceByNumber, InvoiceRow, Invoices};
pub use mail::{MailById, Mails, MailsOfOrder, StatementOfOrder};
pub use neighbours::{Beside, Neighbours};
pub use order::{OrderByNumber, OrdersByNumbers};
pub use outbox::{DueEffects, Effect, Leftovers};
pub use packing::{Check, LastCarriers, Packing, PackingOf, PackingOrder, PackingPage, SlipRow, SlipRows};
pub use picture::{PictureFile, ProductPictures};
pub use product::{ProductBySku, Products, SoldShort};
pub use search::OrderNamed;
pub(crate) use settings::read_shop;
pub use settings::{Billing, BillingSettings, SeriesState, Shop, ShopSettings, States};
pub use source::KnownReferences;
pub use statistics::{Figures, OrderedSpan, Statistics, Totals};
