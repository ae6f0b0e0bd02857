package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.ServerProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The providers on the class path. They are loaded with this class, which most runs do not need. */
final class ServerProviders {
    private static final List<ServerProvider> ALL =
            ServiceLoader.load(ServerProvider.class, ServerProviders.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private ServerProviders() {}

    /** Returns whether the application of a test class starts a server, as {@link ServerProvider#isResponsible} does. */
    static boolean areResponsible(ExtensionContext context, String name) {
        for (ServerProvider provider : ALL) {
            if (provider.isResponsible(context, name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the server that belongs to the application of a test, as {@link ServerProvider#find} does. */
    static Optional<TestServer> find(ExtensionContext context, String name) {
        return first(provider -> provider.find(context, name));
    }

    /**
     * Connects to the running server.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if no provider is on the class path
     */
    static TestServer connect(ServerUrl url) {
        URI running = url.uri().orElseThrow();
        return first(provider -> provider.connect(running, url.login()))
                .orElseThrow(() -> ConfigurationErrors.at(
                        "@SmtpFake(url = \"" + url.template() + "\")",
                        "add io.github.smtpfake:smtp-fake-client to the class path of the tests, or remove url"));
    }

    private static Optional<TestServer> first(Function<ServerProvider, Optional<TestServer>> method) {
        for (ServerProvider provider : ALL) {
            Optional<TestServer> server = method.apply(provider);
            if (server.isPresent()) {
                return server;
            }
        }
        return Optional.empty();
    }
}
