package io.github.smtpfake.client;

/** The contract of endpoints on a server in this JVM, which defines it. */
class EmbeddedEndpointTest extends EndpointContract {

    @Override
    Endpoint open(ServedServer server) {
        return new Endpoint.Embedded(server.smtp());
    }

    @Override
    void close(Endpoint endpoint) {
        endpoint.clearRules();
    }
}
