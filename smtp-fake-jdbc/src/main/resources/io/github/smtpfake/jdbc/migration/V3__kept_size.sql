-- kept: the bytes that are there, fewer than size if the body was discarded. index_version: that of content_index; an
-- index with another version than this release makes is made anew.
ALTER TABLE message ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN index_version INTEGER NOT NULL DEFAULT 0;
UPDATE message SET kept = size;
