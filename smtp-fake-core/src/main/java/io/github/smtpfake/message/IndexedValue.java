package io.github.smtpfake.message;

/** A value that a {@link MessageIndex} contains. The order is that in the index, the most important ones first. */
enum IndexedValue {
    SUBJECT,
    TO("To"),
    FROM("From"),
    MESSAGE_ID,
    CC("Cc"),
    REPLY_TO("Reply-To"),
    BCC("Bcc"),
    FILE_NAMES,
    TAGS;

    private final String header;

    /** A value that consists of texts. */
    IndexedValue() {
        this("");
    }

    /** A value that consists of the mailboxes of a header. */
    IndexedValue(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    boolean isMailboxes() {
        return !header.isEmpty();
    }
}
