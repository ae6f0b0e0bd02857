package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The messages of the corpus and the files that belong to them. */
final class Corpus {
    static final Path FOLDER = Path.of("src", "test", "resources", "corpus");

    private Corpus() {}

    /**
     * A message of the corpus.
     *
     * @param path the path of its file without the extension
     */
    record Entry(Path path) {

        byte[] raw() {
            return read(file(".eml"));
        }

        CapturedMessage mail() {
            return TestMail.of(
                    new Envelope("app@example.org", List.of("ada@example.org"), Map.of("BODY", "8BITMIME"), Map.of()),
                    raw());
        }

        Path file(String ending) {
            return path.resolveSibling(path.getFileName() + ending);
        }

        String expected() {
            return new String(read(file(".json")), UTF_8);
        }

        /** Returns the differences of other parsers: one line {@code tool field: reason} for each. */
        Map<String, String> differences(String tool) {
            Map<String, String> reasons = new TreeMap<>();
            Path file = file(".differences.txt");
            if (Files.exists(file)) {
                new String(read(file), UTF_8)
                        .lines()
                        .filter(line -> line.startsWith(tool + " "))
                        .forEach(line -> reasons.put(
                                line.substring(tool.length() + 1, line.indexOf(':')),
                                line.substring(line.indexOf(':') + 1).strip()));
            }
            return reasons;
        }

        /** Returns the names of folder and message: {@code angus/plain-ascii}. */
        @Override
        public String toString() {
            return FOLDER.relativize(path).toString().replace('\\', '/');
        }
    }

    static Stream<Entry> entries() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(file -> new Entry(
                            file.resolveSibling(file.getFileName().toString().replaceFirst("\\.eml$", ""))))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
