/**
 * A {@link io.github.smtpfake.store.MessageStore} in one SQLite file. Unless stated otherwise, methods throw a {@link
 * NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.jdbc;

import org.jspecify.annotations.NullMarked;
