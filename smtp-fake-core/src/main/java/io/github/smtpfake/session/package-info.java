/** What happened in SMTP sessions: envelopes, transcripts, rejected commands and problems. */
@NullMarked
package io.github.smtpfake.session;

import org.jspecify.annotations.NullMarked;
