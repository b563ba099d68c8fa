-- The first schema. BIGINT, TEXT and BLOB only; site_id leads every key of a site's data; times are
-- milliseconds since 1970; statements are written so that PostgreSQL reads them too, but for BLOB
-- (BYTEA there), WITHOUT ROWID and the archive's triggers.

-- The directory: who and what there is. It is small, and every machine may hold all of it.
CREATE TABLE sites (
  site_id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  currency TEXT NOT NULL,
  zone TEXT NOT NULL,
  language TEXT NOT NULL,
  vat_rate BIGINT NOT NULL,
  seller TEXT NOT NULL,
  link_key BLOB NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE people (
  person_id BIGINT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  language TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE memberships (
  site_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (site_id, person_id)
) WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash BLOB NOT NULL PRIMARY KEY,
  site_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE api_tokens (
  token_hash BLOB NOT NULL PRIMARY KEY,
  site_id BIGINT NOT NULL,
  token_id BIGINT NOT NULL,
  label TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL
) WITHOUT ROWID;

-- What one site's writer hands out next.
CREATE TABLE counters (
  site_id BIGINT NOT NULL PRIMARY KEY,
  last_rev BIGINT NOT NULL,
  last_order BIGINT NOT NULL,
  last_batch BIGINT NOT NULL,
  last_request BIGINT NOT NULL,
  last_effect BIGINT NOT NULL
);

CREATE TABLE series (
  site_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  taken_over BIGINT NOT NULL,
  taken_over_at BIGINT NOT NULL,
  last BIGINT NOT NULL,
  last_date TEXT,
  PRIMARY KEY (site_id, kind)
) WITHOUT ROWID;

CREATE TABLE progress_states (
  site_id BIGINT NOT NULL,
  code TEXT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  colour TEXT NOT NULL,
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  message_fr TEXT NOT NULL,
  message_en TEXT NOT NULL,
  published BIGINT NOT NULL,
  sends_mail BIGINT NOT NULL,
  issues_invoice BIGINT NOT NULL,
  PRIMARY KEY (site_id, code)
) WITHOUT ROWID;

CREATE TABLE products (
  site_id BIGINT NOT NULL,
  sku TEXT NOT NULL,
  title_fr TEXT NOT NULL,
  title_en TEXT NOT NULL,
  description_fr TEXT NOT NULL,
  description_en TEXT NOT NULL,
  unit_price_cents BIGINT NOT NULL,
  vat_rate BIGINT NOT NULL,
  stock BIGINT,
  published BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (site_id, sku)
) WITHOUT ROWID;

-- The history. Rows below are for reading and are written in the same commit.
CREATE TABLE events (
  site_id BIGINT NOT NULL,
  rev BIGINT NOT NULL,
  subject TEXT NOT NULL,
  number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site_id, rev)
);
CREATE UNIQUE INDEX events_of_subject ON events (site_id, subject, number, version);

-- id is minted from placed_at and the number: it sorts by time and makes a date a range of ids.
CREATE TABLE orders (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  id BIGINT NOT NULL,
  source TEXT NOT NULL,
  source_order_id TEXT NOT NULL,
  language TEXT NOT NULL,
  placed_at BIGINT NOT NULL,
  currency TEXT NOT NULL,
  total_cents BIGINT NOT NULL,
  received_cents BIGINT NOT NULL,
  payment_method TEXT NOT NULL,
  payment_status TEXT NOT NULL,
  progress TEXT,
  invoice TEXT,
  follow_up BIGINT NOT NULL,
  handoff_batch BIGINT,
  handoff_state TEXT,
  customer TEXT NOT NULL,
  contact TEXT NOT NULL,
  version BIGINT NOT NULL,
  rev BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (site_id, number)
);
CREATE UNIQUE INDEX orders_by_time ON orders (site_id, id);

CREATE TABLE order_lines (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  line BIGINT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  unit_price_cents BIGINT NOT NULL,
  vat_rate BIGINT NOT NULL,
  PRIMARY KEY (site_id, number, line)
) WITHOUT ROWID;

CREATE TABLE payments (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  payment BIGINT NOT NULL,
  method TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  cheque_number TEXT,
  reference TEXT,
  note TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (site_id, number, payment)
) WITHOUT ROWID;

CREATE TABLE shipments (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  shipment BIGINT NOT NULL,
  carrier TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site_id, number, shipment)
) WITHOUT ROWID;

CREATE TABLE parcels (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  shipment BIGINT NOT NULL,
  parcel BIGINT NOT NULL,
  tracking_number TEXT NOT NULL,
  tracking_url TEXT,
  weight_g BIGINT,
  PRIMARY KEY (site_id, number, shipment, parcel)
) WITHOUT ROWID;

CREATE TABLE invoices (
  site_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  number TEXT NOT NULL,
  order_number BIGINT NOT NULL,
  date TEXT NOT NULL,
  customer TEXT NOT NULL,
  total_cents BIGINT NOT NULL,
  content TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  issued_at BIGINT NOT NULL,
  PRIMARY KEY (site_id, kind, sequence)
);
CREATE UNIQUE INDEX invoices_by_number ON invoices (site_id, number);
CREATE INDEX invoices_of_order ON invoices (site_id, order_number);
CREATE TRIGGER invoices_are_not_changed BEFORE UPDATE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued invoice is never changed'); END;
CREATE TRIGGER invoices_are_not_deleted BEFORE DELETE ON invoices
BEGIN SELECT RAISE(ABORT, 'an issued invoice is never deleted'); END;

CREATE TABLE handoff_batches (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  instructions TEXT NOT NULL,
  release_at BIGINT,
  orders BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  made_at BIGINT NOT NULL,
  acknowledged_at BIGINT,
  PRIMARY KEY (site_id, number)
);

-- held is 1 while the order is in the logistician's hands: then no other batch may hold it.
CREATE TABLE handoff_orders (
  site_id BIGINT NOT NULL,
  batch BIGINT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  held BIGINT NOT NULL,
  PRIMARY KEY (site_id, batch, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX handoff_orders_held_once ON handoff_orders (site_id, number) WHERE held = 1;

CREATE TABLE returns (
  site_id BIGINT NOT NULL,
  source TEXT NOT NULL,
  source_number TEXT NOT NULL,
  at BIGINT NOT NULL,
  total_cents BIGINT NOT NULL,
  lines BIGINT NOT NULL,
  PRIMARY KEY (site_id, source, source_number)
) WITHOUT ROWID;

-- Effects are owed here and paid by the worker; mails it has written are kept for the desk to read.
CREATE TABLE outbox (
  site_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  done_at BIGINT,
  last_error TEXT,
  PRIMARY KEY (site_id, id)
) WITHOUT ROWID;
CREATE INDEX outbox_owed ON outbox (site_id, due_at) WHERE done_at IS NULL;

-- A call that was carried out, so that its repetition gets the same answer.
CREATE TABLE requests (
  site_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  credential TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  answer TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site_id, id)
) WITHOUT ROWID;

-- Hashes of keys that arrive in no order (source references, request ids), in generations small
-- enough that their pages are written together; see keys.rs.
CREATE TABLE keys (
  site_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  hash BIGINT NOT NULL,
  target BIGINT NOT NULL,
  PRIMARY KEY (site_id, kind, generation, hash, target)
) WITHOUT ROWID;
