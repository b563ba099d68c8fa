-- The carrier whose parcels lead to a state of progress; empty: any carrier's.
ALTER TABLE progress_states ADD COLUMN carrier TEXT NOT NULL DEFAULT '';
