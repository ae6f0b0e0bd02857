/**
 * Scripted faults: "at this stage, when this matches, do that, so many times". {@link io.github.smtpfake.rules.Rules} is
 * the way in.
 */
@NullMarked
package io.github.smtpfake.rules;

import org.jspecify.annotations.NullMarked;
