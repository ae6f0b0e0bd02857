package io.github.smtpfake.junit5.internal;

import io.github.smtpfake.internal.TestServer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives other modules of smtp-fake the servers that the annotations of a test class declare, so that a {@link ServerProvider} can
 * start them before the extension runs.
 */
public abstract class DeclaredServers {
    private static final String IMPLEMENTATION = "io.github.smtpfake.junit5.AnnotatedClass";
    private static volatile @Nullable DeclaredServers installed;

    /** Called by the only subclass, which belongs to the extension. */
    protected DeclaredServers() {}

    /**
     * Installs the implementation. Only its own class calls this method, when it is initialized.
     *
     * @throws IllegalStateException if it was called before
     */
    public static void install(DeclaredServers implementation) {
        if (installed != null) {
            throw new IllegalStateException("DeclaredServers is already installed");
        }
        installed = implementation;
    }

    /** A server that an annotation declares. */
    public interface Declared {

        /** Returns the name of the server; empty if it has none. */
        String name();

        /** Returns an object that is equal for annotations that declare the same server, whatever they say about its use. */
        Object key();

        /**
         * Starts a new server, or connects to the running server whose URL the annotation has. The caller stops it.
         *
         * @throws java.io.UncheckedIOException if the server cannot listen on its port
         * @throws io.github.smtpfake.store.StoreUnavailableException if the running server does not answer
         */
        TestServer start();
    }

    /**
     * Returns the servers that a test class sees: those of its annotations, inherited ones included, and those of the enclosing
     * classes if it is a {@code @Nested} class, which it shadows by name. Servers with properties are missing: the extension
     * always starts them itself, because system properties must be set before an application starts.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if an annotation is invalid
     */
    public static List<Declared> of(Class<?> testClass) {
        return implementation().declaredBy(Objects.requireNonNull(testClass, "testClass"));
    }

    private static DeclaredServers implementation() {
        if (installed == null) {
            try {
                // By name, because this package does not depend on that of the extension.
                Class.forName(IMPLEMENTATION, true, DeclaredServers.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return Objects.requireNonNull(installed, IMPLEMENTATION);
    }

    /** Implements {@link #of}. */
    protected abstract List<Declared> declaredBy(Class<?> testClass);
}
