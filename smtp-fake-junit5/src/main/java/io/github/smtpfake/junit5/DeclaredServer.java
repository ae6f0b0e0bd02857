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

    /** Declares a server for a context and starts it, unless each test has a separate one or an application starts it. */
    static DeclaredServer declare(ContextStores owner, ServerSettings settings, ExtensionContext context) {
        Optional<RunningServer> running =
                settings.source().isOfApplication() ? Optional.empty() : RunningServer.startShared(settings, context);
        return new DeclaredServer(owner, settings, context.getUniqueId(), running);
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

    /** Returns whether the server was started for the context that declares it and those within. */
    boolean isStarted() {
        return running.isPresent();
    }

    /** Returns whether an application starts the server; tests may have different applications. */
    boolean isOfApplication() {
        return settings.source().isOfApplication();
    }

    /** Returns the running server that a class or test shares with others; empty if each test has a separate one. */
    Optional<RunningServer> running(ExtensionContext context) {
        return isOfApplication() ? Optional.of(ProvidedServers.find(settings, context)) : running;
    }
}
