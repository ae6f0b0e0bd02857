-- message.odd 2: the message has been acknowledged, but subject, addresses, text and index are not there yet. They are stored
-- later, while no mail arrives; until then, Java decides conditions on this row, as with 1. ledger.odd counts both.
DROP INDEX message_odd;
CREATE INDEX message_odd ON message (odd) WHERE odd > 0;
