package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code when}: an object whose members must all hold. {@code all} has further such objects, for a second condition of one
 * kind; {@code not} one that must not hold; {@code anyOf} several of which one must.
 */
final class ConditionsJson {
    private static final String MATCHING = "matching";
    private static final String NOT = "not";
    private static final String ALL = "all";
    private static final String ANY_OF = "anyOf";

    private static final List<String> NAMES = List.of(
            "sender",
            "recipient",
            "helo",
            "user",
            "client",
            "tls",
            "header",
            "largerThan",
            "afterBytes",
            "nth",
            NOT,
            ALL,
            ANY_OF,
            MATCHING);

    private ConditionsJson() {}

    static Map<String, Object> write(List<RuleCondition> conditions) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<Map<String, Object>> further = new ArrayList<>();
        for (RuleCondition condition : conditions) {
            Map<String, Object> member = write(condition);
            if (members.keySet().containsAll(member.keySet())) {
                further.add(member);
            } else {
                members.putAll(member);
            }
        }
        if (!further.isEmpty()) {
            members.put(ALL, further);
        }
        return members;
    }

    private static Map<String, Object> write(RuleCondition condition) {
        if (condition instanceof RuleCondition.Sender sender) {
            return Map.of("sender", sender.pattern());
        }
        if (condition instanceof RuleCondition.Recipient recipient) {
            return Map.of("recipient", recipient.pattern());
        }
        if (condition instanceof RuleCondition.Helo helo) {
            return Map.of("helo", helo.pattern());
        }
        if (condition instanceof RuleCondition.User user) {
            return Map.of("user", user.pattern());
        }
        if (condition instanceof RuleCondition.Client client) {
            return Map.of("client", client.pattern());
        }
        if (condition instanceof RuleCondition.Tls tls) {
            return Map.of("tls", tls.encrypted());
        }
        if (condition instanceof RuleCondition.Header header) {
            return Map.of("header", header.name() + ": " + header.text());
        }
        if (condition instanceof RuleCondition.LargerThan larger) {
            return Map.of("largerThan", larger.octets());
        }
        if (condition instanceof RuleCondition.AfterBytes after) {
            return Map.of("afterBytes", after.octets());
        }
        if (condition instanceof RuleCondition.Nth nth) {
            return Map.of("nth", nth.n());
        }
        if (condition instanceof RuleCondition.Not not) {
            return write(not);
        }
        return Map.of(MATCHING, ((RuleCondition.Satisfies) condition).description());
    }

    /** Not all of several negations hold: one of what they negate does. */
    private static Map<String, Object> write(RuleCondition.Not not) {
        boolean isAnyOf = not.all().size() > 1 && not.all().stream().allMatch(RuleCondition.Not.class::isInstance);
        return isAnyOf
                ? Map.of(
                        ANY_OF,
                        not.all().stream()
                                .map(RuleCondition.Not.class::cast)
                                .map(negation -> write(negation.all()))
                                .toList())
                : Map.of(NOT, write(not.all()));
    }

    static List<RuleCondition> read(Stage stage, JsonValue when) {
        List<RuleCondition> conditions = new ArrayList<>();
        for (String name : when.requireOnly(NAMES).names()) {
            JsonValue value = when.required(name);
            if (name.equals(ALL)) {
                value.elements().forEach(element -> conditions.addAll(read(stage, element)));
            } else {
                conditions.add(Fields.check(value, () -> fitting(stage, read(stage, name, value))));
            }
        }
        return conditions;
    }

    /** A definition of nothing but the condition is refused if the stage does not know it. */
    private static RuleCondition fitting(Stage stage, RuleCondition condition) {
        return new RuleDefinition(stage, List.of(condition), RuleLimits.NONE, List.of())
                .conditions()
                .get(0);
    }

    private static RuleCondition read(Stage stage, String name, JsonValue value) {
        return switch (name) {
            case "sender" -> new RuleCondition.Sender(value.text());
            case "recipient" -> new RuleCondition.Recipient(pattern(value));
            case "helo" -> new RuleCondition.Helo(pattern(value));
            case "user" -> new RuleCondition.User(pattern(value));
            case "client" -> new RuleCondition.Client(pattern(value));
            case "tls" -> new RuleCondition.Tls(value.bool());
            case "header" -> header(value);
            case "largerThan" -> new RuleCondition.LargerThan(value.longInteger());
            case "afterBytes" -> new RuleCondition.AfterBytes(value.longInteger());
            case "nth" -> new RuleCondition.Nth(value.integer());
            case NOT -> not(stage, value);
            case ANY_OF -> anyOf(stage, value);
            default -> throw value.wrong("is a condition in Java, which JSON can show but not give");
        };
    }

    /** An empty one would match nothing, and is rather a variable of a script that was not set. */
    private static String pattern(JsonValue value) {
        if (value.text().isEmpty()) {
            throw value.wrong("must not be empty; * stands for any characters");
        }
        return value.text();
    }

    private static RuleCondition header(JsonValue value) {
        int colon = value.text().indexOf(':');
        if (colon <= 0) {
            throw value.wrong("must be a name, a colon and a part of its value, such as \"Subject: hello\"");
        }
        return new RuleCondition.Header(
                value.text().substring(0, colon).strip(),
                value.text().substring(colon + 1).strip());
    }

    private static RuleCondition.Not not(Stage stage, JsonValue value) {
        List<RuleCondition> conditions = read(stage, value);
        if (conditions.isEmpty()) {
            throw value.wrong("needs a condition, such as {\"recipient\": \"*@example.org\"}");
        }
        return new RuleCondition.Not(conditions);
    }

    private static RuleCondition anyOf(Stage stage, JsonValue value) {
        if (value.elements().size() < 2) {
            throw value.wrong("needs at least two elements");
        }
        return new RuleCondition.Not(value.elements().stream()
                .<RuleCondition>map(element -> not(stage, element))
                .toList());
    }
}
