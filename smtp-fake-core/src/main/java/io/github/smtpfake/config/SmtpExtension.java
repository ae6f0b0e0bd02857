package io.github.smtpfake.config;

/** A service extension that the server can advertise in its reply to EHLO (RFC 5321, section 2.2). */
public enum SmtpExtension {
    /** Several commands in one packet (RFC 2920). */
    PIPELINING("PIPELINING"),
    /** The largest message taken, and its declaration with {@code MAIL FROM:<..> SIZE=n} (RFC 1870). */
    SIZE("SIZE"),
    /** Bodies with octets above 127, declared with {@code BODY=8BITMIME} (RFC 6152). */
    EIGHT_BIT_MIME("8BITMIME"),
    /** Addresses and headers in UTF-8; only together with 8BITMIME (RFC 6531, section 3.1). */
    SMTPUTF8("SMTPUTF8"),
    /** Codes such as {@code 2.1.5} at the start of each reply (RFC 2034, RFC 3463). */
    ENHANCED_STATUS_CODES("ENHANCEDSTATUSCODES"),
    /** Notification parameters of MAIL and RCPT, which are kept in the envelope (RFC 3461). */
    DSN("DSN"),
    /** Messages in chunks of counted octets by BDAT (RFC 3030). */
    CHUNKING("CHUNKING"),
    /** Bodies of any octets, declared with {@code BODY=BINARYMIME}; only together with CHUNKING and 8BITMIME (RFC 3030). */
    BINARYMIME("BINARYMIME"),
    /** Users can log in (RFC 4954). */
    AUTH("AUTH"),
    /** Change to TLS on the same connection, where {@link TlsMode} offers it (RFC 3207). */
    STARTTLS("STARTTLS"),
    /** The HELP command. */
    HELP("HELP");

    private final String keyword;

    SmtpExtension(String keyword) {
        this.keyword = keyword;
    }

    /** Returns the keyword of the extension as EHLO tells it, in upper case. */
    public String keyword() {
        return keyword;
    }
}
