/** HTTP over the JDK's own server: routes, access, problem documents. Knows nothing of mail. */
@NullMarked
package io.github.smtpfake.rest.internal.http;

import org.jspecify.annotations.NullMarked;
