package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A server that ends with the context in whose store it is. Until JUnit 5.12 a store closes only what is a
 * {@code CloseableResource}; from 5.13 on it wants an {@code AutoCloseable}, and warns of the former alone.
 */
record RunningServer(SmtpFakeServer server) implements CloseableResource, AutoCloseable {

    @Override
    public void close() {
        server.stop();
    }
}
