package io.github.smtpfake.internal.text;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Like {@link Lazy}, but when memory runs short the value is let go of, and made again for who asks then. Two values that
 * were made one after the other must be as good as one.
 */
public final class SoftLazy<T> {
    private final Supplier<T> maker;
    private volatile @Nullable SoftReference<T> value;

    public SoftLazy(Supplier<T> maker) {
        this.maker = maker;
    }

    public T get() {
        T made = held();
        if (made == null) {
            synchronized (this) {
                made = held();
                if (made == null) {
                    made = maker.get();
                    value = new SoftReference<>(made);
                }
            }
        }
        return made;
    }

    private @Nullable T held() {
        SoftReference<T> reference = value;
        return reference == null ? null : reference.get();
    }
}
