package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.internal.text.SmallFile;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.RuleDefinition;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads rules from a file: the JSON that {@code GET /api/rules} returns, or its array alone. */
public final class RuleFile {
    private static final String RULES = "rules";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_RULES = 1_000;

    private RuleFile() {}

    /**
     * Returns the rules in the order in which they must be added. The first rule of the file is the last one added, because
     * the newest matching rule wins and people read a file from its top.
     *
     * @throws IllegalArgumentException if the file cannot be read; the message names the file and the invalid field
     */
    public static List<RuleDefinition> read(Path file) {
        try {
            List<RuleDefinition> rules = new ArrayList<>();
            for (JsonValue rule : elements(JsonValue.parse(SmallFile.read(file, MAX_BYTES)))) {
                rules.add(RuleJson.read(rule));
            }
            Collections.reverse(rules);
            return rules;
        } catch (JsonException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<JsonValue> elements(JsonValue root) {
        List<JsonValue> rules = root.isArray()
                ? root.elements()
                : root.requireOnly(List.of(RULES)).required(RULES).elements();
        if (rules.size() > MAX_RULES) {
            throw root.wrong("must have at most " + MAX_RULES + " rules, not " + rules.size());
        }
        return rules;
    }
}
