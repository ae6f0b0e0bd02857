package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.RuleMembers;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.rules.RuleJson;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code /api/rule-scopes}: groups of rules that end together, such as those of a test. The rules of an inner scope are tried
 * before those of the outer one. Thread-safe.
 */
final class RuleScopesResource implements AutoCloseable {
    private static final int MAX_SCOPES = 1_000;
    private static final int MAX_RULES = 1_000;
    private static final int MAX_BODY_BYTES = 1 << 16;
    private static final String WITHIN = "within";
    private static final String LEASE = "lease";
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofHours(24);

    private final SmtpFakeServer smtp;
    private final LeaseClock clock;
    private final RepeatedRequests repeated = new RepeatedRequests();
    private final Map<String, Scope> scopes = new LinkedHashMap<>();

    RuleScopesResource(SmtpFakeServer smtp, LeaseClock clock) {
        this.smtp = smtp;
        this.clock = clock;
    }

    /** Adds the routes of this resource. */
    Router addTo(Router router) {
        return router.post("/api/rule-scopes", this::begin)
                .delete("/api/rule-scopes/{id}", this::end)
                .post("/api/rule-scopes/{id}/renew", this::renew)
                .get("/api/rule-scopes/{id}/rules", this::list)
                .withBody("POST", "/api/rule-scopes/{id}/rules", this::add)
                .delete("/api/rule-scopes/{id}/rules", this::clear)
                .get("/api/rule-scopes/{id}/rules/{rule}", this::show)
                .delete("/api/rule-scopes/{id}/rules/{rule}", this::remove);
    }

    /** A group of rules, and the one around it. */
    private static final class Scope {
        private final SmtpFakeServer server;
        private final Optional<Scope> outer;
        private final Lease lease;
        /** The rules whose clients chose a key, by it. */
        private final Map<String, Rule> byKey = new LinkedHashMap<>();

        Scope(SmtpFakeServer server, Optional<Scope> outer, Lease lease) {
            this.server = server;
            this.outer = outer;
            this.lease = lease;
        }

        boolean isWithin(Scope other) {
            return this == other || outer.isPresent() && outer.get().isWithin(other);
        }

        Stream<Rule> rules() {
            return server.rules().stream();
        }
    }

    private Response begin(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(Set.of(WITHIN, LEASE, RepeatedRequests.KEY));
        Map<String, Object> scope = repeated.answer(request, () -> begin(parameters));
        return Response.created("/api/rule-scopes/" + scope.get("id"), scope);
    }

    private synchronized Map<String, Object> begin(Parameters parameters) {
        Optional<Scope> outer = parameters.single(WITHIN).map(this::scope);
        Optional<Duration> time = parameters.single(LEASE).map(RuleScopesResource::lease);
        if (outer.isPresent() && time.isPresent()) {
            throw Parameters.malformed(
                    LEASE, "is only allowed without within, because an inner scope has the outer lease");
        }
        if (scopes.size() >= MAX_SCOPES) {
            throw new ProblemException(ProblemDetails.conflict("The server already has " + MAX_SCOPES
                    + " scopes of rules, the maximum. Delete those that you no longer need."));
        }
        String id = RandomIds.next();
        Lease lease = outer.map(scope -> scope.lease)
                .orElseGet(() -> new Lease(clock, time.orElse(LONGEST_LEASE), () -> endIfAbandoned(id)));
        SmtpFakeServer around = outer.map(scope -> scope.server).orElse(smtp);
        scopes.put(id, new Scope(ServerAccess.withInnerRules(around, rule -> {}), outer, lease));
        return Map.of("id", id);
    }

    private static Duration lease(String text) {
        try {
            Duration lease = Durations.parse(text);
            if (lease.compareTo(SHORTEST_LEASE) >= 0 && lease.compareTo(LONGEST_LEASE) <= 0) {
                return lease;
            }
        } catch (IllegalArgumentException e) {
            throw Parameters.malformed(LEASE, String.valueOf(e.getMessage()));
        }
        throw Parameters.malformed(
                LEASE, "must be from " + Durations.text(SHORTEST_LEASE) + " to " + Durations.text(LONGEST_LEASE));
    }

    /** A client that has crashed does not end its scopes. */
    private synchronized void endIfAbandoned(String id) {
        Scope scope = scopes.get(id);
        if (scope != null && scope.lease.hasExpired()) {
            end(scope);
        }
    }

    private synchronized Response renew(Request request) {
        scope(request);
        return Response.noContent();
    }

    /** Returns the rules as they were when they were removed, so that their counts are final. */
    private Response end(Request request) {
        return deletion(request, this::end);
    }

