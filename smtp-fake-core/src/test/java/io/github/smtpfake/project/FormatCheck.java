package io.github.smtpfake.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a text with the properties of EditorConfig. */
final class FormatCheck {
    private static final String TEXT_BLOCK = "\"\"\"";

    private final Map<String, String> properties;
    private final List<String> violations = new ArrayList<>();

    private FormatCheck(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Returns the violations in a file, each with its line. */
    static List<String> violations(byte[] content, Map<String, String> properties) {
        FormatCheck check = new FormatCheck(properties);
        try {
            check.examine(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            if (check.requires("charset", "utf-8")) {
                return List.of("not UTF-8");
            }
        }
        return check.violations;
    }

    private void examine(String text) {
        if (text.startsWith("\uFEFF") && requires("charset", "utf-8")) {
            violations.add("1: byte order mark");
        }
        if (!text.isEmpty() && !text.endsWith("\n") && requires("insert_final_newline", "true")) {
            violations.add("no line end at the end");
        }
        String[] lines = text.split("\n", -1);
        boolean inTextBlock = false;
        for (int i = 0; i < lines.length; i++) {
            boolean breakable = !inTextBlock && !lines[i].contains("\"") && !lines[i].contains("://");
            examine(i + 1, lines[i], breakable);
            if (lines[i].split(TEXT_BLOCK, -1).length % 2 == 0) {
                inTextBlock = !inTextBlock;
            }
        }
    }

    private void examine(int number, String line, boolean breakable) {
        if (line.indexOf('\r') >= 0 && requires("end_of_line", "lf")) {
            violations.add(number + ": CR");
        }
        if ((line.endsWith(" ") || line.endsWith("\t")) && requires("trim_trailing_whitespace", "true")) {
            violations.add(number + ": space at the end");
        }
        if (line.startsWith("\t") && requires("indent_style", "space")) {
            violations.add(number + ": indented with a tab");
        }
        if (line.startsWith(" ") && requires("indent_style", "tab")) {
            violations.add(number + ": indented with a space");
        }
        String maximum = properties.get("max_line_length");
        if (maximum != null && breakable && line.codePointCount(0, line.length()) > Integer.parseInt(maximum)) {
            violations.add(number + ": longer than " + maximum);
        }
    }

    private boolean requires(String property, String value) {
        return value.equals(properties.get(property));
    }
}
