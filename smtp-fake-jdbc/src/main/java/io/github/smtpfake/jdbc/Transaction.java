package io.github.smtpfake.jdbc;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoreListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One transaction of the {@link Writer}, and what becomes known when it is committed. Not thread-safe. */
final class Transaction {
    private final Database database;
    private final Ledger before;
    private Ledger ledger;
    private final List<Consumer<StoreListener>> events = new ArrayList<>();
    private boolean removesSelection;

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

    void added(CapturedMessage message) {
        events.add(listener -> listener.added(message));
    }

    void removed(List<String> ids) {
        List<String> unmodifiable = List.copyOf(ids);
        events.add(listener -> listener.removed(unmodifiable));
    }

    /** Reports to a listener, after the commit, what has changed. */
    void tell(StoreListener listener) {
        events.forEach(event -> event.accept(listener));
    }

    /** Lets listeners know, after the commit, the ids of a {@link Selection} that was deleted. */
    void removedSelection() {
        removesSelection = true;
    }

    boolean removesSelection() {
        return removesSelection;
    }
}
