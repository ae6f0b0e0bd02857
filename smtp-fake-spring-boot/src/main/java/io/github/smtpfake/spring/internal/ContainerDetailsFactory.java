package io.github.smtpfake.spring.internal;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.spring.SmtpFakeConnectionDetails;
import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/** Creates the connection to a container with {@code @ServiceConnection}. Spring finds it in {@code spring.factories}. */
final class ContainerDetailsFactory
        extends ContainerConnectionDetailsFactory<SmtpFakeContainer, SmtpFakeConnectionDetails> {

    @Override
    protected SmtpFakeConnectionDetails getContainerConnectionDetails(
            ContainerConnectionSource<SmtpFakeContainer> source) {
        return new Details(source);
    }

    private static final class Details extends ContainerConnectionDetails<SmtpFakeContainer>
            implements SmtpFakeConnectionDetails {

        Details(ContainerConnectionSource<SmtpFakeContainer> source) {
            super(source);
        }

        @Override
        public SmtpFakeClient getClient() {
            return getContainer().client();
        }
    }
}
