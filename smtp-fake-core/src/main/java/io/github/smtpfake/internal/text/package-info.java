/** Small tools that know nothing of mail; the floor below all others. */
@NullMarked
package io.github.smtpfake.internal.text;

import org.jspecify.annotations.NullMarked;
