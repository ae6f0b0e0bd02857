/** The log of the command line: one line per event, as text or JSON. It is not used if this module is a library. */
@NullMarked
package io.github.smtpfake.rest.internal.log;

import org.jspecify.annotations.NullMarked;
