package io.github.smtpfake.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives the other modules of smtp-fake access to methods of {@link SmtpFakeServer} that are not public. The
 * server class installs the implementation when it is initialized, so any code that has a server can use this class.
 */
public abstract class ServerAccess {
    private static volatile @Nullable ServerAccess installed;

    /** Called by the only subclass, which is in {@link SmtpFakeServer}. */
    protected ServerAccess() {}

    /**
     * Installs the implementation. Only {@link SmtpFakeServer} calls this method, and only once.
     *
     * @throws IllegalStateException if it was called before
     */
    public static void install(ServerAccess access) {
        if (installed != null) {
            throw new IllegalStateException("ServerAccess is already installed");
        }
        installed = access;
    }

    private static ServerAccess installed() {
        return Objects.requireNonNull(installed, "SmtpFakeServer is not initialized");
    }

    /**
     * Returns another object for the same server. Rules that are added through it form a separate scope: they are tried
     * before those of the given object, and end with {@link #endRules} or with those of the given object.
     *
     * @param admission receives each rule before it is added, and throws to reject it
     */
    public static SmtpFakeServer withInnerRules(SmtpFakeServer server, Consumer<RuleDefinition> admission) {
        return installed().newInnerScope(server, admission);
    }

    /**
     * Removes the rules that were added through this object and those of the scopes within, and rejects further rules.
     */
    public static void endRules(SmtpFakeServer server) {
        installed().close(server);
    }

    /**
     * Adds a rule that was not built in Java but read from a file or a request.
     *
     * @throws IllegalArgumentException if the server never reaches the stage because it does not offer the extension or
     *     the port that the stage requires
     */
    public static Rule addRule(SmtpFakeServer server, RuleDefinition definition) {
        return installed().add(server, definition);
    }

    /**
     * Returns a context that presents the certificate of the server, so that another server of the process can use it.
     */
    public static SSLContext sslContext(SmtpFakeServer server) {
        return installed().tls(server);
    }

    /**
     * Returns how many commands the server has rejected since it was created, by the code of the reply; the code 0 stands
     * for no reply. Also counts those that the record of a session has no room for.
     */
    public static Map<Integer, Long> rejectedCommands(SmtpFakeServer server) {
        return installed().rejections(server);
    }

    /** Returns the cache of the parsed contents of the server's messages, which limits how much memory they occupy. */
    public static ContentCache contents(SmtpFakeServer server) {
        return installed().sharedContents(server);
    }

    /** Implements {@link #withInnerRules}. */
    protected abstract SmtpFakeServer newInnerScope(SmtpFakeServer server, Consumer<RuleDefinition> admission);

    /** Implements {@link #endRules}. */
    protected abstract void close(SmtpFakeServer server);

    /** Implements {@link #addRule}. */
    protected abstract Rule add(SmtpFakeServer server, RuleDefinition definition);

    /** Implements {@link #sslContext}. */
    protected abstract SSLContext tls(SmtpFakeServer server);

    /** Implements {@link #contents}. */
    protected abstract ContentCache sharedContents(SmtpFakeServer server);

    /** Implements {@link #rejectedCommands}. */
    protected abstract Map<Integer, Long> rejections(SmtpFakeServer server);
}
