/** Tests a running smtp-fake server over HTTP. */
@NullMarked
package io.github.smtpfake.client;

import org.jspecify.annotations.NullMarked;
