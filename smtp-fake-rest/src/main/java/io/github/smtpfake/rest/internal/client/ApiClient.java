package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** Queries a server. It uses {@link HttpURLConnection}, because the JVM of the container image lacks java.net.http. */
final class ApiClient {
    /** The variable with the URL of the server. In the image, the command sets it to what the arguments of the server say. */
    private static final String URL_VARIABLE = "SMTP_FAKE_URL";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final String base;
    private final @Nullable String authorization;
    private final ServerTrust trust;

    private ApiClient(String base, @Nullable String authorization, ServerTrust trust) {
        this.base = base;
        this.authorization = authorization;
        this.trust = trust;
    }

    /** An answer of the server. */
    record Answer(int status, byte[] body) {
        boolean isOk() {
            return status == 200;
        }

        boolean isSuccess() {
            return isSuccess(status);
        }

        static boolean isSuccess(int status) {
            return status / 100 == 2;
        }

        /** Returns the reason of a failure: the detail of the problem document, or the status if there is none. */
        String reason() {
            try {
                return JsonValue.parse(body).required("detail").text();
            } catch (JsonException e) {
                return "The server answered with status " + status;
            }
        }
    }

    /**
     * Returns a client for the server that the arguments or the environment variables name.
     *
     * @throws UsageException if the URL is invalid
     */
    static ApiClient of(Arguments<ClientOption> arguments, Map<String, String> environment) throws UsageException {
        Given authority = value(arguments, ClientOption.CA);
        return new ApiClient(
                url(arguments, environment),
                authorization(arguments, environment),
                authority == null ? ServerTrust.JVM_DEFAULT : ServerTrust.onlyAuthority(Path.of(authority.text())));
    }

    private static String url(Arguments<ClientOption> arguments, Map<String, String> environment)
            throws UsageException {
        Given url = value(arguments, ClientOption.URL);
        if (url != null) {
            return validate(url);
        }
        String variable = environment.getOrDefault(URL_VARIABLE, "");
        return variable.isBlank() ? LocalServer.url(environment) : validate(new Given(URL_VARIABLE, variable.strip()));
    }

    private static @Nullable String authorization(Arguments<ClientOption> arguments, Map<String, String> environment)
            throws UsageException {
        Given token = value(arguments, ClientOption.TOKEN);
        if (token != null) {
            return Credentials.ofToken(token.text());
        }
        Given file = value(arguments, ClientOption.TOKEN_FILE);
        return file == null ? Credentials.of(environment) : Credentials.ofTokenFile(file);
    }

    /** Returns a client that sends no credentials and therefore accepts any certificate. */
    static ApiClient withoutCredentials(Arguments<ClientOption> arguments, Map<String, String> environment)
            throws UsageException {
        return withoutCredentials(url(arguments, environment));
    }

    /** Returns a client for this URL that sends no credentials and therefore accepts any certificate. */
    static ApiClient withoutCredentials(String url) {
        return new ApiClient(url, null, ServerTrust.ANY_SERVER);
    }

    private static @Nullable Given value(Arguments<ClientOption> arguments, ClientOption option) {
        List<Given> given = arguments.values().get(option);
        return given == null ? null : given.get(0);
    }

    private static String validate(Given url) throws UsageException {
        if (!url.text().matches("https?://[^/?#]+(/[^?#]*)?")) {
            throw url.invalid(
                    "must be a URL such as http://127.0.0.1:8025 or, with a web root, http://127.0.0.1:8025/mail");
        }
        return url.text().replaceAll("/+$", "");
    }

    /** Sends a GET request. */
    Answer get(String path) throws IOException {
        return get(path, Duration.ZERO);
    }

    /**
     * Sends a GET request.
     *
     * @param wait the additional time to wait for the answer
     */
    Answer get(String path, Duration wait) throws IOException {
        return exchange(path, CONNECT_TIMEOUT, READ_TIMEOUT.plus(wait), connection -> {}, null);
    }

    /**
     * Sends a GET request whose answer may be larger than the memory.
     *
     * @param wait the additional time to wait for the answer
     * @param reader reads the body of a successful answer, which the returned answer does not contain; a {@link
     *     FileSystemException} that it throws is passed on
     */
    Answer get(String path, Duration wait, BodyReader reader) throws IOException {
        return exchange(path, CONNECT_TIMEOUT, READ_TIMEOUT.plus(wait), connection -> {}, reader);
    }

    /**
     * Sends a GET request.
     *
     * @param limit the maximum time to wait for the connection, and then for the answer, unless the usual time is shorter
     */
    Answer getWithin(String path, Duration limit) throws IOException {
        return exchange(path, shorter(limit, CONNECT_TIMEOUT), shorter(limit, READ_TIMEOUT), connection -> {}, null);
    }

    /**
     * Sends a POST request whose body consists of the given blocks.
     *
     * @param members the members that are needed of the object in a successful answer, which may be larger than the memory
     * @throws FileSystemException if a file of the body cannot be read
     */
    Answer post(String path, String contentType, List<? extends Block> body, List<String> members) throws IOException {
        Sender sender = connection -> {
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", contentType);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(
                    body.stream().mapToLong(Block::length).sum());
            try (OutputStream out = connection.getOutputStream()) {
                for (Block block : body) {
                    block.writeTo(out);
                }
            }
        };
        ByteArrayOutputStream needed = new ByteArrayOutputStream();
        Answer answer = exchange(
                path,
                CONNECT_TIMEOUT,
                READ_TIMEOUT,
                sender,
                object -> needed.writeBytes(
                        JsonValue.readMembers(object, members).only(members).getBytes(StandardCharsets.UTF_8)));
        return answer.isSuccess() ? new Answer(answer.status(), needed.toByteArray()) : answer;
    }

    private interface Sender {
        void send(HttpURLConnection connection) throws IOException;
    }

    /** Reads the body of an answer. */
    interface BodyReader {
        void read(InputStream body) throws IOException;
    }

    private Answer exchange(String path, Duration connect, Duration read, Sender sender, @Nullable BodyReader reader)
            throws IOException {
        try {
            HttpURLConnection connection = open(URI.create(base + path).toURL());
            connection.setConnectTimeout(millis(connect));
            connection.setReadTimeout(millis(read));
            connection.setInstanceFollowRedirects(false);
            if (authorization != null) {
                connection.setRequestProperty("Authorization", authorization);
            }
            sender.send(connection);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (body != null && reader != null && Answer.isSuccess(status)) {
                    reader.read(new CompleteBody(body, connection.getContentLengthLong()));
                    return new Answer(status, new byte[0]);
                }
                return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
            }
        } catch (FileSystemException e) {
            // The failure is that of a file of this machine, not of the server.
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IOException("Invalid URL: " + base, e);
        } catch (IOException e) {
            throw new IOException(
                    "No answer from " + base + " (" + e.getMessage() + "). Set the URL of the server with "
                            + ClientOption.URL.flag() + ".",
                    e);
        }
    }

    /** Returns a timeout of at least 1, because 0 means none. */
    private static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private HttpURLConnection open(URL url) throws IOException {
        // Bypasses any proxy, because the server is local or in a test network.
        URLConnection connection = url.openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https) {
            trust.apply(https);
        }
        return (HttpURLConnection) connection;
    }
}
