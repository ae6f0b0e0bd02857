-- Numbers of messages and changes of sessions never go back, also after deletions; the counters are those since the
-- file was created.
CREATE TABLE ledger (
    last_number INTEGER NOT NULL,
    received_bytes INTEGER NOT NULL,
    evicted INTEGER NOT NULL,
    last_evicted INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    odd INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    received INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    reserved_change INTEGER NOT NULL
);

INSERT INTO ledger VALUES (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

-- What queries and lists need. Texts that are compared are in the case that Java compares. odd: SQL cannot decide
-- conditions on this row, Java does.
CREATE TABLE message (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    begun INTEGER NOT NULL,
    received INTEGER NOT NULL,
    size INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    odd INTEGER NOT NULL,
    is_read INTEGER NOT NULL,
    tagged INTEGER NOT NULL,
    sender TEXT NOT NULL,
    helo TEXT,
    login TEXT,
    session TEXT NOT NULL,
    subject TEXT,
    message_id TEXT,
    attachments INTEGER NOT NULL,
    inline_parts INTEGER NOT NULL,
    has_html INTEGER NOT NULL,
    delivery BLOB NOT NULL,
    content_index BLOB NOT NULL
);

CREATE UNIQUE INDEX message_id ON message (id);
CREATE INDEX message_received ON message (received);
CREATE INDEX message_session ON message (session);
CREATE INDEX message_sender ON message (sender);
CREATE INDEX message_login ON message (login) WHERE login IS NOT NULL;
CREATE INDEX message_odd ON message (odd) WHERE odd = 1;
CREATE INDEX message_unread ON message (is_read) WHERE is_read = 0;

-- The recipients of the envelope and the mailboxes of the headers, by kind. label: name and address, unless it is the
-- address alone.
CREATE TABLE address (
    number INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    address TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (number, kind, address, label)
) WITHOUT ROWID;

CREATE INDEX address_address ON address (address, kind, number);

CREATE TABLE tag (
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (number, key)
) WITHOUT ROWID;

CREATE INDEX tag_key ON tag (key, number);

-- The bytes of the messages. coding 0: as received, 1: deflated without a header.
CREATE TABLE content (
    number INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL,
    bytes BLOB NOT NULL
);

-- The texts in which words are searched, in lower case. whole: the text of all fields if that does not consist of plain
-- and rest; otherwise, rest is what it has in addition to plain.
CREATE TABLE text (
    number INTEGER PRIMARY KEY,
    plain TEXT,
    rest TEXT,
    whole TEXT
);

CREATE TABLE session (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    changed INTEGER NOT NULL,
    active INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    footprint INTEGER NOT NULL,
    data BLOB NOT NULL
);

CREATE INDEX session_changed ON session (changed);
