-- When a token of the API was withdrawn. Its row stays, so that its number, which the history names, is
-- never another token's.
ALTER TABLE api_tokens ADD COLUMN withdrawn_at BIGINT;
