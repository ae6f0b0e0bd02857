package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.ServerAccess;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Explains why a server could not start: which declaration asked for its port, and which class has the port. */
final class UnavailablePort {

    private UnavailablePort() {}

    static RuntimeException error(UncheckedIOException failure, Declaration declaration, ExtensionContext context) {
        ExtensionConfigurationException error = ConfigurationErrors.at(
                ConfigurationErrors.where(context),
                "the server of " + declaration + " did not start. " + cause(failure));
        error.initCause(failure);
        return error;
    }

    /** Returns the reason, and the class that has the port if the extension has started its server. */
    static String cause(UncheckedIOException failure) {
        Optional<Integer> port = ServerAccess.unavailablePort(failure);
        if (port.isPresent()) {
            for (StartedServer each : StartedServers.newestFirst()) {
                if (each.holds(port.get())) {
                    return failure.getMessage() + " The server of " + each.where() + " has this port: "
                            + each.declaration()
                            + ". Remove the port, so that each server chooses a free one; or make both"
                            + " annotations equal with lifecycle = ServerLifecycle.PER_RUN, so that they share one server;"
                            + " or, if the tests run in parallel, add @ResourceLock(\"port " + port.get()
                            + "\") to both.";
                }
            }
        }
        return failure.getMessage() + " No server that @SmtpFake has started in this JVM has this port.";
    }
}
