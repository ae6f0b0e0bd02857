/** Reads and writes JSON; the only package that parses it. Does not depend on HTTP or mail. */
@NullMarked
package io.github.smtpfake.rest.internal.json;

import org.jspecify.annotations.NullMarked;
