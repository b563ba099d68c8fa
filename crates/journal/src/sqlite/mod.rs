//! The embedded engine: one writer thread with group commit, and a small pool of readers.

mod functions;
mod open;
mod pool;
mod tx;
mod writer;

pub(crate) use pool::Pool;
pub(crate) use writer::{Job, Writer};
