package io.github.smtpfake.spring.internal;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.ServerProvider;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Finds the server of the application context of a test. Only the extension of JUnit creates it. */
public final class SpringServerProvider implements ServerProvider {

    /** Creates a provider; called by {@link java.util.ServiceLoader}. */
    public SpringServerProvider() {}

    @Override
    public boolean isResponsible(ExtensionContext context, String name) {
        // The context customizer starts a server for each annotation.
        return true;
    }

    @Override
    public Optional<TestServer> find(ExtensionContext context, String name) {
        ApplicationContext application = SpringExtension.getApplicationContext(context);
        if (!application.containsBean(SmtpFakeContextCustomizer.CONTEXT_SERVERS)) {
            return Optional.empty();
        }
        return application
                .getBean(SmtpFakeContextCustomizer.CONTEXT_SERVERS, ContextServers.class)
                .find(name);
    }
}
