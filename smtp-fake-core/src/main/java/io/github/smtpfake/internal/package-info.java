/** The door between the modules of smtp-fake. No API: it changes without notice. */
@NullMarked
package io.github.smtpfake.internal;

import org.jspecify.annotations.NullMarked;
