package io.github.smtpfake.rest.client;

import io.github.smtpfake.rest.cli.Arguments;
import io.github.smtpfake.rest.cli.Given;
import io.github.smtpfake.rest.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks a server over HTTP, by what every JVM has: the small one of the container image has no other client. */
final class ApiClient {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 30_000;

    private final String base;

    private ApiClient(String base) {
        this.base = base;
    }

    /** An answer that has been read. */
    record Answer(int status, byte[] body) {
        boolean isOk() {
            return status == 200;
        }
    }

    /** @throws UsageException if the URL is none */
    static ApiClient of(Arguments<ClientOption> arguments, Map<String, String> environment) throws UsageException {
        List<Given> given = arguments.values().get(ClientOption.URL);
        if (given == null) {
            return new ApiClient(local(environment));
        }
        String url = given.get(0).text();
        if (!url.matches("https?://[^/?#]+/?")) {
            throw given.get(0).wrong("must be a URL without path such as http://127.0.0.1:8025");
        }
        return new ApiClient(url.replaceAll("/$", ""));
    }

    /** A health check in the server's container has its variables. */
    private static String local(Map<String, String> environment) {
        String bound = environment.getOrDefault("MP_UI_BIND_ADDR", ":8025");
        String port = environment.getOrDefault("SMTP_FAKE_HTTP_PORT", bound.substring(bound.lastIndexOf(':') + 1));
        return "http://127.0.0.1:" + port;
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
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, body == null ? new byte[0] : body.readAllBytes());
            }
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IOException("No URL: " + base, e);
        } catch (IOException e) {
            throw new IOException(
                    "No answer from " + base + " (" + e.getMessage() + "); " + ClientOption.URL.flag()
                            + " tells where the server is",
                    e);
        }
    }

    private static HttpURLConnection open(URL url) throws IOException {
        // Not by way of a proxy: the server is ours.
        return (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    }
}
