-- An order of a batch whose code was read while it was packed: when, and by whom.
ALTER TABLE handoff_orders ADD COLUMN scanned_at BIGINT;
ALTER TABLE handoff_orders ADD COLUMN scanned_by TEXT;
