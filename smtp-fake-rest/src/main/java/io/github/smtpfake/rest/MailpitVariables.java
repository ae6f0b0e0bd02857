package io.github.smtpfake.rest;

import io.github.smtpfake.rest.cli.Given;
import io.github.smtpfake.rest.cli.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the variables of Mailpit that have a counterpart here, so that its container can be replaced by ours. */
final class MailpitVariables {
    static final String PREFIX = "MP_";

    private static final String SELF_SIGNED = "sans:";
    /** What these ask for is so anyway, or never, as nothing of the kind is done. */
    private static final Set<String> NOTHING_TO_DO = Set.of(
            "MP_ENABLE_CHAOS",
            "MP_ENABLE_PROMETHEUS",
            "MP_SMTP_AUTH_ACCEPT_ANY",
            "MP_SMTP_AUTH_ALLOW_INSECURE",
            "MP_SMTP_DISABLE_RDNS",
            "MP_DISABLE_VERSION_CHECK",
            "MP_DISABLE_WAL",
            "MP_DISABLE_AUTO_VACUUM",
            "MP_DISABLE_HTTP_COMPRESSION",
            "MP_BLOCK_REMOTE_CSS_AND_FONTS");

    private final Map<String, String> environment;
    private final Map<Option, List<Given>> values = new EnumMap<>(Option.class);
    private final List<String> unknown = new ArrayList<>();

    private MailpitVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws UsageException if one that is understood has a value that cannot be */
    static MailpitVariables of(Map<String, String> environment) throws UsageException {
        MailpitVariables variables = new MailpitVariables(environment);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(PREFIX)) {
                variables.read(new Given(variable.getKey(), variable.getValue()));
            }
        }
        return variables;
    }

    /** Returns what the variables say in the words of our options. */
    Map<Option, List<Given>> values() {
        return values;
    }

    /** Returns the names of those that have no counterpart. */
    List<String> unknown() {
        return unknown;
    }

    private void read(Given given) throws UsageException {
        switch (given.source()) {
            case "MP_SMTP_BIND_ADDR" -> listen(Option.SMTP_PORT, given);
            case "MP_UI_BIND_ADDR" -> listen(Option.HTTP_PORT, given);
            case "MP_MAX_MESSAGES" -> set(Option.MAX_MESSAGES, given, unlimited(given, "" + Integer.MAX_VALUE));
            case "MP_MAX_MESSAGE_SIZE" -> set(Option.MAX_MESSAGE_SIZE, given, unlimited(given, "1024") + "MiB");
            case "MP_SMTP_MAX_RECIPIENTS" -> set(Option.MAX_RECIPIENTS, given, given.text());
            case "MP_SMTP_AUTH" -> {
                users(Option.USER, given);
                values.put(Option.AUTH_REQUIRED, List.of(given));
            }
            case "MP_UI_AUTH" -> users(Option.HTTP_USER, given);
            case "MP_SMTP_REQUIRE_STARTTLS" -> requireStartTls(given);
            case "MP_SMTP_TLS_CERT" -> certificate(given);
            case "MP_QUIET" -> log(given, "error");
            case "MP_VERBOSE" -> log(given, "debug");
            case "MP_SMTP_TLS_KEY" -> set(Option.TLS_KEY, given, given.text());
            default -> {
                if (!NOTHING_TO_DO.contains(given.source())) {
                    unknown.add(given.source());
                }
            }
        }
    }

    private void set(Option option, Given given, String text) {
        values.put(option, List.of(new Given(given.source(), text)));
    }

    private static String unlimited(Given given, String most) {
        return given.text().equals("0") ? most : given.text();
    }

    /** Both servers listen on one address here. */
    private void listen(Option port, Given given) throws UsageException {
        int colon = given.text().lastIndexOf(':');
        if (colon < 0) {
            throw given.wrong("must be an address and a port such as 0.0.0.0:1025");
        }
        set(port, given, given.text().substring(colon + 1));
        String host = given.text().substring(0, colon);
        String address = host.isEmpty() ? "0.0.0.0" : host;
        List<Given> other = values.get(Option.HOST);
        if (other != null && !other.get(0).text().equals(address)) {
            throw new UsageException(given.source() + " and " + other.get(0).source()
                    + " must name the same address, as SMTP and HTTP listen on one; or set "
                    + Option.HOST.variable());
        }
        set(Option.HOST, given, address);
    }

    private void users(Option option, Given given) {
        List<Given> users = new ArrayList<>();
        for (String user : given.text().strip().split("\\s+")) {
            users.add(new Given(given.source(), user));
        }
        values.put(option, users);
    }

    private void requireStartTls(Given given) {
        if (isTrue(given.text())) {
            set(Option.STARTTLS, given, "required");
        }
    }

    private void log(Given given, String level) {
        if (isTrue(given.text())) {
            set(Option.LOG_LEVEL, given, level);
        }
    }

    private static boolean isTrue(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            default -> false;
        };
    }

    /** With a certificate Mailpit offers STARTTLS; one that it makes is named by what it is for. */
    private void certificate(Given given) {
        if (given.text().startsWith(SELF_SIGNED)) {
            List<Given> hosts = new ArrayList<>();
            for (String host : given.text().substring(SELF_SIGNED.length()).split(",")) {
                hosts.add(new Given(given.source(), host.strip()));
            }
            values.put(Option.CERTIFICATE_HOST, hosts);
        } else {
            set(Option.TLS_CERTIFICATE, given, given.text());
        }
        if (!isTrue(environment.getOrDefault("MP_SMTP_REQUIRE_STARTTLS", ""))) {
            set(Option.STARTTLS, given, "offered");
        }
    }
}
