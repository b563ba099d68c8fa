-- Whether lists follow the shop by themselves in front of this person: their own choice, whichever browser they use.
ALTER TABLE people ADD COLUMN live_updates INTEGER NOT NULL DEFAULT 1;
