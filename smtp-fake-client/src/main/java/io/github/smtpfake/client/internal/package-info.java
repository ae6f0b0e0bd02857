/** The provider for the JUnit extension, and its way to the client. */
@NullMarked
package io.github.smtpfake.client.internal;

import org.jspecify.annotations.NullMarked;
