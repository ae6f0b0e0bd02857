package io.github.smtpfake.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The JUnit stores in which one extension keeps its state, and the one that all extensions share. A store is visible to the
 * nested contexts of its context, and closes its values when its context ends. Keys are never records, because computing the
 * first hash code of a record slows down the start of a JVM by 20 ms.
 */
final class ContextStores {
    private static final Namespace NAMESPACE = Namespace.create(ContextStores.class);

    /** Returns the store that all extensions share. */
    static Store shared(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Returns the extension's store for a context. */
    Store of(ExtensionContext context) {
        return of(context, context);
    }

    /** Returns the extension's store for a context, read from that context or from one within it. */
    Store of(ExtensionContext enclosing, ExtensionContext context) {
        return context.getStore(NAMESPACE.append(this, enclosing.getUniqueId()));
    }

    /** Returns the extension's store for the test that the current thread is about to run. */
    Store ofThread(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE.append(this, Thread.currentThread()));
    }

    /**
     * A value that its store closes. Until JUnit 5.12 a store closes only a {@code CloseableResource}; from 5.13 on it expects
     * an {@code AutoCloseable} and warns about a value that is only a {@code CloseableResource}.
     */
    interface Resource extends CloseableResource, AutoCloseable {
        @Override
        void close();
    }
}
