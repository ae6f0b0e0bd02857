package io.github.smtpfake.client.internal;

import io.github.smtpfake.internal.TestServer;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connects to servers for the JUnit extension. A class of the client implements it, on which this package does not depend. */
public abstract class Connector {
    private static final String IMPLEMENTATION = "io.github.smtpfake.client.RemoteServerConnector";
    private static volatile @Nullable Connector installed;

    /** Called by the only subclass. */
    protected Connector() {}

    /**
     * Installs the implementation. Only its own class calls this method, when it is initialized.
     *
     * @throws IllegalStateException if it was called before
     */
    public static void install(Connector implementation) {
        if (installed != null) {
            throw new IllegalStateException("Connector is already installed");
        }
        installed = implementation;
    }

    /**
     * Connects to a running server.
     *
     * @param url the URL of its HTTP port, which may contain a user and a password, or a token as the user
     * @param login a user that its SMTP port accepts, with the password; empty if clients need not log in
     * @throws io.github.smtpfake.store.StoreUnavailableException if no server answers, it requires another login, or it is of an
     *     incompatible release
     */
    static TestServer connect(URI url, Optional<Map.Entry<String, String>> login) {
        if (installed == null) {
            try {
                Class.forName(IMPLEMENTATION, true, Connector.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return Objects.requireNonNull(installed, IMPLEMENTATION).connectTo(url, login);
    }

    /** Implements {@link #connect}. */
    protected abstract TestServer connectTo(URI url, Optional<Map.Entry<String, String>> login);
}
