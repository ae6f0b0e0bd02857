/** JSON, both ways: the only package that knows how it is read and written. Knows neither HTTP nor mail. */
@NullMarked
package io.github.smtpfake.rest.internal.json;

import org.jspecify.annotations.NullMarked;
