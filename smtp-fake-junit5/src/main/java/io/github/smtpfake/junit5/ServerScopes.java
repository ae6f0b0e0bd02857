package io.github.smtpfake.junit5;

import io.github.smtpfake.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** The scopes that one extension has opened for a class or a test, one for each server. Used by one thread at a time. */
final class ServerScopes implements ContextStores.Resource {
    private final Map<DeclaredServer, ServerScope> scopes = new LinkedHashMap<>();

    /**
     * Opens a scope for each of the servers that runs for the context.
     *
     * @param constructed the scopes that the constructor of the test has opened
     */
    static ServerScopes open(
            List<DeclaredServer> servers, Optional<ServerScopes> constructed, ExtensionContext context) {
        ServerScopes all = constructed.isPresent() ? constructed.get() : new ServerScopes();
        for (ServerScope scope : all.scopes.values()) {
            scope.moveTo(context);
        }
        boolean inTest = context.getTestMethod().isPresent();
        for (DeclaredServer server : servers) {
            if (inTest || server.isStarted()) {
                all.findOrOpen(server, context);
            }
        }
        return all;
    }

    /** Returns the scope that the constructor of a test uses. */
    ServerScope findOrOpenInConstructor(DeclaredServer server, ExtensionContext context) {
        boolean isNew = !scopes.containsKey(server);
        ServerScope scope = findOrOpen(server, context);
        if (isNew) {
            scope.beginConstructor();
        }
        return scope;
    }

    ServerScope findOrOpen(DeclaredServer server, ExtensionContext context) {
        ServerScope known = scopes.get(server);
        if (known == null) {
            known = ServerScope.open(server, enclosing(server, context), context);
            scopes.put(server, known);
        }
        return known;
    }

    private static Optional<ServerScope> enclosing(DeclaredServer server, ExtensionContext context) {
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            ServerScopes known = server.owner().of(each.get(), context).get(ServerScopes.class, ServerScopes.class);
            if (known != null && known.scopes.containsKey(server)) {
                return known.find(server);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the scope of a class or test, and opens it if its application has not been needed yet; empty if each test has a
     * separate server and no test has begun.
     */
    Optional<ServerScope> findOrOpenEarly(DeclaredServer server, ExtensionContext context) {
        return server.isOfApplication() ? Optional.of(findOrOpen(server, context)) : find(server);
    }

    Optional<ServerScope> find(DeclaredServer server) {
        return Optional.ofNullable(scopes.get(server));
    }

    /** Returns the scope of an extension that has one server; empty if it has not been opened. */
    Optional<ServerScope> only() {
        return scopes.size() == 1 ? Optional.of(scopes.values().iterator().next()) : Optional.empty();
    }

    /**
     * Reports the failure of the context, or fails for unused rules or unclaimed mail if there is no failure, and closes the
     * scopes.
     */
    void end(ExtensionContext context) {
        try {
            if (context.getTestMethod().isPresent()) {
                for (ServerScope scope : scopes.values()) {
                    scope.settle();
                }
            }
            Optional<Throwable> thrown = context.getExecutionException();
            if (thrown.isEmpty()) {
                UnclaimedReport unclaimed = UnclaimedReport.of(scopes.values());
                unclaimed.publish(context);
                requireUsedRules();
                unclaimed.requireNoneThatFails();
            } else if (thrown.get() instanceof TestAbortedException) {
                UnclaimedReport.of(scopes.values()).publishOfOthers(context);
            } else {
                Uninterruptibles.run(() -> new FailureReport(context, thrown.get()).add(scopes.values()));
            }
        } finally {
            close();
        }
    }

    private void requireUsedRules() {
        List<String> unused = new ArrayList<>();
        for (ServerScope scope : scopes.values()) {
            if (scope.declared().settings().unusedRules() == Consequence.FAIL) {
                for (Rule rule : scope.unusedRules()) {
                    unused.add("\n  " + rule);
                }
            }
        }
        if (!unused.isEmpty()) {
            throw new AssertionError("Expected every rule to fire, but these never fired:" + String.join("", unused));
        }
    }

    @Override
    public void close() {
        RuntimeException failed = null;
        for (ServerScope scope : scopes.values()) {
            try {
                scope.close();
            } catch (RuntimeException e) {
                if (failed != null) {
                    e.addSuppressed(failed);
                }
                failed = e;
            }
        }
        scopes.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
