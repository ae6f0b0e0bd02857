package io.github.smtpfake.client;

/** The contract of endpoints over HTTP. */
class RemoteEndpointTest extends EndpointContract {

    @Override
    Endpoint open(ServedServer server) {
        return new Endpoint.Remote(SmtpFakeClient.connect(server.uri()));
    }

    @Override
    void close(Endpoint endpoint) {
        ((Endpoint.Remote) endpoint).smtp().close();
    }
}
