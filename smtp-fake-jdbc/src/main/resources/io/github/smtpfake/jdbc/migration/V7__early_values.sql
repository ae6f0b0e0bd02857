-- snippet: the beginning of the text that a reader sees, so that a list need not read the bytes of each message; NULL until the
-- message has its details.
-- recipients: the recipients of a message that has no details yet, each between two line feeds, so that a search by recipient
-- need not wait for the details; NULL if SQL cannot compare envelope and session, and for all other messages.
ALTER TABLE message ADD COLUMN snippet TEXT;
ALTER TABLE message ADD COLUMN recipients TEXT;
