package io.github.smtpfake.internal.mime;

/** A charset of mail, which decodes all bytes, replacing those that are invalid by U+FFFD. Thread-safe. */
interface MailCharset {
    char INVALID = '\uFFFD';

    String decode(byte[] bytes);

    /** Returns whether all bytes are valid. */
    default boolean isValid(byte[] bytes) {
        return decode(bytes).indexOf(INVALID) < 0;
    }
}
