package io.github.smtpfake.spring;

import io.github.smtpfake.client.SmtpFakeClient;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The connection of an application to a server in another process, such as a container. With a bean of this type, the mail sender
 * of the application sends to this server, and the client is a bean, too.
 */
public interface SmtpFakeConnectionDetails extends ConnectionDetails {

    /**
     * Returns a client of the running server, always the same one. The application does not close it.
     *
     * @throws io.github.smtpfake.store.StoreUnavailableException if the server does not answer
     */
    SmtpFakeClient getClient();
}
