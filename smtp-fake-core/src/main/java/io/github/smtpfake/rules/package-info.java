/**
 * Scripted faults: "at this stage, when this matches, do that, this many times". Start from
 * {@link io.github.smtpfake.rules.Rules}.
 */
@NullMarked
package io.github.smtpfake.rules;

import org.jspecify.annotations.NullMarked;
