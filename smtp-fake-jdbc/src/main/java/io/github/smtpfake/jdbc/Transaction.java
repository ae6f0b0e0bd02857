package io.github.smtpfake.jdbc;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoreListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One transaction of the {@link Writer}, and the changes to announce after its commit. Not thread-safe. */
final class Transaction {
    private final Database database;
    private final Ledger before;
    private Ledger ledger;
    private final List<Consumer<StoreListener>> events = new ArrayList<>();
    private boolean hasChangedTags;
    private OptionalLong oldest = OptionalLong.empty();
    private Optional<BiConsumer<StoreListener, List<String>>> selectionEvent = Optional.empty();

    Transaction(Database database, Ledger ledger) {
        this.database = database;
        this.before = ledger;
        this.ledger = ledger;
    }

    Database database() {
        return database;
    }

    Ledger ledger() {
        return ledger;
    }

    void setLedger(Ledger changed) {
        ledger = changed;
    }

    boolean hasNewLedger() {
        return !ledger.equals(before);
    }

    /** Returns when the oldest message arrived that is there after the commit; empty if that has not changed. */
    OptionalLong oldest() {
        return oldest;
    }

    void setOldest(long nanos) {
        oldest = OptionalLong.of(nanos);
    }

    void added(CapturedMessage message) {
        events.add(listener -> listener.added(message));
    }

    /** Notifies listeners of a change, after the commit. */
    void announce(Consumer<StoreListener> event) {
        events.add(event);
    }

    void removed(List<String> ids) {
        List<String> unmodifiable = List.copyOf(ids);
        events.add(listener -> listener.removed(unmodifiable));
    }

    /** Notifies a listener of the changes, after the commit. */
    void announceTo(StoreListener listener) {
        events.forEach(event -> event.accept(listener));
    }

    /** Records that a message may have other tags, or one with tags no longer be there. */
    void changedTags() {
        hasChangedTags = true;
    }

    boolean hasChangedTags() {
        return hasChangedTags;
    }

    /** Notifies listeners, after the commit, of the ids of a {@link Selection} that has been changed or deleted. */
    void changedSelection(BiConsumer<StoreListener, List<String>> event) {
        selectionEvent = Optional.of(event);
    }

    /** Returns how to notify a listener of the ids of the selection; empty if none has been changed. */
    Optional<BiConsumer<StoreListener, List<String>>> selectionEvent() {
        return selectionEvent;
    }
}
