package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.store.RowValues;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of problems of messages, for lists. A message never changes, so that it is examined once. One answer examines only
 * some messages; a client that asks again receives the numbers of others. Thread-safe.
 */
final class ProblemCounts {
    /** The number of messages whose number is kept; together about 1 MB. */
    private static final int MAX_KEPT = 10_000;
    /** The number of bytes that one answer examines; it always examines one message. */
    private static final long BYTES_PER_ANSWER = 8L * 1024 * 1024;

    /** The numbers by id. Guarded by itself. */
    private final Map<String, Integer> known = new Latest();

    /** Starts the counts for one answer. */
    ForAnswer forAnswer() {
        return new ForAnswer();
    }

    private Optional<Integer> known(String id) {
        synchronized (known) {
            return Optional.ofNullable(known.get(id));
        }
    }

    private void keep(String id, int count) {
        synchronized (known) {
            known.put(id, count);
        }
    }

    /** Counts the problems of the messages of one answer. Used by one thread at a time. */
    final class ForAnswer {
        private long examined;

        /** Returns the number of problems, or empty if the message cannot be read or too much has been examined before. */
        Optional<Integer> of(CapturedMessage message, RowValues row) {
            Optional<Integer> before = known(message.id());
            return before.isPresent() || !mayExamine(message) ? before : examine(message, row);
        }

        private boolean mayExamine(CapturedMessage message) {
            return examined == 0 || examined + message.size() <= BYTES_PER_ANSWER;
        }

        private Optional<Integer> examine(CapturedMessage message, RowValues row) {
            examined += message.size();
            Optional<Integer> count =
                    row.readContent(() -> Optional.of(message.problems().size()), Optional.empty());
            count.ifPresent(found -> keep(message.id(), found));
            return count;
        }
    }

    /** Keeps the entries that were used last. */
    private static final class Latest extends LinkedHashMap<String, Integer> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75F, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_KEPT;
        }
    }
}
