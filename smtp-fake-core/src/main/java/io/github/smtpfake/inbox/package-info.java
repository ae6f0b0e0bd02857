/**
 * Views of the messages of a server, with methods that wait for messages and sessions. Unless stated otherwise, methods
 * throw a {@link NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.inbox;

import org.jspecify.annotations.NullMarked;
