/** The extension for JUnit Jupiter: {@link io.github.smtpfake.junit5.SmtpFake} is the way in. Needs no AssertJ. */
@NullMarked
package io.github.smtpfake.junit5;

import org.jspecify.annotations.NullMarked;
