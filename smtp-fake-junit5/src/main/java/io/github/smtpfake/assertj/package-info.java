/** AssertJ assertions on mail: start with {@link io.github.smtpfake.assertj.SmtpFakeAssertions}. */
@NullMarked
package io.github.smtpfake.assertj;

import org.jspecify.annotations.NullMarked;
