/** Reads style sheets as leniently as mail clients do. */
@NullMarked
package io.github.smtpfake.internal.css;

import org.jspecify.annotations.NullMarked;
