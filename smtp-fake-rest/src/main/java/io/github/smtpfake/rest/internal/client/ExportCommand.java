package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code export}: writes every message as {@code <id>.eml} with a sidecar {@code <id>.json}, and every session's transcript as
 * {@code <id>.txt}.
 */
final class ExportCommand implements Action {
    // An id becomes a file name, so it must not contain a path, even if the server is not trustworthy.
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,64}");
    private static final int PAGE_SIZE = 1_000;
    private static final int BUFFER_SIZE = 16_384;
    /** The members of a message that its bytes do not determine, and its problems. */
    private static final List<String> SIDECAR =
            List.of("id", "receivedAt", "envelope", "session", "problems", "read", "tags");

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.COMMON, 1);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help("export DIRECTORY [--url URL]", ClientOption.COMMON));
            return 0;
        }
        if (parsed.operands().isEmpty()) {
            throw new UsageException("export requires a directory: export DIRECTORY");
        }
        Path directory = directory(parsed.operands().get(0));
        ApiClient api = ApiClient.of(parsed, environment);
        try {
            Files.createDirectories(directory);
            int messages = messages(api, directory);
            int sessions = sessions(api, directory);
            out.println(messages + (messages == 1 ? " message" : " messages") + " and " + sessions
                    + (sessions == 1 ? " transcript" : " transcripts") + " written to " + directory);
            return 0;
        } catch (FileSystemException e) {
            throw new IOException("Cannot write " + e.getFile() + ": " + reason(e), e);
        } catch (JsonException e) {
            throw new IOException("The server is not an smtp-fake server of this version: " + e.getMessage(), e);
        }
    }

    /** Returns the reason of a failure, which is often only the type of the exception. */
    private static String reason(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "not a directory";
        }
        if (e instanceof NoSuchFileException) {
            return "the directory cannot be created";
        }
        return e.getReason() == null ? "permission denied" : e.getReason();
    }

    private static Path directory(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("export requires a directory, not \"" + text + "\"");
        }
    }

    /** Exports the messages, except those that are deleted in the meantime. */
    private static int messages(ApiClient api, Path directory) throws IOException {
        int written = 0;
        for (String id : ids(api, "messages")) {
            // Writes the sidecar first, so that an interrupted export leaves no message without its envelope.
            if (isStored(sidecar(api, id, directory)) && isStored(raw(api, id, directory))) {
                written++;
            }
        }
        return written;
    }

    private static ApiClient.Answer sidecar(ApiClient api, String id, Path directory) throws IOException {
        Path file = directory.resolve(id + MailFile.SIDECAR_SUFFIX);
        return api.get("/api/messages/" + id, Duration.ZERO, body -> {
            // The bodies of the message are not part of the sidecar, and may be larger than the memory.
            String sidecar = JsonValue.readMembers(body, SIDECAR).only(SIDECAR);
            Files.writeString(file, sidecar + "\n", StandardCharsets.UTF_8);
        });
    }

    /** Writes a message to a temporary file first, so that an interrupted export leaves no incomplete message. */
    private static ApiClient.Answer raw(ApiClient api, String id, Path directory) throws IOException {
        Path part = directory.resolve(id + MailFile.SUFFIX + ".part");
        try {
            ApiClient.Answer answer = api.get("/api/messages/" + id + "/raw", Duration.ZERO, body -> save(body, part));
            if (answer.isOk()) {
                Files.move(part, directory.resolve(id + MailFile.SUFFIX), StandardCopyOption.REPLACE_EXISTING);
            }
            return answer;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void save(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                write(out, buffer, count, file);
            }
        }
    }

    private static void write(OutputStream out, byte[] buffer, int count, Path file) throws IOException {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null, e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private static int sessions(ApiClient api, Path directory) throws IOException {
        int written = 0;
        for (String id : ids(api, "sessions")) {
            ApiClient.Answer session = api.get("/api/sessions/" + id);
            if (isStored(session)) {
                Files.writeString(
                        directory.resolve(id + ".txt"),
                        transcript(JsonValue.parse(session.body())),
                        StandardCharsets.UTF_8);
                written++;
            }
        }
        return written;
    }

    /**
     * Returns whether a message or session is still stored.
     *
     * @throws IOException with the reason of the server if it failed, because an incomplete export must not look complete
     */
    private static boolean isStored(ApiClient.Answer answer) throws IOException {
        if (!answer.isOk() && answer.status() != 404) {
            throw new IOException(answer.reason());
        }
        return answer.isOk();
    }

    private static String transcript(JsonValue session) {
        StringBuilder text = new StringBuilder();
        for (JsonValue line : session.required("transcript").elements()) {
            text.append(line.required("at").text())
                    .append(line.required("speaker").text().equals("client") ? " C: " : " S: ")
                    .append(line.required("line").text())
                    .append('\n');
        }
        return text.toString();
    }

    /** Reads all pages before any message, because messages that arrive or are deleted in the meantime shift later pages. */
    private static List<String> ids(ApiClient api, String kind) throws IOException {
        List<String> ids = new ArrayList<>();
        int size = PAGE_SIZE;
        for (int offset = 0; size == PAGE_SIZE; offset += PAGE_SIZE) {
            ApiClient.Answer answer = api.get("/api/" + kind + "?limit=" + PAGE_SIZE + "&offset=" + offset);
            if (!answer.isOk()) {
                throw new IOException("The server does not list its " + kind + ": " + answer.reason());
            }
            List<JsonValue> page = JsonValue.parse(answer.body()).required(kind).elements();
            for (JsonValue item : page) {
                ids.add(id(item.required("id")));
            }
            size = page.size();
        }
        return ids;
    }

    private static String id(JsonValue value) {
        if (!ID.matcher(value.text()).matches()) {
            throw value.wrong("is not an id");
        }
        return value.text();
    }
}
