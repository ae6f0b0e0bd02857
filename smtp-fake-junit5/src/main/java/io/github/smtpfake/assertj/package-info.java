/** AssertJ assertions: {@link io.github.smtpfake.assertj.SmtpFakeAssertions} is the way in. */
@NullMarked
package io.github.smtpfake.assertj;

import org.jspecify.annotations.NullMarked;
