/** The server: {@link io.github.smtpfake.SmtpFakeServer} is the way in. */
@NullMarked
package io.github.smtpfake;

import org.jspecify.annotations.NullMarked;
