package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.config.TlsMode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The lines that Mailpit logs when it starts. Programs that start its image wait for them, for example for {@code accessible via
 * http://localhost:8025/}. Immutable.
 *
 * @param smtp the address of the SMTP server
 * @param tls how the SMTP server uses TLS
 * @param http the address of the HTTP server
 * @param httpTls whether HTTP uses TLS
 * @param webRoot the path below which HTTP answers, with a slash at both ends
 */
public record StartLines(InetSocketAddress smtp, TlsMode tls, InetSocketAddress http, boolean httpTls, String webRoot) {

    /** Returns the lines in the order in which Mailpit logs them, without time and level. */
    public List<String> texts() {
        return List.of(
                "[smtpd] starting on " + endpoint(smtp, "[::]") + " (" + encryption() + ")",
                "[http] starting on " + endpoint(http, "[::]") + (httpTls ? " (TLS)" : ""),
                "[http] accessible via " + (httpTls ? "https://" : "http://") + endpoint(http, "localhost") + webRoot);
    }

    private String encryption() {
        return switch (tls) {
            case OFF -> "no encryption";
            case STARTTLS -> "STARTTLS optional";
            case STARTTLS_REQUIRED -> "STARTTLS required";
            case IMPLICIT -> "SSL/TLS required";
        };
    }

    /** Returns host and port, with the given name for all interfaces, on which Java listens with IPv6, too. */
    private static String endpoint(InetSocketAddress socket, String allInterfaces) {
        InetAddress address = socket.getAddress();
        String host = address.getHostAddress();
        if (address.isAnyLocalAddress()) {
            host = allInterfaces;
        } else if (address instanceof Inet6Address) {
            host = "[" + host + "]";
        }
        return host + ":" + socket.getPort();
    }
}
