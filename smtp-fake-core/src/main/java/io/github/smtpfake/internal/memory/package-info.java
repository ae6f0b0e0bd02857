/** The part of the heap that mail may use, and who uses it. */
@NullMarked
package io.github.smtpfake.internal.memory;

import org.jspecify.annotations.NullMarked;
