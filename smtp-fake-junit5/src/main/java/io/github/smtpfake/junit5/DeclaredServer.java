package io.github.smtpfake.junit5;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that a class or a test declares by an annotation or a field. Equal only to itself. */
final class DeclaredServer {
    private final ContextStores owner;
    private final ServerSettings settings;
    private final String declaredAt;
    private final Optional<RunningServer> running;

    private DeclaredServer(
            ContextStores owner, ServerSettings settings, String declaredAt, Optional<RunningServer> running) {
        this.owner = owner;
        this.settings = settings;
        this.declaredAt = declaredAt;
        this.running = running;
    }

    /** Declares a server for a context and starts it, unless each test has a separate one. */
    static DeclaredServer declare(ContextStores owner, ServerSettings settings, ExtensionContext context) {
        return new DeclaredServer(owner, settings, context.getUniqueId(), RunningServer.startShared(settings, context));
    }

    /** Returns the stores of the extension that manages the server. */
    ContextStores owner() {
        return owner;
    }

    ServerSettings settings() {
        return settings;
    }

    /** Returns the id of the context that declares the server. */
    String declaredAt() {
        return declaredAt;
    }

    /** Returns the running server that all tests share; empty if each test has a separate one. */
    Optional<RunningServer> running() {
        return running;
    }
}