    /** Answers a request whose client, if it has lost the answer, would otherwise not know the final counts. */
    private Response deletion(Request request, Function<Scope, Map<String, Object>> deletion) {
        request.parameters().requireOnly(Set.of(RepeatedRequests.KEY));
        return Response.json(repeated.answer(request, () -> {
            synchronized (this) {
                return deletion.apply(scope(request.pathParameter("id")));
            }
        }));
    }

    private Map<String, Object> end(Scope scope) {
        List<Rule> rules = rulesWithin(scope);
        ServerAccess.endRules(scope.server);
        scopes.values().removeIf(other -> other.isWithin(scope));
        if (scope.outer.isEmpty()) {
            scope.lease.end();
        }
        return members(rules.stream());
    }

    private List<Rule> rulesWithin(Scope scope) {
        return scopes.values().stream()
                .filter(other -> other.isWithin(scope))
                .flatMap(Scope::rules)
                .toList();
    }

    private static Map<String, Object> members(Stream<Rule> rules) {
        return Map.of("rules", rules.map(RuleScopesResource::json).toList());
    }

    private synchronized Response list(Request request) {
        return Response.json(members(scope(request).rules()));
    }

    private Response add(Request request) {
        Parameters parameters = request.parameters();
        parameters.requireOnly(Set.of(RepeatedRequests.KEY));
        Optional<String> key = RepeatedRequests.key(parameters);
        // A client that sends its body slowly must not delay the requests of others.
        JsonValue json = request.json(MAX_BODY_BYTES);
        return add(request.pathParameter("id"), key, json, RuleJson.read(json));
    }

    private synchronized Response add(String id, Optional<String> key, JsonValue json, RuleDefinition definition) {
        Scope scope = scope(id);
        // The rule may have been removed with the rules of the whole server.
        Optional<Rule> known =
                key.map(scope.byKey::get).filter(each -> scope.rules().anyMatch(each::equals));
        if (known.isPresent() && !RuleMembers.of(known.get().definition()).equals(RuleMembers.of(definition))) {
            throw new ProblemException(ProblemDetails.conflict(
                    "The scope already has another rule with this key. Use a new key for each rule."));
        }
        Rule rule = known.isPresent() ? known.get() : add(scope, json, definition);
        key.ifPresent(each -> scope.byKey.put(each, rule));
        return Response.created("/api/rule-scopes/" + id + "/rules/" + rule.id(), json(rule));
    }

    private static Rule add(Scope scope, JsonValue json, RuleDefinition definition) {
        if (scope.server.rules().size() >= MAX_RULES) {
            throw new ProblemException(ProblemDetails.conflict("The scope already has " + MAX_RULES
                    + " rules, the maximum. Delete rules that you no longer need."));
        }
        try {
            return ServerAccess.addRule(scope.server, definition);
        } catch (IllegalArgumentException e) {
            throw json.required("on").wrong(String.valueOf(e.getMessage()));
        }
    }

    private Response clear(Request request) {
        return deletion(request, this::clear);
    }

    private Map<String, Object> clear(Scope scope) {
        List<Rule> rules = rulesWithin(scope);
        scope.server.clearRules();
        scopes.values().stream().filter(other -> other.isWithin(scope)).forEach(other -> other.byKey.clear());
        return members(rules.stream());
    }

    private synchronized Response show(Request request) {
        return Response.json(json(rule(scope(request), request.pathParameter("rule"))));
    }

    /** Returns the rule as it was when it was removed, so that its count is final. */
    private Response remove(Request request) {
        return deletion(request, scope -> remove(scope, request.pathParameter("rule")));
    }

    private static Map<String, Object> remove(Scope scope, String id) {
        Rule rule = rule(scope, id);
        rule.remove();
        scope.byKey.values().remove(rule);
        return json(rule);
    }

    private static Rule rule(Scope scope, String id) {
        return scope.rules()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemDetails.notFound("No rule of this scope has this id. It may have been deleted.")));
    }

    private Scope scope(Request request) {
        request.parameters().requireOnly(Set.of());
        return scope(request.pathParameter("id"));
    }

    private Scope scope(String id) {
        Scope scope = scopes.get(id);
        if (scope == null) {
            throw new ProblemException(
                    ProblemDetails.notFound(
                            "No scope of rules has this id. It may have ended, also because no request used it during its lease."));
        }
        scope.lease.renew();
        return scope;
    }

    private static Map<String, Object> json(Rule rule) {
        Map<String, Object> members = RuleJson.of(rule);
        rule.lastMiss().ifPresent(miss -> members.put("lastMiss", miss));
        return members;
    }

    /** Ends no scope: their rules end with the server. */
    @Override
    public void close() {
        clock.close();
    }
}
