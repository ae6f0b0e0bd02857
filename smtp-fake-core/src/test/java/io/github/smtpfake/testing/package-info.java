/** What the tests of all modules share: an SMTP client that sends any bytes, and property tests with seeds. */
@NullMarked
package io.github.smtpfake.testing;

import org.jspecify.annotations.NullMarked;
