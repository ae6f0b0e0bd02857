/** How users write sizes and names, on the command line, in query parameters and in JSON. */
@NullMarked
package io.github.smtpfake.rest.internal.text;

import org.jspecify.annotations.NullMarked;
