package io.github.smtpfake.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Where the extension keeps its state: a store hands on to inner contexts, and closes what it holds. No key is a record, as
 * the first hash of one takes a new JVM 20 ms.
 */
final class Stores {
    private static final Namespace NAMESPACE = Namespace.create(SmtpFakeExtension.class);

    private Stores() {}

    /** What all extensions of a context share. */
    static Store of(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** What an extension keeps for a context. */
    static Store of(SmtpFakeExtension owner, ExtensionContext context) {
        return of(owner, context, context);
    }

    /** What an extension keeps for a context that another one is in, or is. */
    static Store of(SmtpFakeExtension owner, ExtensionContext around, ExtensionContext context) {
        return context.getStore(NAMESPACE.append(owner, around.getUniqueId()));
    }

    /** What an extension keeps for the test that this thread is about to run. */
    static Store ofThread(SmtpFakeExtension owner, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE.append(owner, Thread.currentThread()));
    }
}
