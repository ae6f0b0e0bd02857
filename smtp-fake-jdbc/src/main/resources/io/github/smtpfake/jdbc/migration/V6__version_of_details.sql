-- version: that of the details in this file, which another release may read differently from the same bytes. When a release
-- with another version opens the file, it discards the details of the messages whose index_version differs, and makes them
-- anew.
CREATE TABLE details (version INTEGER NOT NULL);
INSERT INTO details VALUES (0);
-- incomplete, incomplete_bytes: the messages with odd = 2.
ALTER TABLE ledger ADD COLUMN incomplete INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ledger ADD COLUMN incomplete_bytes INTEGER NOT NULL DEFAULT 0;
UPDATE ledger SET
    incomplete = (SELECT count(*) FROM message WHERE odd > 0 AND odd = 2),
    incomplete_bytes = (SELECT coalesce(sum(size), 0) FROM message WHERE odd > 0 AND odd = 2);
