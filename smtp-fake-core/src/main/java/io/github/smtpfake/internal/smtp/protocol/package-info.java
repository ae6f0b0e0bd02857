/** The SMTP protocol: lines in, replies out. Knows no socket, so that all of it can be tested on strings. */
@NullMarked
package io.github.smtpfake.internal.smtp.protocol;

import org.jspecify.annotations.NullMarked;
