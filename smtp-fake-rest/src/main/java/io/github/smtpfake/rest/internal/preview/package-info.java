/** Shows the content of messages in browsers, without running any of it. */
@NullMarked
package io.github.smtpfake.rest.internal.preview;

import org.jspecify.annotations.NullMarked;
