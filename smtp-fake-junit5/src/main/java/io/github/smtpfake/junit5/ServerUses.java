package io.github.smtpfake.junit5;

import io.github.smtpfake.junit5.DeclaredServers.Declared;
import io.github.smtpfake.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What an extension has begun for a class or a test, and ends with it. Used by one thread at a time. */
final class ServerUses implements Resource {
    private final Map<Declared, ServerUse> uses = new LinkedHashMap<>();

    /**
     * Begins to use those of the servers that are there.
     *
     * @param before what the constructor of the test has begun
     */
    static ServerUses begin(List<Declared> servers, Optional<ServerUses> before, ExtensionContext context) {
        ServerUses all = before.isPresent() ? before.get() : new ServerUses();
        for (ServerUse use : all.uses.values()) {
            use.moveTo(context);
        }
        boolean inTest = context.getTestMethod().isPresent();
        for (Declared server : servers) {
            if (inTest || server.running().isPresent()) {
                all.of(server, context);
            }
        }
        return all;
    }

    ServerUse of(Declared server, ExtensionContext context) {
        ServerUse known = uses.get(server);
        if (known == null) {
            known = ServerUse.begin(server, around(server, context), context);
            uses.put(server, known);
        }
        return known;
    }

    private static Optional<ServerUse> around(Declared server, ExtensionContext context) {
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            ServerUses known = Stores.of(server.owner(), each.get(), context).get(ServerUses.class, ServerUses.class);
            if (known != null && known.uses.containsKey(server)) {
                return known.find(server);
            }
        }
        return Optional.empty();
    }

    Optional<ServerUse> find(Declared server) {
        return Optional.ofNullable(uses.get(server));
    }

    /** Tells a failure what there is to know, or fails for rules that should have fired, and ends all. */
    void end(ExtensionContext context) {
        try {
            Optional<Throwable> thrown = context.getExecutionException();
            if (thrown.isEmpty()) {
                requireUsedRules();
            } else if (!(thrown.get() instanceof TestAbortedException)) {
                Uninterrupted.run(() -> new FailureReport(context, thrown.get()).on(uses.values()));
            }
        } finally {
            close();
        }
    }

    private void requireUsedRules() {
        List<String> unused = new ArrayList<>();
        for (ServerUse use : uses.values()) {
            if (use.declared().settings().unusedRules() == UnusedRules.FAIL) {
                for (Rule rule : use.unusedRules()) {
                    unused.add("\n  " + rule);
                }
            }
        }
        if (!unused.isEmpty()) {
            throw new AssertionError("Expected every rule to fire, but these never did:" + String.join("", unused));
        }
    }

    @Override
    public void close() {
        RuntimeException failed = null;
        for (ServerUse use : uses.values()) {
            try {
                use.close();
            } catch (RuntimeException e) {
                if (failed != null) {
                    e.addSuppressed(failed);
                }
                failed = e;
            }
        }
        uses.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
