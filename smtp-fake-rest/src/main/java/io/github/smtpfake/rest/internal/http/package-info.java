/** HTTP with the JDK's server: routes, access control and problem documents. Does not depend on mail. */
@NullMarked
package io.github.smtpfake.rest.internal.http;

import org.jspecify.annotations.NullMarked;
