package io.github.smtpfake.client.internal;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.ServerProvider;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Lets {@code @SmtpFake(url = …)} use a running server. */
public final class ClientProvider implements ServerProvider {

    /** Creates a provider; called by {@link java.util.ServiceLoader}. */
    public ClientProvider() {}

    @Override
    public Optional<TestServer> connect(URI url, Optional<Map.Entry<String, String>> login) {
        return Optional.of(Connector.connect(url, login));
    }
}
