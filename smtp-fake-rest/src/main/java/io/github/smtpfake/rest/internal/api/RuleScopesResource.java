package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.ServerAccess;
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

/**
 * {@code /api/rule-scopes}: groups of rules that end together, such as those of a test. The rules of an inner scope are tried
 * before those of the outer one. Thread-safe.
 */
final class RuleScopesResource {
    private static final int MAX_SCOPES = 1_000;
    private static final int MAX_RULES = 1_000;
    private static final int MAX_BODY_BYTES = 1 << 16;
    private static final String WITHIN = "within";
    /** A client that has crashed does not end its scopes. */
    private static final Duration LONGEST_UNUSED = Duration.ofHours(24);

    private final SmtpFakeServer smtp;
    private final Map<String, Scope> scopes = new LinkedHashMap<>();

    RuleScopesResource(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    /** Adds the routes of this resource. */
    Router addTo(Router router) {
        return router.post("/api/rule-scopes", this::begin)
                .delete("/api/rule-scopes/{id}", this::end)
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
        private long usedAt = System.nanoTime();

        Scope(SmtpFakeServer server, Optional<Scope> outer) {
            this.server = server;
            this.outer = outer;
        }

        void use() {
            usedAt = System.nanoTime();
            outer.ifPresent(Scope::use);
        }

        boolean isAbandoned() {
            return System.nanoTime() - usedAt > LONGEST_UNUSED.toNanos();
        }

        boolean isWithin(Scope other) {
            return this == other || outer.isPresent() && outer.get().isWithin(other);
        }
    }

    private synchronized Response begin(Request request) {
        request.parameters().requireOnly(Set.of(WITHIN));
        Optional<Scope> outer = request.parameters().single(WITHIN).map(this::scope);
        List.copyOf(scopes.values()).stream().filter(Scope::isAbandoned).forEach(this::end);
        if (scopes.size() >= MAX_SCOPES) {
            throw new ProblemException(ProblemDetails.conflict("The server already has " + MAX_SCOPES
                    + " scopes of rules, the maximum. Delete those that you no longer need."));
        }
        SmtpFakeServer around = outer.map(scope -> scope.server).orElse(smtp);
        String id = RandomIds.next();
        scopes.put(id, new Scope(ServerAccess.withInnerRules(around, rule -> {}), outer));
        return Response.created("/api/rule-scopes/" + id, Map.of("id", id));
    }

    private synchronized Response end(Request request) {
        end(scope(request));
        return Response.noContent();
    }

    private void end(Scope scope) {
        ServerAccess.endRules(scope.server);
        scopes.values().removeIf(other -> other.isWithin(scope));
    }

    private synchronized Response list(Request request) {
        return Response.json(Map.of(
                "rules",
                scope(request).server.rules().stream()
                        .map(RuleScopesResource::json)
                        .toList()));
    }

    private Response add(Request request) {
        request.parameters().requireOnly(Set.of());
        // A client that sends its body slowly must not delay the requests of others.
        JsonValue json = request.json(MAX_BODY_BYTES);
        return add(request, json, RuleJson.read(json));
    }

    private synchronized Response add(Request request, JsonValue json, RuleDefinition definition) {
        Scope scope = scope(request);
        if (scope.server.rules().size() >= MAX_RULES) {
            throw new ProblemException(ProblemDetails.conflict("The scope already has " + MAX_RULES
                    + " rules, the maximum. Delete rules that you no longer need."));
        }
        try {
            Rule rule = ServerAccess.addRule(scope.server, definition);
            return Response.created(
                    "/api/rule-scopes/" + request.pathParameter("id") + "/rules/" + rule.id(), json(rule));
        } catch (IllegalArgumentException e) {
            throw json.required("on").wrong(String.valueOf(e.getMessage()));
        }
    }

    private synchronized Response clear(Request request) {
        scope(request).server.clearRules();
        return Response.noContent();
    }

    private synchronized Response show(Request request) {
        return Response.json(json(rule(request)));
    }

    /** Returns the rule as it was when it was removed, so that its count is final. */
    private synchronized Response remove(Request request) {
        Rule rule = rule(request);
        rule.remove();
        return Response.json(json(rule));
    }

    private Rule rule(Request request) {
        String id = request.pathParameter("rule");
        return scope(request).server.rules().stream()
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
            throw new ProblemException(ProblemDetails.notFound("No scope of rules has this id. It may have ended."));
        }
        scope.use();
        return scope;
    }

    private static Map<String, Object> json(Rule rule) {
        Map<String, Object> members = RuleJson.of(rule);
        rule.lastMiss().ifPresent(miss -> members.put("lastMiss", miss));
        return members;
    }
}
