-- Pictures by what is in them, in the sizes that pages show; kept while a product or the shop's logo shows them.
-- hash names the largest size; sha256 is each size's own.
CREATE TABLE pictures (
  site_id BIGINT NOT NULL,
  hash TEXT NOT NULL,
  size TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (site_id, hash, size)
);

CREATE TABLE product_pictures (
  site_id BIGINT NOT NULL,
  sku TEXT NOT NULL,
  hash TEXT NOT NULL,
  alt_fr TEXT NOT NULL,
  alt_en TEXT NOT NULL,
  PRIMARY KEY (site_id, sku)
) WITHOUT ROWID;

ALTER TABLE sites ADD COLUMN logo TEXT;
