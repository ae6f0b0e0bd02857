package io.github.smtpfake.project;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sections of an {@code .editorconfig}, with the patterns that ours uses. */
final class EditorConfig {
    private final List<Section> sections = new ArrayList<>();

    private record Section(PathMatcher files, Map<String, String> properties) {}

    /** Reads the text of the file. */
    static EditorConfig parse(String text) {
        EditorConfig config = new EditorConfig();
        // What precedes the first section concerns no file.
        Map<String, String> properties = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[")) {
                properties = new HashMap<>();
                config.sections.add(new Section(matcher(line.substring(1, line.length() - 1)), properties));
            } else {
                int equals = line.indexOf('=');
                properties.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return config;
    }

    /** A pattern without a slash matches the name of a file in any folder. */
    private static PathMatcher matcher(String pattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return pattern.contains("/") ? matcher : path -> matcher.matches(path.getFileName());
    }

    /** Returns the properties of a file; a later section overrides earlier ones. */
    Map<String, String> of(Path file) {
        Map<String, String> properties = new HashMap<>();
        for (Section section : sections) {
            if (section.files().matches(file)) {
                properties.putAll(section.properties());
            }
        }
        properties.values().removeIf(value -> value.equals("unset") || value.equals("off"));
        return properties;
    }
}
