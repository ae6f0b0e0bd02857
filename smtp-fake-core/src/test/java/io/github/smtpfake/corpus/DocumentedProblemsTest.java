package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each id in {@code docs/problems.md} belongs to a problem that a real client or message causes. A file in the folder
 * {@code problems} has the name of the id: a message as the client sends it after DATA, or a session. Its {@code Comments}
 * header or first line says who sends such input. An id without a file must be one that a message of the corpus has.
 */
class DocumentedProblemsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");
    private static final Path FOLDER = Path.of("src", "test", "resources", "problems");
    private static final String SESSIONS = "How the client used SMTP";
    private static final Pattern ID = Pattern.compile("`(\\w+)`");
    private static final Pattern BYTE = Pattern.compile("\\\\x(\\p{XDigit}{2})");

    private final Limits limits =
            Limits.builder().examinedText(2_000).commandLine(1_000).build();
    private final RecordingStore store = new RecordingStore(limits);
    private final SmtpFakeServer server = SmtpFakeServer.builder()
            .limits(limits)
            .store(store)
            .tls(TlsMode.STARTTLS)
            .allowUnbracketedPaths()
            .allowUnpaddedBase64()
            .start();

    @AfterEach
    void stop() {
        server.stop();
    }

    /** A row of a table, for one of its ids. */
    private record Row(String section, String id, Problem.Severity severity) {

        boolean isOfSession() {
            return section.equals(SESSIONS);
        }

        Path file() {
            return isOfSession()
                    ? FOLDER.resolve("session").resolve(id + ".txt")
                    : FOLDER.resolve("message").resolve(id + ".eml");
        }

        @Override
        public String toString() {
            return section + ": " + id;
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                Problem.Severity severity =
                        cells[2].strip().equals("advice") ? Problem.Severity.ADVICE : Problem.Severity.VIOLATION;
                Matcher ids = ID.matcher(cells[1]);
                while (ids.find()) {
                    rows.add(new Row(section, ids.group(1), severity));
                }
            }
        }
        return rows;
    }

    static Stream<Row> messages() throws IOException {
        return rows().stream().filter(row -> !row.isOfSession());
    }

    static Stream<Row> sessions() throws IOException {
        return rows().stream().filter(Row::isOfSession);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageHasEachProblem(Row row) throws IOException {
        List<Problem> problems = Files.exists(row.file())
                ? problemsOfMessage(Files.readAllBytes(row.file()))
                : problemsOfCorpus(row.id());

        assertThat(problems)
                .filteredOn(problem -> problem.id().equals(row.id()))
                .first()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(row.severity());
                    assertThat(problem.detail()).isNotBlank();
                    assertThat(problem.reference()).isNotBlank();
                });
    }

    private List<Problem> problemsOfMessage(byte[] afterData) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send(afterData).send("\r\n.\r\n").expect("250");
        }
        return server.inbox().awaitOne().problems();
    }

    private static List<Problem> problemsOfCorpus(String id) {
        return Corpus.entries()
                .filter(entry -> entry.expected().contains("\"" + id + "\""))
                .findFirst()
                .map(entry -> entry.mail().problems())
                .orElseThrow(() -> new AssertionError("Neither the corpus nor the folder " + FOLDER
                        + " has a message with the problem " + id + "; add message/" + id + ".eml"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aSessionHasEachProblem(Row row) throws Exception {
        say(packets(Files.readAllLines(row.file(), UTF_8)));

        assertThat(store.awaitEnd().problems())
                .filteredOn(problem -> problem.id().equals(row.id()))
                .first()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Problem.Severity.VIOLATION);
                    assertThat(problem.detail()).isNotBlank();
                    assertThat(problem.reference()).isNotBlank();
                });
    }

    /** Returns what the client sends before it waits for replies; a line that begins with + belongs to the last packet. */
    private static List<String> packets(List<String> lines) {
        List<String> packets = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("+")) {
                packets.set(packets.size() - 1, packets.get(packets.size() - 1) + bytes(line.substring(1)));
            } else {
                packets.add(bytes(line));
            }
        }
        return packets;
    }

    /** Returns a line as it is sent, one character for each byte. */
    private static String bytes(String line) {
        boolean bareLf = line.endsWith("\\n");
        String text = bareLf ? line.substring(0, line.length() - 2) : line;
        String encoded = new String(text.getBytes(UTF_8), ISO_8859_1);
        return BYTE.matcher(encoded).replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)))
                + (bareLf ? "\n" : "\r\n");
    }

    private void say(List<String> packets) throws IOException {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            for (String packet : packets) {
                client.send(packet.getBytes(ISO_8859_1));
                client.replyLines();
            }
            client.shutdownOutput();
        }
    }

    @Test
    void hasNoFileWithoutARow() throws IOException {
        TreeSet<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            all.filter(Files::isRegularFile).forEach(file -> files.add(file.toString()));
        }
        rows().forEach(row -> files.remove(row.file().toString()));

        assertThat(files).isEmpty();
    }

    @Test
    void saysWhoSendsEachInput() throws IOException {
        for (Row row : rows()) {
            if (Files.exists(row.file())) {
                String input = Files.readString(row.file(), ISO_8859_1).toLowerCase(Locale.ROOT);
                assertThat(input).as("%s", row).containsPattern(row.isOfSession() ? "^# \\w" : "\ncomments: \\w");
            }
        }
    }
}
