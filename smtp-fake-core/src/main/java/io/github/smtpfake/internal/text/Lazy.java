package io.github.smtpfake.internal.text;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed on first use, and only once even if several threads request it. */
public final class Lazy<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T value;

    /**
     * Creates a value that is not computed yet.
     *
     * @param maker computes the value
     */
    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Returns the value. Computes it if necessary. */
    public T get() {
        T made = value;
        if (made == null) {
            synchronized (this) {
                made = value;
                if (made == null) {
                    made = maker.get();
                    value = made;
                }
            }
        }
        return made;
    }
}
