/** Undoes what RFC 2045, 2047, 2231, 3676 and 5322 do to text and octets; knows no message. */
@NullMarked
package io.github.smtpfake.internal.mime;

import org.jspecify.annotations.NullMarked;
