/** Carries a received message from the server to the type that users see. */
@NullMarked
package io.github.smtpfake.internal.delivery;

import org.jspecify.annotations.NullMarked;
