/** Small tools for text, independent of mail. No package is below this one. */
@NullMarked
package io.github.smtpfake.internal.text;

import org.jspecify.annotations.NullMarked;
