package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.log.LogSettings;
import io.github.smtpfake.rest.internal.rules.RuleFile;
import io.github.smtpfake.rules.RuleDefinition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the servers are to do, checked.
 *
 * @param address where both listen
 * @param smtp the SMTP server, to be built once
 * @param hasSmtps whether it has an additional port with implicit TLS
 * @param rules what SMTP is to do wrong, in the order in which they are to be added
 * @param chaos Mailpit's triggers of what is to go wrong by chance, not checked yet, or null
 * @param httpPort port of HTTP, or 0 for a free one
 * @param httpTls whether HTTP is encrypted
 * @param guard who may use HTTP
 * @param log what is logged, and how
 */
public record Options(
        InetAddress address,
        SmtpFakeServerBuilder smtp,
        boolean hasSmtps,
        List<RuleDefinition> rules,
        @Nullable Given chaos,
        int httpPort,
        boolean httpTls,
        AccessGuard guard,
        LogSettings log) {
    private static final int DEFAULT_HTTP_PORT = 8025;
    private static final int HIGHEST_PORT = 65_535;

    public static Options of(CommandLine line) throws UsageException {
        Given host = line.value(Option.HOST);
        InetAddress address = host == null ? InetAddress.getLoopbackAddress() : address(host);
        return new Options(
                address,
                SmtpOptions.read(line, address),
                line.has(Option.SMTPS_PORT),
                rules(line.value(Option.RULES)),
                line.chaos(),
                port(line.value(Option.HTTP_PORT), DEFAULT_HTTP_PORT),
                line.has(Option.HTTP_TLS),
                HttpOptions.guard(line),
                LogOptions.read(line));
    }

    private static InetAddress address(Given given) throws UsageException {
        // Java takes an empty name for the loopback address, though it is rather a variable that was not set.
        if (given.text().isBlank()) {
            throw noAddress(given);
        }
        try {
            return InetAddress.getByName(given.text());
        } catch (UnknownHostException e) {
            throw noAddress(given);
        }
    }

    private static UsageException noAddress(Given given) {
        return given.wrong("must be an address of this machine such as 127.0.0.1 or 0.0.0.0");
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

    static int port(@Nullable Given given, int otherwise) throws UsageException {
        return given == null ? otherwise : Values.number(given, 0, HIGHEST_PORT);
    }
}
