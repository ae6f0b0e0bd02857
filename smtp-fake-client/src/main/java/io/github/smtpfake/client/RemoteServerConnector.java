package io.github.smtpfake.client;

import io.github.smtpfake.client.internal.Connector;
import io.github.smtpfake.internal.TestServer;
import java.net.URI;

/** Connects to servers for the JUnit extension. */
final class RemoteServerConnector extends Connector {

    static {
        Connector.install(new RemoteServerConnector());
    }

    private RemoteServerConnector() {}

    @Override
    protected TestServer connectTo(URI url) {
        return new RemoteServer(SmtpFakeClient.connect(url));
    }
}
