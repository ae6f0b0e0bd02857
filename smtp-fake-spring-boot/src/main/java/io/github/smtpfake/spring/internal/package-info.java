/** What Spring and the JUnit extension find by name. Not for users. */
@NullMarked
package io.github.smtpfake.spring.internal;

import org.jspecify.annotations.NullMarked;
