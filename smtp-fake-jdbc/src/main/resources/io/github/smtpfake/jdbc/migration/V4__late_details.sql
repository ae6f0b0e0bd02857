-- message.odd 2: the message has been acknowledged, but subject, addresses, text and index are not there yet. They are stored
-- later, while no mail arrives; until then, Java decides conditions on this row, as with 1. ledger.odd counts both.
-- Indexes that only conditions decided by SQL need have no such row, because each entry costs a page when it is stored.
DROP INDEX message_odd;
CREATE INDEX message_odd ON message (odd) WHERE odd > 0;
DROP INDEX message_session;
CREATE INDEX message_session ON message (session) WHERE odd = 0;
DROP INDEX message_sender;
CREATE INDEX message_sender ON message (sender) WHERE odd = 0;
DROP INDEX message_login;
CREATE INDEX message_login ON message (login) WHERE odd = 0 AND login IS NOT NULL;
