/** Explains differences between texts and mistakes in arguments, for failure messages. */
@NullMarked
package io.github.smtpfake.internal.hints;

import org.jspecify.annotations.NullMarked;
