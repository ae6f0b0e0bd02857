package io.github.smtpfake.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README and its code blocks. */
final class Readme {
    /** The root of the checkout; tests run in the folder of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");

    private Readme() {}

    /** A code block. */
    record Snippet(String language, String code) {}

    /** Returns the code blocks of a section in one language, in their order. */
    static List<String> snippets(String section, String language) {
        List<String> snippets = FENCE.matcher(section(section))
                .results()
                .map(fence -> new Snippet(fence.group(1), fence.group(2)))
                .filter(snippet -> snippet.language().equals(language))
                .map(Snippet::code)
                .toList();
        if (snippets.isEmpty()) {
            throw new AssertionError("Section \"" + section + "\" of the README contains no code in " + language);
        }
        return snippets;
    }

    private static String section(String title) {
        try {
            String text = Files.readString(ROOT.resolve("README.md"));
            int start = text.indexOf("\n## " + title + "\n");
            if (start < 0) {
                throw new AssertionError("The README has no section \"" + title + "\"");
            }
            int end = text.indexOf("\n## ", start + 1);
            return text.substring(start, end < 0 ? text.length() : end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
