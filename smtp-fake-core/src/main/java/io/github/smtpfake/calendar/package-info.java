/**
 * Calendar entries of messages (RFC 5545). Unless stated otherwise, methods throw a {@link NullPointerException} if an argument is
 * null, and never return null.
 */
@NullMarked
package io.github.smtpfake.calendar;

import org.jspecify.annotations.NullMarked;
