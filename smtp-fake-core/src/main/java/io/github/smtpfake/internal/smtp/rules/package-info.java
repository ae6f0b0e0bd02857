/** The rules of a running server: {@link io.github.smtpfake.internal.smtp.rules.RuleBook} decides which one fires. */
@NullMarked
package io.github.smtpfake.internal.smtp.rules;

import org.jspecify.annotations.NullMarked;
