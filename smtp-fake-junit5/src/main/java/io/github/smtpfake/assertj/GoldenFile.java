package io.github.smtpfake.assertj;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file with the expected form of a message. */
final class GoldenFile {
    private static final String UPDATE = "smtpfake.golden.update";

    private final Path file;

    GoldenFile(Path file) {
        this.file = file;
    }

    /**
     * The difference between a text and the file.
     *
     * @param but the text of a failure after "but"
     * @param facts lines that describe the first difference, each after a line break
     * @param fix the fix if the found text is correct
     */
    record Mismatch(String expected, String found, String but, String facts, String fix) {}

    /** Returns the difference between a text and the file; empty if they are equal or the file was written. */
    Optional<Mismatch> mismatch(String found) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                write(found);
                return Optional.empty();
            }
            return Files.exists(file)
                    ? compare(Files.readString(file).replace("\r\n", "\n"), found)
                    : Optional.of(new Mismatch(
                            "",
                            found,
                            "the file does not exist",
                            "",
                            "Run the test with -D" + UPDATE + "=true to create the file."));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write the golden file " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(String found) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, found);
    }

    private static Optional<Mismatch> compare(String expected, String found) {
        if (expected.equals(found)) {
            return Optional.empty();
        }
        List<String> wanted = expected.lines().toList();
        List<String> present = found.lines().toList();
        int line = 0;
        while (line < wanted.size() && line < present.size() && wanted.get(line).equals(present.get(line))) {
            line++;
        }
        return Optional.of(new Mismatch(
                expected,
                found,
                "line " + (line + 1) + " differs",
                "\nExpected line: " + shown(wanted, line) + "\nFound line: " + shown(present, line),
                "If the change is intended, run the test with -D" + UPDATE + "=true to update the file."));
    }

    private static String shown(List<String> lines, int index) {
        return index < lines.size() ? Failure.quoted(lines.get(index)) : "(end of text)";
    }
}
