/** Tests with mail clients that people use. */
@NullMarked
package io.github.smtpfake.clients;

import org.jspecify.annotations.NullMarked;
