//! The invariants, recomputed: what `comptoir verify` runs. Filled in by the checks below.
