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
        return new RemoteServer(login(SmtpFakeClient.builder(url), url).connect());
    }

    private static SmtpFakeClientBuilder login(SmtpFakeClientBuilder builder, URI url) {
        String given = url.getUserInfo();
        if (given == null) {
            return builder;
        }
        int colon = given.indexOf(':');
        return colon < 0 ? builder.token(given) : builder.login(given.substring(0, colon), given.substring(colon + 1));
    }
}
