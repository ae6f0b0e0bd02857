/** The image of smtp-fake for Testcontainers. */
@NullMarked
package io.github.smtpfake.testcontainers;

import org.jspecify.annotations.NullMarked;
