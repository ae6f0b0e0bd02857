/**
 * Rules that make a server misbehave on purpose: at a stage, if conditions hold, the server executes actions. Start
 * from {@link io.github.smtpfake.rules.Rules}. Unless stated otherwise, methods throw a {@link NullPointerException} if
 * an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.rules;

import org.jspecify.annotations.NullMarked;
