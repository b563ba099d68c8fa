//! comptoir
fn main() {}
