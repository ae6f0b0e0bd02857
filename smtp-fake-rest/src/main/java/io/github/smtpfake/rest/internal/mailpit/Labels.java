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
 * The labels of all messages. No message has one for longer than the store has the message, give or take as many again.
 * Thread-safe.
 */
final class Labels {
    private static final int SPARE = 100;

    private final MessageStore store;
    private final Map<String, Label> labels = new HashMap<>();

    Labels(MessageStore store) {
        this.store = store;
    }

    /** Returns the label of a message; that of one never looked at has the tags that it brings along. */
    Label of(CapturedMessage message) {
        synchronized (this) {
            Label known = labels.get(message.id());
            if (known != null) {
                return known;
            }
        }
        // Not under the lock, as it may have to parse the message.
        return put(message, new Label(false, Tags.of(message)), label -> label);
    }

    void change(CapturedMessage message, UnaryOperator<Label> change) {
        put(message, of(message), change);
    }

    private synchronized Label put(CapturedMessage message, Label initial, UnaryOperator<Label> change) {
        Label label = change.apply(labels.getOrDefault(message.id(), initial));
        labels.put(message.id(), label);
        if (labels.size() > 2 * store.counters().stored() + SPARE) {
            forgetMessagesThatAreGone();
        }
        return label;
    }

    private void forgetMessagesThatAreGone() {
        Set<String> stored = new HashSet<>();
        store.messages().forEach(message -> stored.add(message.id()));
        labels.keySet().retainAll(stored);
    }

    /** Returns every tag that a stored message has, sorted. */
    List<String> tags() {
        Set<String> all = new HashSet<>();
        store.messages().forEach(message -> all.addAll(of(message).tags()));
        return Tags.sorted(all);
    }

    synchronized int size() {
        return labels.size();
    }
}
