/** Reads calendars (iCalendar, RFC 5545). */
@NullMarked
package io.github.smtpfake.internal.calendar;

import org.jspecify.annotations.NullMarked;
