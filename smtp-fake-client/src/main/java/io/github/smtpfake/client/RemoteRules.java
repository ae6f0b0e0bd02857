package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.RuleMembers;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scope of rules on the server, which begins with its first rule or inner scope. Thread-safe. */
final class RemoteRules implements AutoCloseable {
    private static final String SCOPES = "/api/rule-scopes";

    private final Client client;
    private final Optional<RemoteRules> outer;
    private final Consumer<RuleDefinition> admission;
    private @Nullable String path;
    private @Nullable LeaseRenewal renewal;
    private boolean ended;

    /**
     * What all scopes of a client share. The lock of this object is held while the server adds or removes rules, so that a rule which the
     * server does not have has been removed here, too, or is lost.
     */
    private static final class Client {
        private final Transport transport;
        private final Executor later;
        private final Map<String, RemoteRule> rules = new ConcurrentHashMap<>();

        Client(Transport transport, Executor later) {
            this.transport = transport;
            this.later = later;
        }

        /** Sends DELETE, and remembers the rules of the answer, in which their counts are final. */
        synchronized void remove(String path) {
            transport.findDeleted(path).ifPresent(answer -> {
                for (JsonNode each : answer.path("rules")) {
                    removed(each);
                }
            });
        }

        synchronized void remove(RemoteRule rule) {
            transport.findDeleted(rule.path()).ifPresent(this::removed);
        }

        /** Remembers an answer, unless the rule has been removed since the server sent it. */
        synchronized void update(RemoteRule rule, JsonNode json) {
            if (rules.containsKey(rule.id())) {
                rule.last = json;
            }
        }

        private void removed(JsonNode json) {
            RemoteRule rule = rules.remove(Answers.required(json, "id"));
            if (rule != null) {
                rule.last = json;
            }
        }

        /** Fails if the server does not have a rule that this client has not removed. */
        synchronized void requireRemoved(RemoteRule rule) {
            if (rules.containsKey(rule.id())) {
                throw new StoreUnavailableException(
                        "The server at " + transport.base() + " no longer has the rule " + rule
                                + ". It ends the rules of a client that it has not heard from for " + LeaseRenewal.LEASE
                                + ", for example because a debugger suspended all threads.",
                        null);
            }
        }
    }

    private RemoteRules(Client client, Optional<RemoteRules> outer, Consumer<RuleDefinition> admission) {
        this.client = client;
        this.outer = outer;
        this.admission = admission;
    }

    static RemoteRules outermost(Transport transport) {
        return outermost(transport, transport.after(LeaseRenewal.PERIOD));
    }

    /** @param later runs each task after {@link LeaseRenewal#PERIOD} */
    static RemoteRules outermost(Transport transport, Executor later) {
        return new RemoteRules(new Client(transport, later), Optional.empty(), rule -> {});
    }

    /** @param admission receives each rule before it is added, and throws to reject it */
    RemoteRules inner(Consumer<RuleDefinition> admission) {
        return new RemoteRules(client, Optional.of(this), admission);
    }

    /** Returns the path of the scope, which begins with the first call. */
    synchronized String path() {
        if (ended) {
            throw new IllegalStateException(
                    "The rules of this scope have ended; add the rule before the end of the test");
        }
        String known = path;
        if (known == null) {
            String parameter = outer.map(RemoteRules::path)
                    .map(around -> "?within=" + around.substring(SCOPES.length() + 1))
                    .orElse("?lease=" + LeaseRenewal.LEASE);
            known = SCOPES + "/" + Answers.required(client.transport.post(Transport.keyed(SCOPES + parameter)), "id");
            path = known;
            if (outer.isEmpty()) {
                renewal = new LeaseRenewal(client.transport, known, client.later);
                renewal.begin();
            }
        }
        return known;
    }

    /**
     * Adds a rule, which is then the newest of this scope.
     *
     * @throws IllegalArgumentException if the server rejects the rule
     */
    synchronized Rule add(RuleDefinition definition) {
        admission.accept(definition);
        // Begins the scope before the lock of the client is held.
        String to = path() + "/rules";
        // While an outer scope is cleared, its answer must not miss a rule that the server has just received.
        synchronized (client) {
            RemoteRule rule = new RemoteRule(definition, added(to, definition));
            client.rules.put(rule.id(), rule);
            return rule;
        }
    }

    private JsonNode added(String to, RuleDefinition definition) {
        Reply reply = client.transport.exchange(Transport.keyed(to), RuleMembers.of(definition));
        if (reply.status() == 400) {
            throw new IllegalArgumentException(reply.problem());
        }
        if (!reply.isOk()) {
            throw new StoreUnavailableException(
                    "The server at " + client.transport.base() + " rejected the rule " + definition + ": "
                            + reply.problem(),
                    null);
        }
        return reply.json();
    }

    /** Returns the rules of this scope that have not been removed, newest first. */
    synchronized List<Rule> rules() {
        if (path == null || ended) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode each : client.transport.get(path + "/rules").path("rules")) {
            RemoteRule known = client.rules.get(Answers.required(each, "id"));
            if (known != null) {
                client.update(known, each);
                rules.add(known);
            }
        }
        return rules;
    }

    /** Removes the rules of this scope and of the scopes within it. */
    synchronized void clear() {
        if (path != null && !ended) {
            client.remove(path + "/rules");
        }
    }

    /**
     * Removes the rules of this scope and of the scopes within it, and rejects further rules. Does nothing the second time, even if
     * the first time failed.
     */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        if (renewal != null) {
            renewal.end();
        }
        if (path != null) {
            client.remove(path);
        }
    }

    /** Returns whether the server may still have the rules. */
    private synchronized boolean isOpen() {
        return !ended && !client.transport.isClosed();
    }

    /** A rule of this scope. */
    private final class RemoteRule implements Rule {
        private final RuleDefinition definition;
        private final String id;
        private volatile JsonNode last;

        RemoteRule(RuleDefinition definition, JsonNode added) {
            this.definition = definition;
            this.id = Answers.required(added, "id");
            this.last = added;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public RuleDefinition definition() {
            return definition;
        }

        private String path() {
            return path + "/rules/" + id;
        }

        private JsonNode current() {
            if (isOpen() && client.rules.containsKey(id)) {
                client.transport
                        .find(path())
                        .ifPresentOrElse(json -> client.update(this, json), () -> client.requireRemoved(this));
            }
            return last;
        }

        @Override
        public int timesFired() {
            return current().path("fired").asInt();
        }

        @Override
        public List<String> sessions() {
            return List.copyOf(Answers.texts(current().path("sessions")));
        }

        @Override
        public Optional<String> lastMiss() {
            return Answers.text(current(), "lastMiss");
        }

        @Override
        public void remove() {
            if (isOpen()) {
                client.remove(this);
            }
        }

        @Override
        public String toString() {
            return definition.toString();
        }
    }
}
