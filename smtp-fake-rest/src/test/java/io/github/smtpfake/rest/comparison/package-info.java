/** Compares the Mailpit dialect with Mailpit: the same messages and requests for both, and every difference between the answers. */
@NullMarked
package io.github.smtpfake.rest.comparison;

import org.jspecify.annotations.NullMarked;
