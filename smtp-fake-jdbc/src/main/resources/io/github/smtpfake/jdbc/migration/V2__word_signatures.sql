-- Where words may be. A message has a signature of 4,096 bits, of which each trigram of its texts sets one. Signatures are
-- kept by bit: messages is a bitmap of the messages of a segment whose signature has the bit; without a row, none has it.
-- Segment s has the messages s * segment_size to (s + 1) * segment_size - 1.
-- An index of trigrams by FTS5 finds the same, but needs 3.2 KB for a message of 4 KiB rather than 512 bytes, and more time
-- than the message itself when it is stored.
CREATE TABLE signature (
    segment INTEGER NOT NULL,
    bit INTEGER NOT NULL,
    messages BLOB NOT NULL,
    PRIMARY KEY (segment, bit)
) WITHOUT ROWID;

-- Segments below next_segment are complete; the next one may have only its first rows. segment_size is a multiple
-- of 8.
CREATE TABLE signing (
    segment_size INTEGER NOT NULL,
    next_segment INTEGER NOT NULL
);

INSERT INTO signing VALUES (4096, 0);
