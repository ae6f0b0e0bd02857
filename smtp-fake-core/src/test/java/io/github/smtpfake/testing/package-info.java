/** Property tests: random values, the seed that repeats them, and the smallest value that fails. */
@NullMarked
package io.github.smtpfake.testing;

import org.jspecify.annotations.NullMarked;
