-- What signs customers' links lies in a file beside the database (--secrets), no longer in it: a copy
-- of the database opens nobody's order. Links handed out before stop working.
ALTER TABLE sites DROP COLUMN link_key;

-- The host name under which a site's storefront is reached, where it has one of its own.
ALTER TABLE sites ADD COLUMN host TEXT;
CREATE UNIQUE INDEX sites_by_host ON sites (host) WHERE host IS NOT NULL;
