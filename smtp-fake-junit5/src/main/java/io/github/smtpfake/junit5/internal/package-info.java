/** What other modules of smtp-fake implement for the extension. Not for users. */
@NullMarked
package io.github.smtpfake.junit5.internal;

import org.jspecify.annotations.NullMarked;
