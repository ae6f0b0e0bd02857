package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code export}: writes every message as {@code <id>.eml} and every session's transcript as {@code <id>.txt}. */
final class ExportCommand implements ClientCommand.Action {
    // What becomes a file name must not be able to be a path, wherever it comes from.
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,64}");
    private static final int PAGE = 1_000;

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.OF_ALL, 1);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help("export DIRECTORY [--url URL]", ClientOption.OF_ALL));
            return 0;
        }
        if (parsed.operands().isEmpty()) {
            throw new UsageException("export needs a directory: export DIRECTORY");
        }
        Path directory = directory(parsed.operands().get(0));
        ApiClient api = ApiClient.of(parsed, environment);
        try {
            Files.createDirectories(directory);
            int messages = messages(api, directory);
            int sessions = sessions(api, directory);
            out.println(messages + (messages == 1 ? " message" : " messages") + " and " + sessions
                    + (sessions == 1 ? " transcript" : " transcripts") + " in " + directory);
            return 0;
        } catch (FileSystemException e) {
            throw new IOException("Cannot write " + e.getFile() + ": " + reason(e), e);
        } catch (JsonException e) {
            throw new IOException("This is no smtp-fake of this version: " + e.getMessage(), e);
        }
    }

    /** Many have none but their type. */
    private static String reason(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is no directory";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such directory, nor can it be made";
        }
        return e.getReason() == null ? "this is not permitted" : e.getReason();
    }

    private static Path directory(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("export needs a directory, not \"" + text + "\"");
        }
    }

    /** What is deleted meanwhile is left out. */
    private static int messages(ApiClient api, Path directory) throws IOException {
        int written = 0;
        for (String id : ids(api, "messages")) {
            ApiClient.Answer raw = api.get("/api/messages/" + id + "/raw");
            if (raw.isOk()) {
                Files.write(directory.resolve(id + ".eml"), raw.body());
                written++;
            }
        }
        return written;
    }

    private static int sessions(ApiClient api, Path directory) throws IOException {
        int written = 0;
        for (String id : ids(api, "sessions")) {
            ApiClient.Answer session = api.get("/api/sessions/" + id);
            if (session.isOk()) {
                Files.writeString(
                        directory.resolve(id + ".txt"),
                        transcript(JsonValue.parse(session.body())),
                        StandardCharsets.UTF_8);
                written++;
            }
        }
        return written;
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

    /** Asks for all pages at first: what is added or deleted meanwhile moves the later ones. */
    private static List<String> ids(ApiClient api, String kind) throws IOException {
        List<String> ids = new ArrayList<>();
        int size = PAGE;
        for (int offset = 0; size == PAGE; offset += PAGE) {
            ApiClient.Answer answer = api.get("/api/" + kind + "?limit=" + PAGE + "&offset=" + offset);
            if (!answer.isOk()) {
                throw new IOException("The server answers " + answer.status() + " to the list of " + kind);
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
            throw value.wrong("is no id");
        }
        return value.text();
    }
}
