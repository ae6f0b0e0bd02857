package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** Asks a server over HTTP, by what every JVM has: the small one of the container image has no other client. */
final class ApiClient {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 30_000;

    private final String base;
    private final @Nullable String authorization;
    private final Trust trust;

    private ApiClient(String base, @Nullable String authorization, Trust trust) {
        this.base = base;
        this.authorization = authorization;
        this.trust = trust;
    }

    /** An answer that has been read. */
    record Answer(int status, byte[] body) {
        boolean isOk() {
            return status == 200;
        }
    }

    /** @throws UsageException if the URL is none */
    static ApiClient of(Arguments<ClientOption> arguments, Map<String, String> environment) throws UsageException {
        Given url = value(arguments, ClientOption.URL);
        Given token = value(arguments, ClientOption.TOKEN);
        Given authority = value(arguments, ClientOption.CA);
        return new ApiClient(
                url == null ? local(environment) : checked(url),
                token == null ? authorization(environment) : "Bearer " + token.text(),
                authority == null ? Trust.OF_THIS_JVM : Trust.in(Path.of(authority.text())));
    }

    /** Returns one that sends no credentials, and hence need not know whom it talks to. */
    static ApiClient withoutSecrets(Arguments<ClientOption> arguments, Map<String, String> environment)
            throws UsageException {
        return new ApiClient(of(arguments, environment).base, null, Trust.IN_ANYBODY);
    }

    private static @Nullable Given value(Arguments<ClientOption> arguments, ClientOption option) {
        List<Given> given = arguments.values().get(option);
        return given == null ? null : given.get(0);
    }

    private static String checked(Given url) throws UsageException {
        if (!url.text().matches("https?://[^/?#]+/?")) {
            throw url.wrong("must be a URL without path such as http://127.0.0.1:8025");
        }
        return url.text().replaceAll("/$", "");
    }

    /** A health check in the server's container has its variables. */
    private static String local(Map<String, String> environment) {
        String mailpit = environment.getOrDefault("MP_UI_BIND_ADDR", "");
        String bound = mailpit.isBlank() ? ":8025" : mailpit;
        String port = environment.getOrDefault("SMTP_FAKE_HTTP_PORT", bound.substring(bound.lastIndexOf(':') + 1));
        boolean encrypted = environment.getOrDefault("SMTP_FAKE_HTTP_TLS", "").matches("(?i)true|1|yes")
                || !environment.getOrDefault("MP_UI_TLS_CERT", "").isBlank();
        return (encrypted ? "https" : "http") + "://127.0.0.1:" + port;
    }

    /** Any that the server takes will do, hence the first of several. */
    private static @Nullable String authorization(Map<String, String> environment) {
        String token = environment.get("SMTP_FAKE_HTTP_TOKEN");
        if (token != null) {
            return "Bearer " + token.split(",")[0].strip();
        }
        String users = environment.getOrDefault("SMTP_FAKE_HTTP_USER", environment.get("MP_UI_AUTH"));
        return users == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(users.split("[,\\s]")[0].strip().getBytes(StandardCharsets.UTF_8));
    }

    Answer get(String path) throws IOException {
        return get(path, Duration.ZERO);
    }

    /** @param wait how much longer than usual the answer may take */
    Answer get(String path, Duration wait) throws IOException {
        try {
            HttpURLConnection connection = open(URI.create(base + path).toURL());
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout((int) Math.min(Integer.MAX_VALUE, PATIENCE_MILLIS + wait.toMillis()));
            connection.setInstanceFollowRedirects(false);
            if (authorization != null) {
                connection.setRequestProperty("Authorization", authorization);
            }
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("No URL: " + base, e);
        } catch (IOException e) {
            throw new IOException(
                    "No answer from " + base + " (" + e.getMessage() + "); " + ClientOption.URL.flag()
                            + " tells where the server is",
                    e);
        }
    }

    private HttpURLConnection open(URL url) throws IOException {
        // Not by way of a proxy: the server is ours.
        URLConnection connection = url.openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection encrypted) {
            trust.apply(encrypted);
        }
        return (HttpURLConnection) connection;
    }
}
