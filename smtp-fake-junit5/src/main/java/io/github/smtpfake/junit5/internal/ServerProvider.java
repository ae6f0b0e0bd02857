package io.github.smtpfake.junit5.internal;

import io.github.smtpfake.internal.TestServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Provides servers that the extension does not start itself. Found by {@link java.util.ServiceLoader}, but only if an annotation
 * has a URL, or if {@code @ExtendWith} registers the extension of Spring for its class or an enclosing one: loading providers
 * slows down the start of a JVM. Implementations need a public constructor without parameters, and are thread-safe.
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
     * Returns the server that belongs to the application of a test. Default: this provider has none.
     *
     * <p>The extension asks for each server that an annotation without properties declares for a class, before the first
     * {@code @BeforeAll} method. It asks again before each nested class and each test, because the application may have been
     * started again, with another server. It starts the server again if a test has stopped it, and never stops it.
     *
     * @param context the context of the class or test; that of the class also while its constructor runs
     * @param name the name of the declaration; empty if it has none
     * @return the server, equal to the one that was returned before if it is the same; empty if this provider is not responsible
     */
    default Optional<TestServer> find(ExtensionContext context, String name) {
        return Optional.empty();
    }
}
