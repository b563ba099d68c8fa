//! Points at which a debug build dies on request, so that a test can end the program in the middle
//! of any write: `COMPTOIR_CRASH_AT=n` aborts at the n-th point reached.

#[cfg(debug_assertions)]
pub(crate) fn point() {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static AT: OnceLock<Option<u64>> = OnceLock::new();
    static REACHED: AtomicU64 = AtomicU64::new(0);
    let at = AT.get_or_init(|| std::env::var("COMPTOIR_CRASH_AT").ok().and_then(|n| n.parse().ok()));
    if let Some(at) = at
        && REACHED.fetch_add(1, Ordering::Relaxed) + 1 == *at
    {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
pub(crate) fn point() {}
