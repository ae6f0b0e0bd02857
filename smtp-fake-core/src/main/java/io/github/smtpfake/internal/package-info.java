/** Access for the other modules of smtp-fake. Not public API: it changes without notice. */
@NullMarked
package io.github.smtpfake.internal;

import org.jspecify.annotations.NullMarked;
