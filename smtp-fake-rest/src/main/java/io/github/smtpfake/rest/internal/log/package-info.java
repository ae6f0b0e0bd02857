/** The log of the command line: one line for each event, as text or JSON. Not used where this module is a library. */
@NullMarked
package io.github.smtpfake.rest.internal.log;

import org.jspecify.annotations.NullMarked;
