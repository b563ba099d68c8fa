//! web
pub mod clock;
