package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.http.WebRoot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Determines the URL of a server from the settings that the server was started with. */
final class LocalServer {
    private static final String DEFAULT_LISTEN = ":8025";

    private LocalServer() {}

    /** Returns the URL of the server that the variables configure: a health check runs in the container of the server. */
    static String url(Map<String, String> environment) throws UsageException {
        return url(environment, null, null, false);
    }

    /**
     * Returns the URL of the server that the variables configure, except for the given settings.
     *
     * @param listen the address and port in the form of Mailpit, such as {@code 0.0.0.0:8025}, or null for that of the variables
     * @param webRoot the web root, or null for that of the variables
     * @param https whether to use HTTPS even if the variables do not
     * @throws UsageException if the web root is not a valid path
     */
    static String url(Map<String, String> environment, @Nullable String listen, @Nullable String webRoot, boolean https)
            throws UsageException {
        String given = listen == null ? "" : listen;
        String mailpit = first(environment, "MP_UI_BIND_ADDR");
        String address = !given.isBlank() ? given : mailpit.isBlank() ? DEFAULT_LISTEN : mailpit;
        int colon = address.lastIndexOf(':');
        String host = given.isBlank() ? first(environment, "SMTP_FAKE_HTTP_HOST", "SMTP_FAKE_HOST") : "";
        String port = given.isBlank() ? first(environment, "SMTP_FAKE_HTTP_PORT") : "";
        boolean tls = https
                || Values.isTrue(first(environment, "SMTP_FAKE_HTTP_TLS"))
                || !first(environment, "MP_UI_TLS_CERT", "MP_UI_SSL_CERT").isBlank();
        return (tls ? "https" : "http") + "://"
                + reachable(host.isBlank() ? address.substring(0, Math.max(0, colon)) : host) + ":"
                + (port.isBlank() ? address.substring(colon + 1) : port)
                + root(
                        webRoot == null
                                ? given(environment, "SMTP_FAKE_WEB_ROOT", "MP_WEBROOT")
                                : new Given("--webroot", webRoot));
    }

    private static String root(Given given) throws UsageException {
        try {
            return WebRoot.of(given.text()).prefix();
        } catch (IllegalArgumentException e) {
            throw given.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static String first(Map<String, String> environment, String... names) {
        return given(environment, names).text();
    }

    /** Returns the value of the first variable that is not empty; empty if there is none. */
    private static Given given(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "");
            if (!value.isBlank()) {
                return new Given(name, value.strip());
            }
        }
        return new Given(names[0], "");
    }

    /** Returns an address to connect to, because 0.0.0.0 is not an address to connect to. */
    private static String reachable(String host) {
        return switch (host) {
            case "", "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }
}
