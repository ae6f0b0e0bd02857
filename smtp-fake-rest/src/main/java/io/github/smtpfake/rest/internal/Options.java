package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.log.LogSettings;
import io.github.smtpfake.rest.internal.page.PageSettings;
import io.github.smtpfake.rest.internal.rules.RuleFile;
import io.github.smtpfake.rules.RuleDefinition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The validated settings of both servers.
 *
 * @param smtpAddress the address that the SMTP server listens on
 * @param httpAddress the address that the HTTP server listens on
 * @param smtp the settings of the SMTP server
 * @param limits the limits of the SMTP server and its store
 * @param store the file of the store, or null for a store in memory
 * @param hasSmtps whether the SMTP server has an additional port with implicit TLS
 * @param rules the rules of the SMTP server, in the order in which it adds them
 * @param chaos Mailpit's chaos triggers, which have not been parsed yet, or null
 * @param httpPort the HTTP port, or 0 for a free port
 * @param httpTls whether HTTP uses TLS
 * @param guard the access rules of HTTP, and the path below which it answers
 * @param label the name of this server for its users; empty if it has none
 * @param page the settings of the web inbox
 * @param log the settings of the log
 */
public record Options(
        InetAddress smtpAddress,
        InetAddress httpAddress,
        SmtpFakeServerBuilder smtp,
        Limits limits,
        @Nullable StoreLocation store,
        boolean hasSmtps,
        List<RuleDefinition> rules,
        @Nullable Given chaos,
        int httpPort,
        boolean httpTls,
        AccessGuard guard,
        String label,
        PageSettings page,
        LogSettings log) {
    private static final int DEFAULT_HTTP_PORT = 8025;
    private static final int MAX_LABEL = 100;

    /**
     * Returns the validated settings from the given options.
     *
     * @throws UsageException if an option has an invalid value or contradicts another option
     */
    public static Options of(CommandLine line) throws UsageException {
        InetAddress smtpAddress = address(line, Option.SMTP_HOST);
        InetAddress httpAddress = address(line, Option.HTTP_HOST);
        Limits limits = LimitOptions.read(line);
        Given httpPort = line.value(Option.HTTP_PORT);
        return new Options(
                smtpAddress,
                httpAddress,
                SmtpOptions.read(line, smtpAddress, httpAddress, limits),
                limits,
                StoreOptions.read(line),
                line.has(Option.SMTPS_PORT),
                rules(line.value(Option.RULES)),
                line.chaos(),
                httpPort == null ? DEFAULT_HTTP_PORT : Values.port(httpPort),
                line.has(Option.HTTP_TLS),
                HttpOptions.guard(line),
                label(line.value(Option.LABEL)),
                new PageSettings(line.has(Option.HIDE_DELETE_ALL)),
                LogOptions.read(line));
    }

    private static InetAddress address(CommandLine line, Option ofOne) throws UsageException {
        return address(line.value(line.has(ofOne) ? ofOne : Option.HOST));
    }

    private static InetAddress address(@Nullable Given given) throws UsageException {
        if (given == null) {
            return LoopbackAddress.get();
        }
        // Java resolves an empty name to the loopback address, but an empty value is most likely an unset variable.
        if (given.text().isBlank()) {
            throw invalidAddress(given);
        }
        try {
            return ofThisMachine(InetAddress.getByName(given.text()));
        } catch (UnknownHostException e) {
            throw invalidAddress(given);
        }
    }

    /**
     * Replaces the address {@code ::}, which fails where IPv6 is off. Java listens on all addresses of both versions for {@code
     * 0.0.0.0}, too, if the machine has both.
     */
    private static InetAddress ofThisMachine(InetAddress address) throws UnknownHostException {
        return address.isAnyLocalAddress() ? InetAddress.getByAddress(new byte[4]) : address;
    }

    private static String label(@Nullable Given given) throws UsageException {
        if (given == null) {
            return "";
        }
        String label = given.text().strip();
        if (label.length() > MAX_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw given.invalid("must consist of at most " + MAX_LABEL + " characters, without control characters");
        }
        return label;
    }

    private static UsageException invalidAddress(Given given) {
        return given.invalid("must be an address of this machine such as 127.0.0.1 or 0.0.0.0");
    }

    private static List<RuleDefinition> rules(@Nullable Given given) throws UsageException {
        if (given == null) {
            return List.of();
        }
        try {
            return RuleFile.read(Path.of(given.text()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(given.source() + " " + e.getMessage());
        }
    }
}
