package io.github.smtpfake.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.MessageStore;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** A client of a remote server may be the first user of this class, and may never create a server. */
    private static void initialize() {
        if (installed == null) {
            try {
                Class.forName(SmtpFakeServer.class.getName(), true, ServerAccess.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
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
     * Returns another object for the same server and the same scope of rules, whose inboxes ask the owner about each
     * read and for each failure message.
     */
    public static SmtpFakeServer withInboxOwner(SmtpFakeServer server, InboxOwner owner) {
        return installed().ownedBy(server, owner);
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

    /**
     * Returns the mail of the server for clients in other processes. It knows the same as the inboxes of the server, such as
     * which waits have timed out, but names a wait by its query instead of a line of Java.
     */
    public static MailSource mail(SmtpFakeServer server) {
        return installed().mailForOtherProcesses(server);
    }

    /**
     * Returns the mail of a server in another process, whose inboxes know the same as those of a server in this JVM.
     *
     * @param store the messages and sessions of the server
     * @param address host and port of the server, for failure messages
     */
    public static RemoteMail remoteMail(MessageStore store, String address) {
        initialize();
        return installed().ofRemoteServer(store, address);
    }

    /**
     * Records that an HTTP server shows the mail of the server.
     *
     * @throws IllegalStateException if another one does
     */
    public static void beginHttp(SmtpFakeServer server, URI uri) {
        installed().setHttpUri(server, Optional.of(uri));
    }

    /** Records that the HTTP server has ended. */
    public static void endHttp(SmtpFakeServer server) {
        installed().setHttpUri(server, Optional.empty());
    }

    /**
     * Returns the port that the server could not open; empty if the exception has another cause.
     *
     * @param failure an exception of {@link SmtpFakeServer#start()}
     */
    public static Optional<Integer> unavailablePort(UncheckedIOException failure) {
        return installed().portOf(failure);
    }

    /**
     * Returns the addresses, users, EHLO names and ids to which a query is restricted without a wildcard, each as {@code
     * recipient ada@example.org}; empty if mail of any test can match.
     */
    public static List<String> identities(MessageQuery query) {
        return QueryTerms.identities(query);
    }

    /** Implements {@link #withInnerRules}. */
    protected abstract SmtpFakeServer newInnerScope(SmtpFakeServer server, Consumer<RuleDefinition> admission);

    /** Implements {@link #withInboxOwner}. */
    protected abstract SmtpFakeServer ownedBy(SmtpFakeServer server, InboxOwner owner);

    /** Implements {@link #endRules}. */
    protected abstract void close(SmtpFakeServer server);

    /** Implements {@link #addRule}. */
    protected abstract Rule add(SmtpFakeServer server, RuleDefinition definition);

    /** Implements {@link #sslContext}. */
    protected abstract SSLContext tls(SmtpFakeServer server);

    /** Implements {@link #contents}. */
    protected abstract ContentCache sharedContents(SmtpFakeServer server);

    /** Implements {@link #mail}. */
    protected abstract MailSource mailForOtherProcesses(SmtpFakeServer server);

    /** Implements {@link #remoteMail}. */
    protected abstract RemoteMail ofRemoteServer(MessageStore store, String address);

    /** Implements {@link #beginHttp} and {@link #endHttp}. */
    protected abstract void setHttpUri(SmtpFakeServer server, Optional<URI> uri);

    /** Implements {@link #unavailablePort}. */
    protected abstract Optional<Integer> portOf(UncheckedIOException failure);

    /** Implements {@link #rejectedCommands}. */
    protected abstract Map<Integer, Long> rejections(SmtpFakeServer server);

    /** The mail of a server in another process. All its sources know the waits that have timed out on any of them. */
    @FunctionalInterface
    public interface RemoteMail {

        /**
         * Returns the source for inboxes.
         *
         * @param owner learns about each read; empty if nobody does
         */
        MailSource source(Optional<InboxOwner> owner);
    }

    /**
     * The test or class to which the inboxes of a server object belong. It knows what the mail does not show, such as
     * which tests run at the same time. Implementations are thread-safe.
     */
    public interface InboxOwner {

        /**
         * Called before an inbox is read, whether it waits or not. The owner may throw to reject the read.
         *
         * @param query the query of the inbox
         */
        void beforeRead(MessageQuery query);

        /** Called after an inbox was read, with the result that the reader receives. */
        void afterRead(MessageQuery query, AwaitResult result);

        /**
         * Returns the facts that a failure message ends with; see {@link MailSource#notes}.
         *
         * @param isLateMailExplained whether the failure message already names the wait that a message was late for
         */
        List<String> notes(MessageQuery query, AwaitResult result, boolean isLateMailExplained);

        /** Returns a remark on a message in a failure message; see {@link MailSource#remark}. */
        Optional<String> remark(CapturedMessage message);
    }
}
