/** Parses command lines: options, their values and the errors in them. Depends neither on servers nor on HTTP. */
@NullMarked
package io.github.smtpfake.rest.internal.cli;

import org.jspecify.annotations.NullMarked;
