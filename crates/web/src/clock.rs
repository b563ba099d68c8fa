//! The edge: the only places where the time and chance come from.

use std::sync::Arc;

use jiff::Timestamp;

/// Where the time comes from: the machine's clock, or a fixed one in tests.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the edge")]
    pub fn system() -> Self {
        Clock(Arc::new(Timestamp::now))
    }

    /// A clock that a test moves.
    pub fn of(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Clock(Arc::new(now))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// Random bytes from the operating system.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        // Without chance there are no secrets: nothing may go on.
        std::process::abort();
    }
    bytes
}
