package io.github.smtpfake.rest;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.rest.CommandLine.Given;
import io.github.smtpfake.rest.http.AccessGuard;
import io.github.smtpfake.rest.http.Authentication;
import io.github.smtpfake.rest.rules.RuleFile;
import io.github.smtpfake.rest.text.Durations;
import io.github.smtpfake.rest.text.Sizes;
import io.github.smtpfake.rules.RuleDefinition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the servers are to do, checked.
 *
 * @param address where both listen
 * @param smtpPort port of SMTP, or 0 for a free one
 * @param httpPort port of HTTP, or 0 for a free one
 * @param smtpsPort port of SMTP that is encrypted from the start, or 0 for a free one; null for none
 * @param startTls whether the plain port offers or requires TLS
 * @param users who may log in
 * @param authRequired whether mail is refused before a login
 * @param strict whether what is against an RFC is refused
 * @param limits bounds of the SMTP server and its store
 * @param guard who may use HTTP
 * @param httpTls whether HTTP is encrypted
 * @param rules what SMTP is to do wrong, in the order in which they are to be added
 */
record Options(
        InetAddress address,
        int smtpPort,
        int httpPort,
        @Nullable Integer smtpsPort,
        StartTls startTls,
        Users users,
        boolean authRequired,
        boolean strict,
        Limits limits,
        AccessGuard guard,
        boolean httpTls,
        List<RuleDefinition> rules) {
    private static final int DEFAULT_SMTP_PORT = 1025;
    private static final int DEFAULT_HTTP_PORT = 8025;
    private static final int HIGHEST_PORT = 65_535;
    private static final long LARGEST_MESSAGE = 1L << 30;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@*\\s,]+");

    static Options of(CommandLine line) throws UsageException {
        Given host = line.value(Option.HOST);
        return new Options(
                host == null ? InetAddress.getLoopbackAddress() : address(host),
                port(line.value(Option.SMTP_PORT), DEFAULT_SMTP_PORT),
                port(line.value(Option.HTTP_PORT), DEFAULT_HTTP_PORT),
                smtpsPort(line.value(Option.SMTPS_PORT)),
                startTls(line.value(Option.STARTTLS)),
                users(line.all(Option.USER)),
                line.has(Option.AUTH_REQUIRED),
                line.has(Option.STRICT),
                limits(line),
                guard(line),
                line.has(Option.HTTP_TLS),
                rules(line.value(Option.RULES)));
    }

    private static @Nullable Integer smtpsPort(@Nullable Given given) throws UsageException {
        return given == null ? null : number(given, 0, HIGHEST_PORT);
    }

    private static StartTls startTls(@Nullable Given given) throws UsageException {
        if (given == null) {
            return StartTls.OFF;
        }
        for (StartTls mode : StartTls.values()) {
            if (mode.name().equalsIgnoreCase(given.text())) {
                return mode;
            }
        }
        throw wrong(given, "must be off, offered or required");
    }

    private static Users users(List<Given> all) throws UsageException {
        Users users = Users.any();
        for (Given given : all) {
            int colon = colon(given);
            users = users.and(given.text().substring(0, colon), given.text().substring(colon + 1));
        }
        return users;
    }

    private static int colon(Given given) throws UsageException {
        int colon = given.text().indexOf(':');
        if (colon < 1) {
            // What was given is not shown, as it may be a password.
            throw new UsageException(given.source() + " must be a name and a password with a colon between");
        }
        return colon;
    }

    private static Limits limits(CommandLine line) throws UsageException {
        Limits.Builder limits = Limits.builder();
        Given messageSize = line.value(Option.MAX_MESSAGE_SIZE);
        if (messageSize != null) {
            limits.messageSize(size(messageSize, LARGEST_MESSAGE));
        }
        Given messages = line.value(Option.MAX_MESSAGES);
        if (messages != null) {
            limits.storedMessages(number(messages, 1, Integer.MAX_VALUE));
        }
        Given storeSize = line.value(Option.MAX_STORE_SIZE);
        if (storeSize != null) {
            limits.storedBytes(size(storeSize, Long.MAX_VALUE));
        }
        Given idleTimeout = line.value(Option.IDLE_TIMEOUT);
        if (idleTimeout != null) {
            limits.idleTimeout(duration(idleTimeout));
        }
        return limits.build();
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
        return wrong(given, "must be an address of this machine such as 127.0.0.1 or 0.0.0.0");
    }

    private static AccessGuard guard(CommandLine line) throws UsageException {
        return new AccessGuard(allowedHosts(line.all(Option.ALLOWED_HOST)))
                .allowingOrigins(origins(line.all(Option.CORS_ORIGIN)))
                .requiring(authentication(line));
    }

    private static Authentication authentication(CommandLine line) throws UsageException {
        Authentication authentication = Authentication.NONE;
        for (Given given : line.all(Option.HTTP_USER)) {
            int colon = colon(given);
            authentication = authentication.orUser(
                    given.text().substring(0, colon), given.text().substring(colon + 1));
        }
        for (Given given : line.all(Option.HTTP_TOKEN)) {
            if (!TOKEN.matcher(given.text()).matches()) {
                // What was given is not shown, as it is a secret.
                throw new UsageException(given.source() + " must be letters, digits and -._~+/=, as RFC 6750 has it");
            }
            authentication = authentication.orToken(given.text());
        }
        return authentication;
    }

    private static List<String> origins(List<Given> all) throws UsageException {
        List<String> origins = new ArrayList<>(all.size());
        for (Given given : all) {
            if (!ORIGIN.matcher(given.text()).matches()) {
                throw wrong(given, "must be an origin such as http://localhost:3000, never *");
            }
            origins.add(given.text());
        }
        return origins;
    }

    private static List<String> allowedHosts(List<Given> all) throws UsageException {
        List<String> hosts = new ArrayList<>(all.size());
        for (Given given : all) {
            if (given.text().isBlank()
                    || given.text().indexOf(':') >= 0
                    || given.text().indexOf('/') >= 0) {
                throw wrong(given, "must be a host name without scheme and port");
            }
            hosts.add(given.text());
        }
        return hosts;
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

    private static int port(@Nullable Given given, int otherwise) throws UsageException {
        return given == null ? otherwise : number(given, 0, HIGHEST_PORT);
    }

    private static int number(Given given, int least, int most) throws UsageException {
        String must = "must be a number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(given.text());
            if (number < least || number > most) {
                throw wrong(given, must);
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(given, must);
        }
    }

    private static long size(Given given, long most) throws UsageException {
        try {
            long size = Sizes.parse(given.text());
            if (size < 1 || size > most) {
                throw wrong(given, "must be from 1 to " + most + " octets");
            }
            return size;
        } catch (IllegalArgumentException e) {
            throw wrong(given, String.valueOf(e.getMessage()));
        }
    }

    private static Duration duration(Given given) throws UsageException {
        try {
            Duration duration = Durations.parse(given.text());
            if (duration.isZero()) {
                throw wrong(given, "must be more than 0");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw wrong(given, String.valueOf(e.getMessage()));
        }
    }

    private static UsageException wrong(Given given, String must) {
        return new UsageException(given.source() + " " + must + ", not \"" + given.text() + "\"");
    }
}
