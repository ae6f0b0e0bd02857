/** Runs the code in the README. */
@NullMarked
package io.github.smtpfake.readme;

import org.jspecify.annotations.NullMarked;
