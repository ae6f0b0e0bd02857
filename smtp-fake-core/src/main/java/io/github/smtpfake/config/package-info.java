/** Values that configure a server; nothing here has behaviour of its own. */
@NullMarked
package io.github.smtpfake.config;

import org.jspecify.annotations.NullMarked;
