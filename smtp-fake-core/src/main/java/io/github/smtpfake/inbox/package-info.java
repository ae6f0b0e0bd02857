/** Where captured messages are kept, and how a test sees and awaits them. */
@NullMarked
package io.github.smtpfake.inbox;

import org.jspecify.annotations.NullMarked;
