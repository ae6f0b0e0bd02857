/** How what came by mail is shown to browsers, so that it can run nothing. */
@NullMarked
package io.github.smtpfake.rest.preview;

import org.jspecify.annotations.NullMarked;
