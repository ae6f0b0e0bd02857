package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.rules.RuleJson;
import io.github.smtpfake.rest.internal.rules.RuleSchema;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/rules}: rules that make the server fail on purpose, with the number of times that each has fired. */
final class RulesResource {
    private static final int MAX_RULES = 1_000;
    private static final int MAX_BODY_BYTES = 1 << 16;

    private final SmtpFakeServer smtp;

    RulesResource(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    Response list(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.json(
                Map.of("rules", smtp.rules().stream().map(RuleJson::of).toList()));
    }

    Response show(Request request) {
        return Response.json(RuleJson.of(find(request)));
    }

    /** Returns what a rule can consist of at each stage. No rule has the id {@code schema}. */
    Response schema(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.json(RuleSchema.create());
    }

    Response add(Request request) {
        request.parameters().requireOnly(Set.of());
        JsonValue json = request.json(MAX_BODY_BYTES);
        RuleDefinition definition = RuleJson.read(json);
        Rule rule = register(json, definition);
        return Response.created(request.link("/api/rules/" + rule.id()), RuleJson.of(rule));
    }

    /** Adds a rule. Is synchronized, so that concurrent requests cannot exceed the limit. */
    private synchronized Rule register(JsonValue json, RuleDefinition definition) {
        if (smtp.rules().size() >= MAX_RULES) {
            throw new ProblemException(ProblemDetails.conflict("The server already has " + MAX_RULES
                    + " rules, the maximum. Delete rules that you no longer need."));
        }
        try {
            return ServerAccess.addRule(smtp, definition);
        } catch (IllegalArgumentException e) {
            throw json.required("on").wrong(String.valueOf(e.getMessage()));
        }
    }

    Response clear(Request request) {
        request.parameters().requireOnly(Set.of());
        smtp.clearRules();
        return Response.noContent();
    }

    Response remove(Request request) {
        find(request).remove();
        return Response.noContent();
    }

    private Rule find(Request request) {
        request.parameters().requireOnly(Set.of());
        String id = request.pathParameter("id");
        List<Rule> rules = smtp.rules();
        return rules.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemDetails.notFound("No rule has this id. It may have been deleted.")));
    }
}
