/** What a server keeps: its messages and sessions, within bounds. */
@NullMarked
package io.github.smtpfake.store;

import org.jspecify.annotations.NullMarked;
