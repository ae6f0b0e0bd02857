-- begun: the changes of sessions that there had been when the transaction began, as reserved_change counts them; before, the
-- number of the last message. For the messages that are there, the number of the message alone decides.
UPDATE message SET begun = (SELECT reserved_change FROM ledger);
