package io.github.smtpfake.internal.text;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/**
 * A large value that is computed on first use, and kept until the JVM needs the memory; then it is computed again. Thread-safe:
 * all threads that request it at the same time receive the same object.
 */
public final class SoftValue<T> {
    private final Supplier<T> maker;
    private volatile SoftReference<T> kept = new SoftReference<>(null);

    /**
     * Creates a value that is not computed yet.
     *
     * @param maker computes the value, which must be the same each time
     */
    public SoftValue(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Returns the value. Computes it if necessary. */
    public T get() {
        T found = kept.get();
        return found != null ? found : make();
    }

    private synchronized T make() {
        T found = kept.get();
        if (found == null) {
            found = maker.get();
            kept = new SoftReference<>(found);
        }
        return found;
    }
}
