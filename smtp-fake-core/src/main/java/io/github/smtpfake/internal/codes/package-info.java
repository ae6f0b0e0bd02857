/** Finds one-time codes in the text of a message. */
@NullMarked
package io.github.smtpfake.internal.codes;

import org.jspecify.annotations.NullMarked;
