-- Which states can follow a state of progress: codes, with a space between; none: all can.
ALTER TABLE progress_states ADD COLUMN followed_by TEXT NOT NULL DEFAULT '';

-- A state that is no longer offered; orders that are in it stay in it.
ALTER TABLE progress_states ADD COLUMN retired BIGINT NOT NULL DEFAULT 0;
