package io.github.smtpfake.junit5;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The scopes that one extension has opened, by the context to which they belong. Thread-safe. */
final class ContextScopes {
    private final ContextStores stores;
    private final OpenScopes openScopes = new OpenScopes();

    ContextScopes(ContextStores stores) {
        this.stores = stores;
    }

    /** Returns the scopes of a context; empty if they have not been opened. */
    Optional<ServerScopes> find(ExtensionContext context) {
        return Optional.ofNullable(stores.of(context).get(ServerScopes.class, ServerScopes.class));
    }

    /** Opens the scopes of a context, which has none, for the servers that it sees. */
    ServerScopes open(ExtensionContext context) {
        Optional<ServerScopes> constructed = TestInstances.areConstructedBefore(context)
                ? ofConstructors(context).end()
                : Optional.empty();
        ServerScopes opened = ServerScopes.open(VisibleServers.in(context).of(stores), constructed, context);
        stores.of(context).put(ServerScopes.class, opened);
        openScopes.add(opened, context);
        return opened;
    }

    /** Ends the scopes of a context, if there are any. */
    void end(ExtensionContext context) {
        ServerScopes scopes = stores.of(context).remove(ServerScopes.class, ServerScopes.class);
        if (scopes != null) {
            openScopes.remove(scopes);
            scopes.end(context);
        }
    }

    /** Returns the scopes of the constructors that the current thread runs. */
    ConstructorScopes ofConstructors(ExtensionContext context) {
        Store store = stores.ofThread(context);
        ConstructorScopes known = store.get(ConstructorScopes.class, ConstructorScopes.class);
        if (known == null) {
            known = new ConstructorScopes();
            store.put(ConstructorScopes.class, known);
        }
        return known;
    }

    /** Returns the scope of the class or test that the current thread runs, as {@link OpenScopes#current} does. */
    Optional<ServerScope> current() {
        return openScopes.current();
    }
}
