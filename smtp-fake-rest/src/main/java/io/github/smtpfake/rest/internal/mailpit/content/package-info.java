/** The texts and parts of messages as Mailpit reads them. */
@NullMarked
package io.github.smtpfake.rest.internal.mailpit.content;

import org.jspecify.annotations.NullMarked;
