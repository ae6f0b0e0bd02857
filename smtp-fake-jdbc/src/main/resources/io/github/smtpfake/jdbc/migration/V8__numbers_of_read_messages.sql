-- With message_unread, it has the numbers of all messages in their order on few pages, so that counting messages or skipping
-- some reads no rows. Costs nothing when a message is stored, because that message is unread.
CREATE INDEX message_read ON message (number) WHERE is_read = 1;
