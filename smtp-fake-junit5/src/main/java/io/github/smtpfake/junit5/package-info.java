/**
 * The JUnit Jupiter extension: start with {@link io.github.smtpfake.junit5.SmtpFake}. It works without AssertJ.
 */
@NullMarked
package io.github.smtpfake.junit5;

import org.jspecify.annotations.NullMarked;
