package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.text.RandomIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code import}: stores every {@code .eml} file on the server, with the envelope, time and id of its sidecar. A file that
 * fails does not stop the others.
 */
final class ImportCommand implements Action {
    private static final String USAGE = "import DIRECTORY|FILE.eml...";
    private static final String PATH = "/api/messages";
    private static final String GUESSED_ENVELOPE = "guessedEnvelope";
    /** The members of an answer that are needed. */
    private static final List<String> ANSWER = List.of("problems");
    /** The statuses that every further message would receive, too. */
    private static final Set<Integer> FATAL = Set.of(401, 403, 404, 405, 421);

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.COMMON, Integer.MAX_VALUE);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help(USAGE + " [--url URL]", ClientOption.COMMON));
            return 0;
        }
        if (parsed.operands().isEmpty()) {
            throw new UsageException("import requires directories or .eml files: " + USAGE);
        }
        List<Path> operands = new ArrayList<>();
        for (String operand : parsed.operands()) {
            operands.add(path(operand));
        }
        return new Run(ApiClient.of(parsed, environment), err).run(operands, out);
    }

    private static Path path(String text) throws UsageException {
        try {
            Path path = Path.of(text);
            if (Files.isDirectory(path) || MailFile.isMail(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Reported below.
        }
        throw new UsageException("import requires directories or .eml files, not \"" + text + "\"");
    }

    /** One execution of the command. */
    private static final class Run {
        private final ApiClient api;
        private final PrintStream err;
        private int imported;
        private int guessed;
        private int known;
        private int failed;

        Run(ApiClient api, PrintStream err) {
            this.api = api;
            this.err = err;
        }

        int run(List<Path> operands, PrintStream out) throws IOException {
            long maxSize = maxMessageSize();
            List<MailFile> files = new ArrayList<>();
            for (Path operand : operands) {
                find(operand, files);
            }
            files.sort(MailFile.ORDER);
            try {
                for (MailFile file : files) {
                    add(file, maxSize);
                }
            } finally {
                out.println(summary());
            }
            return failed == 0 ? 0 : 1;
        }

        /** Returns the limit of the server, which would close the connection while a larger message is being sent. */
        private long maxMessageSize() throws IOException {
            ApiClient.Answer info = api.get("/api/info");
            if (!info.isOk()) {
                throw new IOException(info.reason());
            }
            try {
                return JsonValue.parse(info.body())
                        .required("limits")
                        .required("messageSize")
                        .longInteger();
            } catch (JsonException e) {
                throw new IOException("The server is not an smtp-fake server of this version: " + e.getMessage(), e);
            }
        }

        private void find(Path operand, List<MailFile> files) {
            if (!Files.isDirectory(operand)) {
                Path directory = operand.getParent();
                files.add(MailFile.of(directory == null ? Path.of("") : directory, operand));
                return;
            }
            int before = files.size();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(operand, MailFile::isMail)) {
                for (Path entry : entries) {
                    files.add(MailFile.of(operand, entry));
                }
                if (files.size() == before) {
                    fail(operand, "contains no .eml file");
                }
            } catch (IOException e) {
                fail(operand, reason(e));
            } catch (DirectoryIteratorException e) {
                fail(operand, String.valueOf(e.getMessage()));
            }
        }

        /** Stores a message. Throws an exception only if no other message can be stored either. */
        private void add(MailFile file, long maxSize) throws IOException {
            long size;
            byte[] sidecar;
            try {
                size = Files.size(file.path());
                if (size > maxSize) {
                    fail(file.path(), "has " + size + " bytes; the maximum of the server is " + maxSize);
                    return;
                }
                sidecar = file.sidecar();
            } catch (IOException e) {
                fail(file.path(), reason(e));
                return;
            }
            ApiClient.Answer answer;
            try (InputStream in = Files.newInputStream(file.path())) {
                answer = post(sidecar, new Block.FileContent(file.path(), in, size));
            } catch (FileSystemException e) {
                fail(file.path(), reason(e));
                return;
            } catch (JsonException e) {
                throw new IOException("The server is not an smtp-fake server of this version: " + e.getMessage(), e);
            }
            count(file, answer);
        }

        private ApiClient.Answer post(byte @Nullable [] sidecar, Block message) throws IOException {
            if (sidecar == null) {
                return api.post(PATH, "message/rfc822", List.of(message), ANSWER);
            }
            String boundary = RandomIds.next();
            return api.post(
                    PATH,
                    "multipart/mixed; boundary=" + boundary,
                    List.of(
                            Block.of("--" + boundary + "\r\nContent-Type: application/json\r\n\r\n"),
                            new Block.Bytes(sidecar),
                            Block.of("\r\n--" + boundary + "\r\nContent-Type: message/rfc822\r\n\r\n"),
                            message,
                            Block.of("\r\n--" + boundary + "--\r\n")),
                    ANSWER);
        }

        private void count(MailFile file, ApiClient.Answer answer) throws IOException {
            if (FATAL.contains(answer.status())) {
                throw new IOException(answer.reason());
            } else if (answer.isOk()) {
                known++;
            } else if (answer.status() == 201) {
                imported++;
                if (isGuessed(answer)) {
                    guessed++;
                }
            } else {
                fail(file.path(), answer.reason());
            }
        }

        private static boolean isGuessed(ApiClient.Answer answer) throws IOException {
            try {
                return JsonValue.parse(answer.body()).required("problems").elements().stream()
                        .anyMatch(problem -> problem.required("id").text().equals(GUESSED_ENVELOPE));
            } catch (JsonException e) {
                throw new IOException("The server is not an smtp-fake server of this version: " + e.getMessage(), e);
            }
        }

        private void fail(Path file, String reason) {
            failed++;
            err.println("smtp-fake: " + file + ": " + reason);
        }

        /** Returns the reason of a failure, which is often only the type of the exception. */
        private static String reason(IOException e) {
            if (e instanceof NoSuchFileException) {
                return "no such file";
            }
            if (e instanceof AccessDeniedException) {
                return "permission denied";
            }
            return e instanceof FileSystemException failure && failure.getReason() != null
                    ? failure.getReason()
                    : String.valueOf(e.getMessage());
        }

        private String summary() {
            String summary = imported + (imported == 1 ? " message" : " messages") + " imported";
            if (guessed > 0) {
                summary += ", " + guessed + " of them with a guessed envelope";
            }
            if (known > 0) {
                summary += "; " + known + " already stored";
            }
            return failed > 0 ? summary + "; " + failed + " failed" : summary;
        }
    }
}
