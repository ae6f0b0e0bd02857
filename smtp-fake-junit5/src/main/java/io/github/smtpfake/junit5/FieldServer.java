package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The server of an extension that a field registers. Unless each test has one of its own, it is always the same: several
 * classes may inherit the field, and who was told its port must find it there again.
 */
final class FieldServer {
    private final ServerSettings settings;
    private final Optional<SharedServer> shared;

    FieldServer(ServerSettings settings, SmtpFakeServerBuilder builder) {
        if (settings.lifecycle() == ServerLifecycle.PER_METHOD) {
            this.shared = Optional.empty();
            this.settings = settings.from(() -> new SharedServer(builder.build()).lease());
        } else {
            SharedServer one = new SharedServer(builder.build());
            this.shared = Optional.of(one);
            this.settings = settings.from(one::lease);
        }
    }

    ServerSettings settings(ExtensionContext context) {
        if (settings.lifecycle() == ServerLifecycle.PER_RUN
                && context.getTestMethod().isPresent()) {
            throw Misuse.of(
                    context.getRequiredTestClass().getName(),
                    "the extension is registered by an instance field, so that each test has its own: make the field"
                            + " static for a server that lives PER_RUN");
        }
        return settings;
    }

    SmtpFakeServer onDemand() {
        return shared.orElseThrow(() -> new IllegalStateException(
                        "The server lives PER_METHOD: take that of a test from a parameter of the type SmtpFakeServer"))
                .onDemand();
    }

    void stopUnlessUsed() {
        shared.ifPresent(SharedServer::stopUnlessLeased);
    }
}
