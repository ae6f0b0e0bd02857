/** Reads lines, DATA and BDAT content from a byte stream, and collects the bytes of a message. */
@NullMarked
package io.github.smtpfake.internal.smtp.wire;

import org.jspecify.annotations.NullMarked;
