//! What is for sale, at which price, and how much of it is left.
//!
//! Prices include tax, as a French shop shows them. The crate deliberately knows neither baskets
//! nor orders: it says what a product is and whether a quantity can be taken from its stock.

mod product;
mod stock;

pub use product::{InvalidProduct, Product};
pub use stock::{OutOfStock, Shortage, correct, take};
