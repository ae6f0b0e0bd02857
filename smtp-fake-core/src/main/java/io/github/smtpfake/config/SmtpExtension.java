package io.github.smtpfake.config;

/** A service extension that the server can advertise in its reply to EHLO (RFC 5321, section 2.2). */
public enum SmtpExtension {
    /** Several commands in one packet (RFC 2920). */
    PIPELINING("PIPELINING"),
    /** The largest message that the server accepts, and {@code MAIL FROM:<..> SIZE=n} (RFC 1870). */
    SIZE("SIZE"),
    /** Bodies with bytes above 127, declared with {@code BODY=8BITMIME} (RFC 6152). */
    EIGHT_BIT_MIME("8BITMIME"),
    /** Addresses and headers in UTF-8; needs 8BITMIME (RFC 6531, section 3.1). */
    SMTPUTF8("SMTPUTF8"),
    /** Enhanced status codes such as {@code 2.1.5} in each reply (RFC 2034, RFC 3463). */
    ENHANCED_STATUS_CODES("ENHANCEDSTATUSCODES"),
    /** Delivery status notification parameters of MAIL and RCPT, kept in the envelope (RFC 3461). */
    DSN("DSN"),
    /** Messages in chunks, sent with BDAT (RFC 3030). */
    CHUNKING("CHUNKING"),
    /** Bodies of any bytes, declared with {@code BODY=BINARYMIME}; needs CHUNKING and 8BITMIME (RFC 3030). */
    BINARYMIME("BINARYMIME"),
    /** The AUTH command, with which users log in (RFC 4954). */
    AUTH("AUTH"),
    /** The STARTTLS command, if the {@link TlsMode} offers it (RFC 3207). */
    STARTTLS("STARTTLS"),
    /** The HELP command. */
    HELP("HELP");

    private final String keyword;

    SmtpExtension(String keyword) {
        this.keyword = keyword;
    }

    /** Returns the keyword in the reply to EHLO, in upper case. */
    public String keyword() {
        return keyword;
    }
}
