package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.client.SmtpFakeClient.Settings;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.internal.text.UrlText;
import io.github.smtpfake.store.StoreUnavailableException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Builds a {@link SmtpFakeClient}. Each setter documents its default. Not thread-safe. */
public final class SmtpFakeClientBuilder {
    /** The version of the routes that this client uses. */
    private static final int PROTOCOL = 2;

    private final URI uri;
    private Optional<String> authorization = Optional.empty();
    private Optional<TlsTrust> httpTrust = Optional.empty();
    private Optional<TlsTrust> smtpTrust = Optional.empty();
    private Optional<Map.Entry<String, String>> smtpLogin = Optional.empty();
    private String smtpHost;
    private int smtpPort;

    SmtpFakeClientBuilder(URI uri) {
        this.uri = requireHttp(Objects.requireNonNull(uri, "uri"));
        this.smtpHost = uri.getHost().replaceAll("[\\[\\]]", "");
        String given = uri.getRawUserInfo();
        if (given != null && !given.isEmpty()) {
            // The user or the password may contain an escaped colon.
            int colon = given.indexOf(':');
            SmtpFakeClientBuilder unused = colon < 0
                    ? token(unescaped(given))
                    : login(unescaped(given.substring(0, colon)), unescaped(given.substring(colon + 1)));
        }
    }

    private static String unescaped(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI requireHttp(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        boolean isHttp = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        if (!isHttp || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "uri must be a URL such as http://localhost:8025, without a query, but is "
                            + UrlText.withoutLogin(uri));
        }
        return uri;
    }

    /**
     * Sets the token that the server requires ({@code --http-token}). Default: that of the URL, or none. Replaces a {@link #login}.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public SmtpFakeClientBuilder token(String token) {
        if (Objects.requireNonNull(token, "token").isEmpty()) {
            throw new IllegalArgumentException("token must not be empty");
        }
        authorization = Optional.of("Bearer " + token);
        return this;
    }

    /**
     * Sets the user and the password that the server requires ({@code --http-user}). Default: those of the URL, or
     * none. Replaces a {@link #token}.
     *
     * @throws IllegalArgumentException if the user contains a colon
     */
    public SmtpFakeClientBuilder login(String user, String password) {
        Objects.requireNonNull(password, "password");
        if (Objects.requireNonNull(user, "user").contains(":")) {
            throw new IllegalArgumentException("user must not contain a colon, but is " + user);
        }
        authorization = Optional.of("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /**
     * Sets the trust in the certificate of the HTTP port, or of the proxy before it, for a URL with https. Default: the client trusts
     * the authorities that the JVM trusts. If the certificate is of none of them, the client trusts the certificate that the server
     * hands out at {@code /api/ca.pem}, which it reads without a login and without verifying the server.
     */
    public SmtpFakeClientBuilder httpTrust(TlsTrust trust) {
        this.httpTrust = Optional.of(Objects.requireNonNull(trust, "trust"));
        return this;
    }

    /**
     * Sets the trust in the certificate of the SMTP port, which {@link SmtpFakeClient#tlsTrust()} returns. Default: the certificate
     * that the server hands out at {@code /api/ca.pem}.
     */
    public SmtpFakeClientBuilder smtpTrust(TlsTrust trust) {
        this.smtpTrust = Optional.of(Objects.requireNonNull(trust, "trust"));
        return this;
    }

    /**
     * Sets where SMTP clients connect to, for example if a container maps the port of the server to another one. Default: the host
     * of the URL, and the port that the server listens on.
     *
     * @throws IllegalArgumentException if the host is empty or the port is not between 1 and 65535
     */
    public SmtpFakeClientBuilder smtp(String host, int port) {
        if (Objects.requireNonNull(host, "host").isEmpty()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 1 and 65535, but is " + port);
        }
        smtpHost = host;
        smtpPort = port;
        return this;
    }

    /**
     * Sets a user that the SMTP server accepts, for {@link SmtpFakeClient#mailProperties()}. Default: none.
     *
     * @throws IllegalArgumentException if the user is empty
     */
    public SmtpFakeClientBuilder smtpLogin(String user, String password) {
        Objects.requireNonNull(password, "password");
        if (Objects.requireNonNull(user, "user").isEmpty()) {
            throw new IllegalArgumentException("user must not be empty");
        }
        smtpLogin = Optional.of(Map.entry(user, password));
        return this;
    }

    /**
     * Connects to the server.
     *
     * @throws StoreUnavailableException if no server answers, it requires another login, or it is of an incompatible release
     */
    public SmtpFakeClient connect() {
        // Without the login, which the header Authorization contains.
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        URI base = URI.create(
                uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path);
        Transport transport = new Transport(base, authorization, tls(base));
        boolean isConnected = false;
        try {
            JsonNode info = transport.get("/api/info");
            Settings settings = SmtpFakeClient.settings(info, smtpHost, smtpPort, smtpLogin);
            requireCompatible(transport, settings.version());
            SmtpFakeClient client = SmtpFakeClient.of(transport, settings, smtpTrust);
            isConnected = true;
            return client;
        } finally {
            if (!isConnected) {
                transport.close();
            }
        }
    }

    private @Nullable SSLContext tls(URI base) {
        if (!base.getScheme().equalsIgnoreCase("https")) {
            return null;
        }
        if (httpTrust.isPresent()) {
            return httpTrust.get().sslContext();
        }
        return ServerTrust.isTrustedByJvm(base)
                ? null
                : ServerTrust.readUnverified(base).sslContext();
    }

    private static void requireCompatible(Transport transport, String version) {
        int protocol = transport
                .find("/api/store")
                .map(state -> state.path("protocol").asInt())
                .orElse(0);
        if (protocol != PROTOCOL) {
            throw new StoreUnavailableException(
                    "The server at " + transport.base() + " is smtp-fake " + version
                            + ", which this client cannot use ("
                            + (protocol == 0
                                    ? "it has no /api/store"
                                    : "its /api/store has version " + protocol + " instead of " + PROTOCOL)
                            + "). Use the same release of server and client.",
                    null);
        }
    }
}
