package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.MessageStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The labels of all messages. Labels of deleted messages are removed once they outnumber the stored messages.
 * Thread-safe.
 */
final class Labels {
    private static final int SPARE = 100;

    private final MessageStore store;
    private final Map<String, Label> labels = new HashMap<>();

    Labels(MessageStore store) {
        this.store = store;
    }

    /** Returns the label of a message. The initial label has the tags that the message itself contains. */
    Label of(CapturedMessage message) {
        synchronized (this) {
            Label known = labels.get(message.id());
            if (known != null) {
                return known;
            }
        }
        // Outside of the lock, because finding the tags may have to parse the message.
        return put(message, new Label(false, Tags.of(message)), label -> label);
    }

    /** Replaces the label of a message. */
    void change(CapturedMessage message, UnaryOperator<Label> change) {
        put(message, of(message), change);
    }

    private synchronized Label put(CapturedMessage message, Label initial, UnaryOperator<Label> change) {
        Label label = change.apply(labels.getOrDefault(message.id(), initial));
        labels.put(message.id(), label);
        if (labels.size() > 2 * store.counters().stored() + SPARE) {
            removeLabelsOfDeletedMessages();
        }
        return label;
    }

    private void removeLabelsOfDeletedMessages() {
        Set<String> stored = new HashSet<>();
        store.messages().forEach(message -> stored.add(message.id()));
        labels.keySet().retainAll(stored);
    }

    /** Returns the tags of all stored messages, sorted. */
    List<String> tags() {
        Set<String> all = new HashSet<>();
        store.messages().forEach(message -> all.addAll(of(message).tags()));
        return Tags.sorted(all);
    }

    synchronized int size() {
        return labels.size();
    }
}
