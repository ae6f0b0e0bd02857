/** How people write sizes, durations and names: shared by the command line and the parameters of HTTP requests. */
@NullMarked
package io.github.smtpfake.rest.internal.text;

import org.jspecify.annotations.NullMarked;
