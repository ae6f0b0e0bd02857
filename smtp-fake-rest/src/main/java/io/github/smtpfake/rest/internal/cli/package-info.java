/** How a command line is read: flags, their values and what is wrong with them. Knows neither servers nor HTTP. */
@NullMarked
package io.github.smtpfake.rest.internal.cli;

import org.jspecify.annotations.NullMarked;
