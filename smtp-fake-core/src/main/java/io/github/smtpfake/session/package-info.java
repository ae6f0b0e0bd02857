/**
 * Records of SMTP sessions: envelopes, transcripts, rejected commands and problems. Unless stated otherwise, methods
 * throw a {@link NullPointerException} if an argument is null, and never return null.
 */
@NullMarked
package io.github.smtpfake.session;

import org.jspecify.annotations.NullMarked;
