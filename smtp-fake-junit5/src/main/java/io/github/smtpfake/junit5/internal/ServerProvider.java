package io.github.smtpfake.junit5.internal;

import io.github.smtpfake.internal.TestServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Provides servers that the extension does not start itself. Found by {@link java.util.ServiceLoader}, only if a declaration has
 * a URL. Implementations need a public constructor without parameters.
 */
public interface ServerProvider {

    /**
     * Connects to a running server. Default: this provider has none.
     *
     * @param url the URL of its HTTP port
     * @return the server, which {@link TestServer#stop} leaves running; empty if this provider is not responsible
     */
    default Optional<TestServer> connect(URI url) {
        return Optional.empty();
    }

    /**
     * Returns the server that belongs to a context of the tests, such as that of an application. Default: this provider has none.
     *
     * @param context the context of the class or test that declares the server
     * @param name the name of the declaration; empty if it has none
     * @return the server, which {@link TestServer#stop} leaves running; empty if this provider is not responsible
     */
    default Optional<TestServer> find(ExtensionContext context, String name) {
        return Optional.empty();
    }
}
