package io.github.smtpfake.client;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.ServerProvider;
import java.net.URI;
import java.util.Optional;

/** Lets {@code @SmtpFake(url = …)} use a running server. Only the extension of JUnit creates it. */
public final class ClientProvider implements ServerProvider {

    /** Creates a provider; called by {@link java.util.ServiceLoader}. */
    public ClientProvider() {}

    @Override
    public Optional<TestServer> connect(URI url) {
        return Optional.of(
                new RemoteServer(login(SmtpFakeClient.builder(url), url).connect()));
    }

    /** A URL may contain a user and a password, or a token as the user. */
    private static SmtpFakeClientBuilder login(SmtpFakeClientBuilder builder, URI url) {
        String given = url.getUserInfo();
        if (given == null) {
            return builder;
        }
        int colon = given.indexOf(':');
        return colon < 0 ? builder.token(given) : builder.login(given.substring(0, colon), given.substring(colon + 1));
    }
}
