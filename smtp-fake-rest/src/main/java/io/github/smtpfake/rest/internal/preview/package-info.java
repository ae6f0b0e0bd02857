/** How what came by mail is shown to browsers, so that it can run nothing. */
@NullMarked
package io.github.smtpfake.rest.internal.preview;

import org.jspecify.annotations.NullMarked;
