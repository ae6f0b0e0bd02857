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
        if (ServerAccess.unavailablePort(failure).isEmpty()) {
            return String.valueOf(failure.getMessage());
        }
        Optional<StartedServer> holder = holder(failure);
        if (holder.isEmpty()) {
            return failure.getMessage() + " No server that @SmtpFake has started in this JVM has this port.";
        }
        return failure.getMessage() + " The server of " + holder.get().where() + " has this port"
                + (holder.get().isWithoutClass() ? "" : ": " + holder.get().declaration())
                + ". Remove the port, so that each server chooses a free one; or make both"
                + " annotations equal with lifecycle = ServerLifecycle.PER_RUN, so that they share one server; or, if the"
                + " tests run in parallel, add @ResourceLock(\"port "
                + ServerAccess.unavailablePort(failure).orElseThrow() + "\") to both.";
    }

    /**
     * Stops the server that has the port if it runs only because an application may still use it.
     *
     * @return whether the port may be free now
     */
    static boolean makeRoom(UncheckedIOException failure) {
        Optional<StartedServer> holder = holder(failure);
        SharedServer running = holder.isEmpty() ? null : holder.get().running();
        return running != null && running.makeRoom();
    }

    /** Returns that a server could not listen on a port that it had before. */
    static LostPort lost(int port, UncheckedIOException failure) {
        return new LostPort(port, holder(failure).map(StartedServer::where));
    }

    private static Optional<StartedServer> holder(UncheckedIOException failure) {
        Optional<Integer> port = ServerAccess.unavailablePort(failure);
        if (port.isPresent()) {
            for (StartedServer each : StartedServers.newestFirst()) {
                if (each.holds(port.get())) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }
}
