/** Mailpit's search language, translated to queries for stores. */
@NullMarked
package io.github.smtpfake.rest.internal.mailpit.search;

import org.jspecify.annotations.NullMarked;
