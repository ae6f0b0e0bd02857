package io.github.smtpfake.assertj;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file with what a message is to look like. */
final class GoldenFile {
    private static final String UPDATE = "smtpfake.golden.update";
    private static final String HOW = "-D" + UPDATE + "=true writes it";

    private final Path file;

    GoldenFile(Path file) {
        this.file = file;
    }

    /** @param sentence where they differ first */
    record Mismatch(String expected, String found, String sentence) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /** Returns how a text differs from the file; empty where it does not, or where the file was to be written. */
    Optional<Mismatch> mismatch(String found) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                write(found);
                return Optional.empty();
            }
            return Files.exists(file) ? compare(Files.readString(file).replace("\r\n", "\n"), found) : missing(found);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the golden file " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(String found) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, found);
    }

    private static Optional<Mismatch> missing(String found) {
        return Optional.of(new Mismatch("", found, "but there is no such file; " + HOW));
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
                "but from line " + (line + 1) + " on it has\n  " + shown(present, line) + "\nand not\n  "
                        + shown(wanted, line) + "\nIf that is as it should be: " + HOW));
    }

    private static String shown(List<String> lines, int index) {
        return index < lines.size() ? Failure.quoted(lines.get(index)) : "(its end)";
    }
}
