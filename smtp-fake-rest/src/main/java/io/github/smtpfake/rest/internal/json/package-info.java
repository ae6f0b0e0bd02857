/** Reads and writes JSON; the only package that parses it. Knows neither HTTP nor mail. */
@NullMarked
package io.github.smtpfake.rest.internal.json;

import org.jspecify.annotations.NullMarked;
