/** Takes the code out of the README and runs it. */
@NullMarked
package io.github.smtpfake.readme;

import org.jspecify.annotations.NullMarked;
