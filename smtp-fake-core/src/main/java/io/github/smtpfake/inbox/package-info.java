/** How tests see the messages of a server and wait for them. */
@NullMarked
package io.github.smtpfake.inbox;

import org.jspecify.annotations.NullMarked;
