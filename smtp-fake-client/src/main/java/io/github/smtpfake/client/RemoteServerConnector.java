package io.github.smtpfake.client;

import io.github.smtpfake.client.internal.Connector;
import io.github.smtpfake.internal.TestServer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Connects to servers for the JUnit extension. */
final class RemoteServerConnector extends Connector {

    static {
        Connector.install(new RemoteServerConnector());
    }

    private RemoteServerConnector() {}

    @Override
    protected TestServer connectTo(URI url, Optional<Map.Entry<String, String>> login) {
        SmtpFakeClientBuilder builder = SmtpFakeClient.builder(url);
        login.ifPresent(user -> builder.smtpLogin(user.getKey(), user.getValue()));
        return new RemoteServer(builder.connect());
    }
}
