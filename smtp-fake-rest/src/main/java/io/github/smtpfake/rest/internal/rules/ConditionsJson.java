package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code when}: an object whose members must all hold. {@code all} has further such objects, for a second condition of
 * the same kind; {@code not} has one that must not hold; {@code anyOf} has several of which at least one must hold.
 */
final class ConditionsJson {
    private static final String ALL = "all";

    /** Reads the value of one condition. */
    private interface Reader {
        RuleCondition read(Stage stage, JsonValue value);
    }

    /** The reader of each condition, by its name. */
    private static final Map<String, Reader> READERS = new LinkedHashMap<>();

    static {
        READERS.put("sender", (stage, value) -> RuleCondition.sender(value.text()));
        READERS.put("recipient", (stage, value) -> RuleCondition.recipient(pattern(value)));
        READERS.put("helo", (stage, value) -> RuleCondition.helo(pattern(value)));
        READERS.put("user", (stage, value) -> RuleCondition.user(pattern(value)));
        READERS.put("client", (stage, value) -> RuleCondition.client(pattern(value)));
        READERS.put("tls", (stage, value) -> RuleCondition.tls(value.bool()));
        READERS.put("header", (stage, value) -> header(value));
        READERS.put("largerThan", (stage, value) -> RuleCondition.largerThan(value.longInteger()));
        READERS.put("afterBytes", (stage, value) -> RuleCondition.afterBytes(value.longInteger()));
        READERS.put("nth", (stage, value) -> RuleCondition.nth(value.integer()));
        READERS.put("not", ConditionsJson::not);
        READERS.put("anyOf", ConditionsJson::anyOf);
        READERS.put("matching", (stage, value) -> {
            throw value.wrong("is a condition written in Java, which JSON can show but not set");
        });
    }

    private static final List<String> NAMES = names();

    private ConditionsJson() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>(READERS.keySet());
        names.add(ALL);
        return List.copyOf(names);
    }

    static List<RuleCondition> read(Stage stage, JsonValue when) {
        List<RuleCondition> conditions = new ArrayList<>();
        for (String name : when.requireOnly(NAMES).names()) {
            JsonValue value = when.required(name);
            Reader reader = READERS.get(name);
            if (reader == null) {
                value.elements().forEach(element -> conditions.addAll(read(stage, element)));
            } else {
                conditions.add(Fields.check(value, () -> fitting(stage, reader.read(stage, value))));
            }
        }
        return conditions;
    }

    private static RuleCondition fitting(Stage stage, RuleCondition condition) {
        condition.requireFits(stage);
        return condition;
    }

    /**
     * Returns a pattern, which must not be empty: an empty one matches nothing, and is usually an unset variable of a script.
     */
    private static String pattern(JsonValue value) {
        if (value.text().isEmpty()) {
            throw value.wrong("must not be empty; * matches any characters");
        }
        return value.text();
    }

    private static RuleCondition header(JsonValue value) {
        int colon = value.text().indexOf(':');
        if (colon <= 0) {
            throw value.wrong("must be a name, a colon and a part of its value, such as \"Subject: hello\"");
        }
        return RuleCondition.header(
                value.text().substring(0, colon).strip(),
                value.text().substring(colon + 1).strip());
    }

    private static RuleCondition not(Stage stage, JsonValue value) {
        List<RuleCondition> conditions = read(stage, value);
        if (conditions.isEmpty()) {
            throw value.wrong("needs a condition, such as {\"recipient\": \"*@example.org\"}");
        }
        return RuleCondition.not(conditions);
    }

    private static RuleCondition anyOf(Stage stage, JsonValue value) {
        if (value.elements().size() < 2) {
            throw value.wrong("needs at least two elements");
        }
        return RuleCondition.not(
                value.elements().stream().map(element -> not(stage, element)).toList());
    }
}
