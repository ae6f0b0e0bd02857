package io.github.smtpfake.internal.query;

/** A value of a message that a {@link Term} examines. A message may have several values of a field, or none. */
public enum Field {
    /** The mailboxes of the From headers. */
    FROM(true),
    /** The mailboxes of the To headers. */
    TO(true),
    /** The mailboxes of the Cc headers. */
    CC(true),
    /** The mailboxes of the Bcc headers, and the recipients of the envelope that no header names. */
    BCC(true),
    /** The mailboxes of the Reply-To headers. */
    REPLY_TO(true),
    /** The reverse-path of the envelope; {@code <>} for the null path. */
    SENDER(false),
    /** The recipients of the envelope. */
    RECIPIENT(false),
    /** The decoded subject. */
    SUBJECT(false),
    /** The plain text. */
    TEXT(false),
    /** The HTML with its tags. */
    HTML(false),
    /** The file names of attachments and inline parts. */
    ATTACHMENT(false),
    /** The Message-ID without angle brackets. */
    MESSAGE_ID(false),
    /** The EHLO name. */
    HELO(false),
    /** The user that the client logged in as. */
    USER(false),
    /** The id of the session. */
    SESSION(false),
    /**
     * One text that consists of the headers From, Subject, To, Cc, Bcc, Reply-To and Return-Path, the sender of the envelope, the
     * recipients that no header names, the HTML as a reader sees it or, if that has only white space, the plain text, the addresses
     * of the links to web pages in the HTML, and the file names. It is {@linkplain SearchText#normalize normalized},
     * and so is a text that is searched in it.
     */
    ANYWHERE(false);

    private final boolean mailbox;

    Field(boolean mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * Returns whether the values are mailboxes. {@link Term.Matches} compares only their addresses, {@link
     * Term.Contains} searches {@code Name <address>}, or only the part that is not empty.
     */
    public boolean isMailbox() {
        return mailbox;
    }

    /** Returns whether the values are those of the content; envelope and session have the others. */
    boolean isOfContent() {
        return switch (this) {
            case SENDER, RECIPIENT, HELO, USER, SESSION -> false;
            default -> true;
        };
    }

    /** Returns whether the values that {@link Term.Matches} compares are addresses, which {@link AddressPattern} compares. */
    public boolean isAddress() {
        return mailbox || this == SENDER || this == RECIPIENT;
    }
}
