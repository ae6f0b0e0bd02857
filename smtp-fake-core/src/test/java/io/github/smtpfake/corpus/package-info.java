/** The corpus of messages, real libraries that wrote most of it, and what is expected of each message. */
@NullMarked
package io.github.smtpfake.corpus;

import org.jspecify.annotations.NullMarked;
