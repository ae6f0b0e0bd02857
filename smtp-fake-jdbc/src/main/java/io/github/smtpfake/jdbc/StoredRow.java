package io.github.smtpfake.jdbc;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoredMessage;
import java.util.List;

/** A message of the file, with the marks that it had when it was read. Immutable. */
record StoredRow(long number, long begun, CapturedMessage message, boolean isRead, List<String> tags)
        implements StoredMessage {}
