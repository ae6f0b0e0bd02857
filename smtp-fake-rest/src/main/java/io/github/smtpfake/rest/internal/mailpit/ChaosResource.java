package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.mailpit.Chaos.Kind;
import io.github.smtpfake.rest.internal.mailpit.ChaosJson.Trigger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** {@code /api/v1/chaos}: failures on purpose. Unlike in Mailpit, they are always enabled. */
final class ChaosResource {
    private static final String[] KINDS =
            Arrays.stream(Kind.values()).map(Kind::jsonName).toArray(String[]::new);

    private final Chaos chaos;

    ChaosResource(Chaos chaos) {
        this.chaos = chaos;
    }

    Response show(Request request) {
        return Response.json(chaos.current());
    }

    /** Sets the triggers, and switches off those that the request does not contain. */
    Response set(Request request) {
        JsonValue body = RequestBodies.required(request, KINDS);
        Map<Kind, Trigger> triggers = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            body.member(kind.jsonName()).ifPresent(given -> triggers.put(kind, trigger(kind, given)));
        }
        try {
            chaos.set(triggers);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemDetails.badRequest(String.valueOf(e.getMessage())));
        }
        return Response.json(chaos.current());
    }

    private static Trigger trigger(Kind kind, JsonValue given) {
        int code = given.member("ErrorCode").map(JsonValue::integer).orElse(0);
        int probability = given.member("Probability").map(JsonValue::integer).orElse(0);
        if (code != 0 && (code < 400 || code > 599)) {
            throw given.required("ErrorCode").wrong("must be from 400 to 599, or 0 for the default");
        }
        if (probability < 0 || probability > 100) {
            throw given.required("Probability").wrong("must be from 0 to 100 percent");
        }
        return new Trigger(code == 0 ? kind.off().errorCode() : code, probability);
    }
}
