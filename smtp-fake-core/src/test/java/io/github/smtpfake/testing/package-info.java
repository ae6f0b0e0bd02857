/**
 * Shared by the tests of all modules: an SMTP client that sends any bytes, property tests with seeds, and a search for
 * cycles.
 */
@NullMarked
package io.github.smtpfake.testing;

import org.jspecify.annotations.NullMarked;
