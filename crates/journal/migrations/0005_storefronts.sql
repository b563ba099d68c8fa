-- What a shop lets its customers choose among, and how its storefront presents itself: documents of the
-- directory, as the seller's identity is. What a document leaves out is as the program has it.
ALTER TABLE sites ADD COLUMN offer TEXT NOT NULL DEFAULT '{}';
ALTER TABLE sites ADD COLUMN storefront TEXT NOT NULL DEFAULT '{}';
