package io.github.smtpfake.internal.mime;

/**
 * A body after its transfer encoding was decoded.
 *
 * @param bytes the decoded bytes, as far as they could be recovered; not copied
 * @param defects the number of places that violate the encoding
 */
public record Decoded(byte[] bytes, int defects) {}
