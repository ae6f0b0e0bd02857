package io.github.smtpfake.internal.mime;

/**
 * A body whose transfer encoding was undone.
 *
 * @param octets what was meant, as far as it can be told; not copied
 * @param defects how many places are against the rules of the encoding
 */
public record Decoded(byte[] octets, int defects) {}
