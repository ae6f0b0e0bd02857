/** Running servers and simple clients, shared by several tests. */
@NullMarked
package io.github.smtpfake.rest.testing;

import org.jspecify.annotations.NullMarked;
