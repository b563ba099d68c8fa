-- Mails to customers: the row is made with the event that causes it, written by the worker, and then
-- sent. id is the outbox row's; version is the order's event. What is written in it is personal and
-- goes with the order's contact.
CREATE TABLE mails (
  site_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT,
  body TEXT,
  state TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  sent_at BIGINT,
  last_error TEXT,
  PRIMARY KEY (site_id, id)
);
CREATE INDEX mails_of_order ON mails (site_id, number, id);

-- What a customer declared who withdrew; personal too.
CREATE TABLE withdrawals (
  site_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (site_id, number)
) WITHOUT ROWID;
