package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.store.CutLists;
import io.github.smtpfake.rest.internal.store.RowReader;
import io.github.smtpfake.rest.internal.store.RowValues;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message in a list: without its bodies.
 *
 * @param problemCount the number of problems; empty unless the client asked for it, and for messages that have yet to be examined
 * @param cut the number of elements of each list that is too long to be shown whole; empty if none is
 * @param unreadable why only the envelope is shown; empty if the message can be read
 */
record SummaryJson(
        String id,
        Instant receivedAt,
        Envelope envelope,
        List<Address> from,
        List<Address> to,
        List<Address> cc,
        List<Address> replyTo,
        @Nullable String subject,
        int size,
        int attachmentCount,
        String snippet,
        String sessionId,
        boolean read,
        List<String> tags,
        Optional<Integer> problemCount,
        Optional<Map<String, Integer>> cut,
        Optional<String> unreadable) {

    /** Returns the JSON of each message, except those that the store has deleted in the meantime. */
    static List<SummaryJson> list(List<StoredMessage> messages, RowReader reader) {
        return messages.stream()
                .flatMap(stored -> reader.read(stored, SummaryJson::of).stream())
                .toList();
    }

    /** Reserves the memory that reading the message needs, and waits for a moment if there is no room. */
    static SummaryJson of(StoredMessage stored) {
        try (RowValues row = RowValues.reserving(stored.message(), true)) {
            return of(stored, row);
        }
    }

    static SummaryJson of(StoredMessage stored, RowValues row) {
        return of(stored, row, new CutLists());
    }

    /** Returns the JSON with the number of problems, which may be missing for now. */
    static SummaryJson withProblemCount(StoredMessage stored, RowValues row, ProblemCounts.ForAnswer counts) {
        return of(stored, row, new CutLists(), Optional.of(counts));
    }

    /**
     * @param row reads the values
     * @param lists cuts the lists of the whole answer
     */
    static SummaryJson of(StoredMessage stored, RowValues row, CutLists lists) {
        return of(stored, row, lists, Optional.empty());
    }

    private static SummaryJson of(
            StoredMessage stored, RowValues row, CutLists lists, Optional<ProblemCounts.ForAnswer> counts) {
        CapturedMessage message = stored.message();
        List<Address> from = lists.cut("from", row.read(message::from, List.of()));
        List<Address> to = lists.cut("to", row.read(message::to, List.of()));
        List<Address> cc = lists.cut("cc", row.read(message::cc, List.of()));
        List<Address> replyTo = lists.cut("replyTo", row.read(message::replyTo, List.of()));
        Optional<String> subject = row.read(message::subject, Optional.empty());
        int attachmentCount = row.read(message::attachmentCount, 0);
        String snippet = row.read(message::snippet, "");
        // Before the problems, because the row can be shown without them.
        String unreadable = row.unreadable();
        Optional<Integer> problemCount = counts.flatMap(each -> each.of(message, row));
        return new SummaryJson(
                message.id(),
                message.receivedAt(),
                message.envelope(),
                from,
                to,
                cc,
                replyTo,
                subject.orElse(null),
                message.size(),
                attachmentCount,
                snippet,
                message.session().id(),
                stored.isRead(),
                lists.cut("tags", stored.tags()),
                problemCount,
                Optional.of(lists.counts()).filter(cut -> !cut.isEmpty()),
                Optional.ofNullable(unreadable));
    }
}
