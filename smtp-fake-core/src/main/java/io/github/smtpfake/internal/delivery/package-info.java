/** Converts a received message to the public type without a dependency on that type. */
@NullMarked
package io.github.smtpfake.internal.delivery;

import org.jspecify.annotations.NullMarked;
