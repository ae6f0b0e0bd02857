/** Access to the store of a server that both HTTP dialects share. */
@NullMarked
package io.github.smtpfake.rest.internal.store;

import org.jspecify.annotations.NullMarked;
