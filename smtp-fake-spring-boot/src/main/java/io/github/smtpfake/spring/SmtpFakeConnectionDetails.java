package io.github.smtpfake.spring;

import io.github.smtpfake.client.SmtpFakeClient;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * The connection of an application to a server in a container. {@code @ServiceConnection} on a container of smtp-fake creates it,
 * and so does Docker Compose for a service with the image {@code smtp-fake}. With such a bean, the mail sender of the application
 * sends to this server, and the client is a bean, too.
 */
public interface SmtpFakeConnectionDetails extends ConnectionDetails {

    /**
     * Returns a client of the running server, always the same one. The application does not close it.
     *
     * @throws io.github.smtpfake.store.StoreUnavailableException if the server does not answer
     */
    SmtpFakeClient getClient();
}
