use std::path::Path;

/// The schema, step by step; the number of a step is its position, from 1.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_begin.sql"),
    include_str!("../migrations/0002_hosts_and_secrets.sql"),
    include_str!("../migrations/0003_mails.sql"),
    include_str!("../migrations/0004_withdrawn_tokens.sql"),
    include_str!("../migrations/0005_storefronts.sql"),
    include_str!("../migrations/0006_transitions.sql"),
    include_str!("../migrations/0007_pictures.sql"),
    include_str!("../migrations/0008_scans.sql"),
    include_str!("../migrations/0009_carriers.sql"),
    include_str!("../migrations/0010_live_updates.sql"),
];

/// Why a database could not be opened: one sentence that says what to do.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OpenError {
    /// The file or server cannot be read.
    #[error("the database {place} cannot be opened: {cause}")]
    Unreadable {
        /// Where it should be.
        place: String,
        /// The engine's words.
        cause: String,
    },
    /// The database was written by a newer program.
    #[error(
        "the database has schema {found}, and this program knows schemas up to {known}: start the newer program that wrote it"
    )]
    NewerSchema {
        /// The database's schema.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// The schema could not be brought up to date; nothing was changed.
    #[error("the database's schema could not be brought up to date, and nothing was changed: {0}")]
    Migration(String),
    /// The address names no engine this program has.
    #[error("{0} is no database address: give sqlite:FILE")]
    Address(String),
}

impl OpenError {
    pub(crate) fn unreadable(place: &Path, cause: &rusqlite::Error) -> Self {
        OpenError::Unreadable { place: place.display().to_string(), cause: cause.to_string() }
    }

    pub(crate) fn migration(cause: &rusqlite::Error) -> Self {
        OpenError::Migration(cause.to_string())
    }
}

pub(crate) fn newer_schema(found: i64, known: i64) -> OpenError {
    OpenError::NewerSchema { found, known }
}
