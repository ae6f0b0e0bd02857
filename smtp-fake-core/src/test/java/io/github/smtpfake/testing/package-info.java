/** What the tests of all modules share: an SMTP client that sends any bytes, property tests with seeds, and a search for cycles. */
@NullMarked
package io.github.smtpfake.testing;

import org.jspecify.annotations.NullMarked;
