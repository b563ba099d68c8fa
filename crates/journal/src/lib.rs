//! The shop's memory: events, rows, outbox and request ids, written together in one commit.
//!
//! Everything that changes a site goes through [`Journal::carry_out`]: one queue, one writer, many
//! jobs per commit. Everything that is read is a [`Question`]. The engine is `SQLite`; what is written
//! against [`tx::Tx`] knows no engine. Deliberately missing: pages, partners, clocks and chance —
//! the time and every random value come with the request.

mod book;
mod carry_out;
mod codec;
mod crash;
mod fault;
mod journal;
mod keys;
mod mail;
mod migrate;
mod picture;
pub mod question;
mod queue;
mod request;
mod revs;
mod rows;
mod site;
mod sqlite;
mod storefront;
mod time;
pub mod tx;
pub mod verify;

pub use book::SiteId;
pub use carry_out::meanwhile::{concerns, settings_kind};
pub use codec::{SiteEvent, Stored};
pub use fault::Fault;
pub use journal::{Journal, Options};
pub use mail::{Letter, Mail, MailKind, MailState};
pub use migrate::OpenError;
pub use picture::{Picture, PictureChange, PictureSize};
pub use request::{
    Actor, BatchResult, Command, Done, Failure, NewPassword, NewPerson, NewSession, NewSite, NewToken, OrderFile,
    Outcome, Profile, Request, RequestId, Stop,
};
pub use site::{Role, Scope, Site};
pub use storefront::{LegalTexts, SiteProfile, Storefront};
pub use time::{day_range, id_range, millis, order_id, time_of};
pub use tx::Question;
