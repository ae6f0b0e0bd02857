/**
 * The fake SMTP server; start with {@link io.github.smtpfake.SmtpFakeServer}. Unless stated otherwise, methods throw a
 * {@link NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake;

import org.jspecify.annotations.NullMarked;
