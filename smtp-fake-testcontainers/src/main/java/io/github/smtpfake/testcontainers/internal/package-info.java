/** What JUnit finds by name. Not for users. */
@NullMarked
package io.github.smtpfake.testcontainers.internal;

import org.jspecify.annotations.NullMarked;
