/** The corpus of messages, the libraries that sent most of them, and the expected values of each message. */
@NullMarked
package io.github.smtpfake.corpus;

import org.jspecify.annotations.NullMarked;
