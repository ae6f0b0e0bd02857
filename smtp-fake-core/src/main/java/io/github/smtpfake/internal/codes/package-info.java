/** Finds one-time codes in text. */
@NullMarked
package io.github.smtpfake.internal.codes;

import org.jspecify.annotations.NullMarked;
