package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.ServerProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Finds the servers that are beans of an application context, by the name of the bean. */
public final class SpringServers implements ServerProvider {
    static final List<String> ASKED = new CopyOnWriteArrayList<>();

    @Override
    public boolean isResponsible(ExtensionContext context, String name) {
        ASKED.add(context.getDisplayName());
        return !name.equals("unknown");
    }

    @Override
    public Optional<TestServer> find(ExtensionContext context, String name) {
        ASKED.add(context.getDisplayName());
        Map<String, SmtpFakeServer> beans =
                SpringExtension.getApplicationContext(context).getBeansOfType(SmtpFakeServer.class);
        return Optional.ofNullable(beans.get(name.isEmpty() ? "smtp" : name)).map(TestServer::embedded);
    }
}
