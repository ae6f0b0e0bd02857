package io.github.smtpfake.junit5.internal;

import io.github.smtpfake.internal.TestServer;
import java.net.URI;
import java.util.Map;
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
     * @param login a user that its SMTP port accepts, with the password; empty if clients need not log in
     * @return the server, which {@link TestServer#stop} leaves running; empty if this provider is not responsible
     */
    default Optional<TestServer> connect(URI url, Optional<Map.Entry<String, String>> login) {
        return Optional.empty();
    }

    /**
     * Returns whether the application of a test class starts the servers that its annotations declare. The extension asks before
     * the first {@code @BeforeAll} method, when other extensions may not have begun yet; therefore this method does not start the
     * application. Default: {@code false}.
     *
     * @param context the context of the class or test with the annotation
     * @param name the name of the declaration; empty if it has none
     */
    default boolean isResponsible(ExtensionContext context, String name) {
        return false;
    }

    /**
     * Returns the server that belongs to the application of a test, and starts the application if it is not running. Default:
     * this provider has none.
     *
     * <p>The extension asks before each test, because the application may have been started again, with another server, and earlier
     * if a constructor, a {@code @BeforeAll} method or a field of the class uses the server. It starts the server again if a test
     * has stopped it, and never stops it.
     *
     * @param context the context of the class or test; that of the class also while its constructor runs
     * @param name the name of the declaration; empty if it has none
     * @return the server, equal to the one that was returned before if it is the same; empty if the application has none
     */
    default Optional<TestServer> find(ExtensionContext context, String name) {
        return Optional.empty();
    }
}
