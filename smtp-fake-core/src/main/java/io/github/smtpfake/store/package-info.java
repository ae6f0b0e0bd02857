/** What a server keeps: its messages and sessions, their order and their bounds. */
@NullMarked
package io.github.smtpfake.store;

import org.jspecify.annotations.NullMarked;
