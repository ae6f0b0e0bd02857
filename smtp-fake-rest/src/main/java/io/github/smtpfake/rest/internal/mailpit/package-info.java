/** The HTTP API of Mailpit over the same mail, so that its clients work unchanged. */
@NullMarked
package io.github.smtpfake.rest.internal.mailpit;

import org.jspecify.annotations.NullMarked;
