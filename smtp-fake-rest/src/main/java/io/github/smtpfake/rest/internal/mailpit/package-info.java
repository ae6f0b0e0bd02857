/** The HTTP API of Mailpit for the same messages, so that its clients work unchanged. */
@NullMarked
package io.github.smtpfake.rest.internal.mailpit;

import org.jspecify.annotations.NullMarked;
