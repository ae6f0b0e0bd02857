package io.github.smtpfake.project;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.project.Checkout.TrackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditorConfigTest {
    private static EditorConfig config() throws IOException {
        return EditorConfig.parse(Files.readString(Checkout.ROOT.resolve(".editorconfig")));
    }

    @Test
    void allTextFilesFollowTheEditorConfig() throws Exception {
        EditorConfig config = config();
        List<String> violations = new ArrayList<>();
        for (TrackedFile file : Checkout.trackedFiles()) {
            Path path = Checkout.ROOT.resolve(file.path());
            // A file that is deleted, but not yet in git, is no violation.
            if (file.convertible() && file.text() && Files.isRegularFile(path)) {
                FormatCheck.violations(Files.readAllBytes(path), config.of(file.path()))
                        .forEach(violation -> violations.add(file.path() + ":" + violation));
            }
        }

        assertThat(violations).isEmpty();
    }

    /** An editor must not repair what git keeps as it is. */
    @Test
    void leavesFilesAloneWhoseBytesCount() throws Exception {
        EditorConfig config = config();

        assertThat(Checkout.trackedFiles())
                .filteredOn(file -> !file.convertible() && file.text())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(config.of(file.path()))
                        .as(file.path().toString())
                        .doesNotContainKeys(
                                "charset", "end_of_line", "insert_final_newline", "trim_trailing_whitespace"));
    }

    @Test
    void laterSectionsOverrideEarlierOnes() {
        EditorConfig config = EditorConfig.parse(
                "root = true\n[*]\na = 1\nb = 2\n; comment\n[*.txt]\nb = 3\n[**/in/*.txt]\na = unset\n");

        assertThat(config.of(Path.of("x", "y.md"))).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(config.of(Path.of("x", "y.txt"))).isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(config.of(Path.of("x", "in", "y.txt"))).isEqualTo(Map.of("b", "3"));
    }

    @Test
    void findsEachViolation() {
        Map<String, String> rules = Map.of(
                "charset", "utf-8",
                "end_of_line", "lf",
                "insert_final_newline", "true",
                "trim_trailing_whitespace", "true",
                "indent_style", "space",
                "max_line_length", "12");

        assertThat(violations("fine\n\n  fine\n", rules)).isEmpty();
        assertThat(violations("", rules)).isEmpty();
        assertThat(violations("\uFEFFone \ntwo\t\n\tthree\nfour\r\nand thirteen.", rules))
                .containsExactly(
                        "1: byte order mark",
                        "no line end at the end",
                        "1: space at the end",
                        "2: space at the end",
                        "3: indented with a tab",
                        "4: CR",
                        "5: longer than 12");
        assertThat(FormatCheck.violations("ä".getBytes(ISO_8859_1), rules)).containsExactly("not UTF-8");
        assertThat(violations(" a\n", Map.of("indent_style", "tab"))).containsExactly("1: indented with a space");
        assertThat(violations("\uFEFFone \r\n\tand thirteen.", Map.of())).isEmpty();
    }

    @Test
    void acceptsLongLinesThatCannotBeBroken() {
        Map<String, String> rules = Map.of("max_line_length", "12");

        assertThat(violations("call(\"a long string\");\n// https://example.org/a\n", rules))
                .isEmpty();
        assertThat(violations("text(\"\"\"\n a line of a text block\n \"\"\");\nand thirteen.\n", rules))
                .containsExactly("4: longer than 12");
    }

    private static List<String> violations(String text, Map<String, String> rules) {
        return FormatCheck.violations(text.getBytes(UTF_8), rules);
    }
}
