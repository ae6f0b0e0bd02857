/** Connects application contexts of Spring tests to the servers that {@code @SmtpFake} declares. */
@NullMarked
package io.github.smtpfake.spring;

import org.jspecify.annotations.NullMarked;
