package io.github.smtpfake.store;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Selects messages of a store by their content, their numbers, their ids, and the marks that users set. A message must meet
 * all conditions. Start from {@link #all()}, {@link #of} or {@link #ids}. Immutable.
 *
 * @param message the condition on envelope, session and content
 * @param after only messages with a higher number
 * @param before only messages with a lower number
 * @param begun only messages whose {@link StoredMessage#begun()} is at least this number
 * @param ids only messages with one of these ids; empty for any id
 * @param read whether the message is marked as read; empty for both
 * @param tagged whether the message has any tag; empty for both
 * @param tags tags that the message has, ignoring case
 * @param absentTags tags that the message does not have, ignoring case
 */
public record StoreQuery(
        MessageQuery message,
        long after,
        long before,
        long begun,
        Optional<Set<String>> ids,
        Optional<Boolean> read,
        Optional<Boolean> tagged,
        Set<String> tags,
        Set<String> absentTags) {
    private static final StoreQuery ALL = new StoreQuery(
            MessageQuery.any(),
            0,
            Long.MAX_VALUE,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of());

    /** Creates a query with copies of the sets. */
    public StoreQuery {
        Objects.requireNonNull(message, "message");
        ids = Objects.requireNonNull(ids, "ids").map(Set::copyOf);
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(tagged, "tagged");
        tags = Set.copyOf(Objects.requireNonNull(tags, "tags"));
        absentTags = Set.copyOf(Objects.requireNonNull(absentTags, "absentTags"));
    }

    /** Returns the query that every message matches. */
    public static StoreQuery all() {
        return ALL;
    }

    /** Returns a query for the messages that match another query. */
    public static StoreQuery of(MessageQuery message) {
        return ALL.matching(message);
    }

    /** Returns a query for the messages with one of these ids. */
    public static StoreQuery ids(Collection<String> ids) {
        Objects.requireNonNull(ids, "ids");
        return new StoreQuery(
                ALL.message,
                ALL.after,
                ALL.before,
                ALL.begun,
                Optional.of(Set.copyOf(ids)),
                ALL.read,
                ALL.tagged,
                ALL.tags,
                ALL.absentTags);
    }

    /** Returns a copy that also requires messages to match another query. */
    public StoreQuery matching(MessageQuery other) {
        Objects.requireNonNull(other, "other");
        return new StoreQuery(message.and(other), after, before, begun, ids, read, tagged, tags, absentTags);
    }

    /**
     * Returns a copy for the messages after a mark: those whose mail transaction began after it. The transaction of a message
     * that arrived after the mark may have begun before it; to select this message as well, use {@link #after(long)} with the
     * number of the mark.
     */
    public StoreQuery since(Mark mark) {
        StoreQuery arrivedLater = after(Objects.requireNonNull(mark, "mark").message());
        return new StoreQuery(
                message,
                arrivedLater.after,
                before,
                Math.max(begun, mark.session()),
                ids,
                read,
                tagged,
                tags,
                absentTags);
    }

    /** Returns a copy for the messages with a higher number than this one. */
    public StoreQuery after(long number) {
        return new StoreQuery(message, Math.max(after, number), before, begun, ids, read, tagged, tags, absentTags);
    }

    /** Returns a copy for the messages with a lower number than this one. */
    public StoreQuery before(long number) {
        return new StoreQuery(message, after, Math.min(before, number), begun, ids, read, tagged, tags, absentTags);
    }

    /** Returns a copy that also requires messages to be marked as read, or not to be. */
    public StoreQuery read(boolean isRead) {
        if (read.isPresent() && read.get() != isRead) {
            return nothing();
        }
        return new StoreQuery(message, after, before, begun, ids, Optional.of(isRead), tagged, tags, absentTags);
    }

    /** Returns a copy that also requires messages to have a tag, or to have none. */
    public StoreQuery tagged(boolean isTagged) {
        if (tagged.isPresent() && tagged.get() != isTagged) {
            return nothing();
        }
        return new StoreQuery(message, after, before, begun, ids, read, Optional.of(isTagged), tags, absentTags);
    }

    /** Returns a copy that no message matches, because its conditions contradict each other. */
    private StoreQuery nothing() {
        return new StoreQuery(message, after, before, begun, Optional.of(Set.of()), read, tagged, tags, absentTags);
    }

    /** Returns a copy that also requires messages to have this tag. */
    public StoreQuery tag(String name) {
        return new StoreQuery(message, after, before, begun, ids, read, tagged, with(tags, name), absentTags);
    }

    /** Returns a copy that also requires messages not to have this tag. */
    public StoreQuery withoutTag(String name) {
        return new StoreQuery(message, after, before, begun, ids, read, tagged, tags, with(absentTags, name));
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(Objects.requireNonNull(name, "name"));
        return more;
    }

    /** Returns whether all messages match if none has a higher number than this one. */
    boolean selectsAll(long lastNumber) {
        return read.isEmpty() && hasNoConditionExceptRead(lastNumber);
    }

    /** Returns whether all unread messages match, and no others, if none has a higher number than this one. */
    boolean selectsAllUnread(long lastNumber) {
        return read.equals(Optional.of(false)) && hasNoConditionExceptRead(lastNumber);
    }

    private boolean hasNoConditionExceptRead(long lastNumber) {
        return message.size() == 0
                && after <= 0
                && before > lastNumber
                && begun <= 0
                && ids.isEmpty()
                && tagged.isEmpty()
                && tags.isEmpty()
                && absentTags.isEmpty();
    }

    /** Returns whether a message meets all conditions. */
    public boolean matches(StoredMessage stored) {
        Objects.requireNonNull(stored, "stored");
        return stored.number() > after
                && stored.number() < before
                && stored.begun() >= begun
                && (ids.isEmpty() || ids.get().contains(stored.message().id()))
                && matchesMarks(stored)
                && message.matches(stored.message());
    }

    /** Returns whether a message meets the conditions on the marks that users set. All its other values never change. */
    boolean matchesMarks(StoredMessage stored) {
        return (read.isEmpty() || read.get() == stored.isRead()) && matchesTags(stored);
    }

    private boolean matchesTags(StoredMessage stored) {
        if (tagged.isEmpty() && tags.isEmpty() && absentTags.isEmpty()) {
            // Finding the tags may require the header of the message.
            return true;
        }
        Set<String> present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        present.addAll(stored.tags());
        return (tagged.isEmpty() || tagged.get() != present.isEmpty())
                && present.containsAll(tags)
                && absentTags.stream().noneMatch(present::contains);
    }
}
