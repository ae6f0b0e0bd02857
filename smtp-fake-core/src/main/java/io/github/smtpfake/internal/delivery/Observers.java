package io.github.smtpfake.internal.delivery;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The listeners of a store. Survives a listener that throws: the others must be notified, and what happened cannot be undone;
 * the sender of a stored message would send it again. Thread-safe.
 *
 * @param <L> the type of the listeners
 */
public final class Observers<L> {
    private final List<L> all = new CopyOnWriteArrayList<>();

    /** Adds a listener. */
    public void add(L listener) {
        all.add(listener);
    }

    /** Removes a listener; does nothing if it was never added. */
    public void remove(L listener) {
        all.remove(listener);
    }

    /** Returns whether there is no listener. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Notifies all listeners of an event. */
    public void announce(Consumer<L> event) {
        for (L each : all) {
            try {
                event.accept(each);
            } catch (Throwable e) {
                System.getLogger(Observers.class.getName()).log(Level.ERROR, "A listener of the store has failed", e);
            }
        }
    }
}
