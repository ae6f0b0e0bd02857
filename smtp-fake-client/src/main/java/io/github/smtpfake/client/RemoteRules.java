package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.RuleMembers;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scope of rules on the server, which begins with its first rule or inner scope. Thread-safe. */
final class RemoteRules implements AutoCloseable {
    private static final String SCOPES = "/api/rule-scopes";

    private final Transport transport;
    private final Optional<RemoteRules> outer;
    private final Consumer<RuleDefinition> admission;
    private final Map<String, RemoteRule> added = new LinkedHashMap<>();
    private @Nullable String path;
    private boolean ended;

    private RemoteRules(Transport transport, Optional<RemoteRules> outer, Consumer<RuleDefinition> admission) {
        this.transport = transport;
        this.outer = outer;
        this.admission = admission;
    }

    static RemoteRules outermost(Transport transport) {
        return new RemoteRules(transport, Optional.empty(), rule -> {});
    }

    /** @param admission receives each rule before it is added, and throws to reject it */
    RemoteRules inner(Consumer<RuleDefinition> admission) {
        return new RemoteRules(transport, Optional.of(this), admission);
    }

    /** Returns the path of the scope, which begins with the first call. */
    synchronized String path() {
        if (ended) {
            throw new IllegalStateException(
                    "The rules of this scope have ended; add the rule before the end of the test");
        }
        String known = path;
        if (known == null) {
            String within = outer.map(RemoteRules::path)
                    .map(around -> "?within=" + around.substring(SCOPES.length() + 1))
                    .orElse("");
            known = SCOPES + "/" + Answers.required(transport.post(SCOPES + within), "id");
            path = known;
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
        Reply reply = send(path() + "/rules", RuleMembers.of(definition));
        if (reply.status() == 400) {
            throw new IllegalArgumentException(reply.problem());
        }
        if (!reply.isOk()) {
            throw new StoreUnavailableException(
                    "The server at " + transport.base() + " rejected the rule " + definition + ": " + reply.problem(),
                    null);
        }
        RemoteRule rule = new RemoteRule(definition, reply.json());
        added.put(rule.id(), rule);
        return rule;
    }

    /** Sends a rule, and again if the connection was lost, in place of what the server has received of it. */
    private Reply send(String rules, Map<String, Object> members) {
        try {
            Reply reply = transport.exchangeOnce(rules, members);
            if (!reply.isUnavailable()) {
                return reply;
            }
        } catch (StoreUnavailableException e) {
            if (transport.isClosed()) {
                throw e;
            }
        }
        for (JsonNode each : transport.get(rules).path("rules")) {
            String id = Answers.required(each, "id");
            if (!added.containsKey(id)) {
                transport.delete(rules + "/" + id);
            }
        }
        return transport.exchangeOnce(rules, members);
    }

    /** Returns the rules of this scope that have not been removed, newest first. */
    synchronized List<Rule> rules() {
        if (path == null || ended) {
            return List.of();
        }
        return update(transport.get(path + "/rules"));
    }

    /** Remembers the rules of an answer, and returns them. */
    private List<Rule> update(JsonNode answer) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode each : answer.path("rules")) {
            RemoteRule known = added.get(Answers.required(each, "id"));
            if (known != null) {
                known.last = each;
                rules.add(known);
            }
        }
        return rules;
    }

    /** Removes the rules of this scope and of the scopes within it. */
    synchronized void clear() {
        if (path != null && !ended) {
            remember(path);
            transport.delete(path + "/rules");
            added.clear();
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
        String known = path;
        if (known != null) {
            try {
                remember(known);
            } finally {
                transport.delete(known);
            }
        }
    }

    /** Reads the counts of the rules, which the server forgets with them. It may have ended the scope with an outer one. */
    private void remember(String scope) {
        transport.find(scope + "/rules").ifPresent(this::update);
    }

    /** Returns whether the server may still have the rules. */
    private synchronized boolean isOpen() {
        return !ended && !transport.isClosed();
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
            if (isOpen()) {
                transport.find(path()).ifPresent(json -> last = json);
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
                transport.findDeleted(path()).ifPresent(json -> last = json);
            }
        }

        @Override
        public String toString() {
            return definition.toString();
        }
    }
}
