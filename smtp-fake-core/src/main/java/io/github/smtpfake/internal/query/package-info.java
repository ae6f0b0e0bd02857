/** What a query for messages consists of, as data, so that a store can translate it to its own language. */
@NullMarked
package io.github.smtpfake.internal.query;

import org.jspecify.annotations.NullMarked;
