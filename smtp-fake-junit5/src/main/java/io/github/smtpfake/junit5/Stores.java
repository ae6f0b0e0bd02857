package io.github.smtpfake.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Where the extension keeps its state: a store hands on to inner contexts, and closes what it holds. */
final class Stores {
    private static final Namespace NAMESPACE = Namespace.create(SmtpFakeExtension.class);

    private Stores() {}

    static Store of(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
