/** Utilities for text, independent of mail and of all other packages. */
@NullMarked
package io.github.smtpfake.internal.text;

import org.jspecify.annotations.NullMarked;
