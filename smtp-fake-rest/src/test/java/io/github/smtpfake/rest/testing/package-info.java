/** What several tests share: servers that run, and clients that speak plain text. */
@NullMarked
package io.github.smtpfake.rest.testing;

import org.jspecify.annotations.NullMarked;
