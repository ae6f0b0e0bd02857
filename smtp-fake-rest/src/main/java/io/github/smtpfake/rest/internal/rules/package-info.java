/** Reads and writes the rules of a server as JSON, over HTTP and from a file. */
@NullMarked
package io.github.smtpfake.rest.internal.rules;

import org.jspecify.annotations.NullMarked;
