/** Decoders for the encodings of RFC 2045, 2047, 2231, 3676 and 5322. Independent of the message types. */
@NullMarked
package io.github.smtpfake.internal.mime;

import org.jspecify.annotations.NullMarked;
