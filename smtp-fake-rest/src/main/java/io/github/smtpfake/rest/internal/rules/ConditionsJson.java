package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

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

    private static final Map<String, ValueSchema> SCHEMAS = new LinkedHashMap<>();

    static {
        add(
                "sender",
                ValueSchema.text(
                        "app@example.org",
                        "The address of MAIL; empty for the null reverse-path. * matches any characters."),
                value -> RuleCondition.sender(value.text()));
        add(
                "recipient",
                ValueSchema.text(
                        "ada@example.org", "At rcpt, the address of the command; later, any recipient so far."),
                value -> RuleCondition.recipient(pattern(value)));
        add(
                "helo",
                ValueSchema.text("*.example.org", "The name in EHLO or HELO."),
                value -> RuleCondition.helo(pattern(value)));
        add(
                "user",
                ValueSchema.text("ada", "The user who has logged in or, at auth, is logging in."),
                value -> RuleCondition.user(pattern(value)));
        add(
                "client",
                ValueSchema.text("127.0.0.1", "The address of the client, without its port."),
                value -> RuleCondition.client(pattern(value)));
        add("tls", ValueSchema.flag("Whether the connection is encrypted."), value -> RuleCondition.tls(value.bool()));
        add(
                "header",
                ValueSchema.text("Subject: hello", "A header field whose value contains the text."),
                ConditionsJson::header);
        add(
                "largerThan",
                ValueSchema.integer(0, 1_000_000, "The message has more bytes than this."),
                value -> RuleCondition.largerThan(value.longInteger()));
        add(
                "afterBytes",
                ValueSchema.integer(0, 1_000, "The server has received this number of bytes."),
                value -> RuleCondition.afterBytes(value.longInteger()));
        add(
                "nth",
                ValueSchema.integer(1, 3, "The 1-based index of the RCPT command in its transaction."),
                value -> RuleCondition.nth(value.integer()));
        READERS.put("not", ConditionsJson::not);
        READERS.put("anyOf", ConditionsJson::anyOf);
        READERS.put("matching", (stage, value) -> {
            throw value.wrong("is a condition written in Java, which JSON can show but not set");
        });
    }

    private static void add(String name, ValueSchema schema, Function<JsonValue, RuleCondition> reader) {
        SCHEMAS.put(name, schema);
        READERS.put(name, (stage, value) -> reader.apply(value));
    }

    private static final List<String> NAMES = names();

    private ConditionsJson() {}

    /** Returns the kind of the value of each condition, combinations last. */
    static Map<String, ValueSchema> schemas() {
        Map<String, ValueSchema> all = new LinkedHashMap<>(SCHEMAS);
        Map<String, String> example = Map.of("client", "10.0.0.1");
        all.put("not", ValueSchema.object(example, "At least one of these conditions does not hold."));
        all.put(
                "anyOf",
                ValueSchema.array(
                        List.of(example, Map.of("client", "10.0.0.2")), "At least one of these conditions holds."));
        all.put(ALL, ValueSchema.array(List.of(example), "All of these conditions hold."));
        return all;
    }

    /** Returns the names of the conditions that can hold at a stage. */
    static List<String> namesAt(Stage stage) {
        List<String> simple = SCHEMAS.entrySet().stream()
                .filter(entry -> isPossible(entry.getKey(), entry.getValue(), stage))
                .map(Map.Entry::getKey)
                .toList();
        return simple.isEmpty()
                ? simple
                : Stream.concat(simple.stream(), Stream.of("not", "anyOf", ALL)).toList();
    }

    private static boolean isPossible(String name, ValueSchema schema, Stage stage) {
        Reader reader = Objects.requireNonNull(READERS.get(name), name);
        return schema.samples().stream()
                .anyMatch(sample -> reader.read(stage, sample).appliesAt(stage));
    }

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
