package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the variables of Mailpit that have a counterpart here, so that its container can be replaced by ours. */
final class MailpitVariables {
    static final String PREFIX = "MP_";

    private static final String SELF_SIGNED = "sans:";
    /** What these ask for is so anyway, or never, as nothing of the kind is done. */
    private static final Set<String> NOTHING_TO_DO = Set.of(
            "MP_ENABLE_CHAOS",
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
    private @Nullable Given chaos;
    private @Nullable Given implicitTls;

    private MailpitVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws UsageException if one that is understood has a value that cannot be */
    static MailpitVariables of(Map<String, String> environment) throws UsageException {
        MailpitVariables variables = new MailpitVariables(environment);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            // An empty one is as if it were not set, for Mailpit, too.
            if (variable.getKey().startsWith(PREFIX) && !variable.getValue().isBlank()) {
                variables.read(new Given(variable.getKey(), variable.getValue()));
            }
        }
        variables.preferImplicitTls();
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

    /** Returns what is to go wrong on purpose, which has no option of its own: those have rules. */
    @Nullable
    Given chaos() {
        return chaos;
    }

    private void read(Given given) throws UsageException {
        switch (given.source()) {
            case "MP_SMTP_BIND_ADDR" -> listen(Option.SMTP_PORT, given);
            case "MP_UI_BIND_ADDR" -> listen(Option.HTTP_PORT, given);
            case "MP_MAX_MESSAGES" -> set(Option.MAX_MESSAGES, given, unlimited(given, "" + Integer.MAX_VALUE));
            case "MP_MAX_MESSAGE_SIZE" -> set(Option.MAX_MESSAGE_SIZE, given, unlimited(given, "1024") + "MiB");
            case "MP_SMTP_MAX_RECIPIENTS" ->
                set(Option.MAX_RECIPIENTS, given, unlimited(given, "" + Integer.MAX_VALUE));
            case "MP_SMTP_AUTH" -> {
                users(Option.USER, given);
                values.put(Option.REQUIRE_AUTH, List.of(given));
            }
            case "MP_UI_AUTH" -> users(Option.HTTP_USER, given);
            case "MP_API_CORS" -> origins(given);
            case "MP_SMTP_REQUIRE_STARTTLS" -> requireStartTls(given);
            case "MP_SMTP_TLS_CERT" -> {
                certificate(given);
                offerStartTls(given);
            }
            case "MP_UI_TLS_CERT" -> {
                certificate(given);
                values.put(Option.HTTP_TLS, List.of(given));
            }
            case "MP_SMTP_TLS_KEY", "MP_UI_TLS_KEY" -> setForBoth(Option.TLS_KEY, given, given.text(), "the same key");
            case "MP_SMTP_REQUIRE_TLS" -> implicitTls = isTrue(given.text()) ? given : null;
            case "MP_CHAOS_TRIGGERS" -> chaos = given;
            case "MP_ENABLE_PROMETHEUS" -> metrics(given);
            case "MP_QUIET" -> log(given, "error");
            case "MP_VERBOSE" -> log(given, "debug");
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

    /** Both servers have one address and one certificate here. */
    private void setForBoth(Option option, Given given, String text, String what) throws UsageException {
        List<Given> other = values.get(option);
        if (other != null && !other.get(0).text().equals(text)) {
            throw new UsageException(given.source() + " and " + other.get(0).source() + " must name " + what
                    + ", as SMTP and HTTP have one; or set " + option.variable());
        }
        set(option, given, text);
    }

    private void listen(Option port, Given given) throws UsageException {
        int colon = given.text().lastIndexOf(':');
        if (colon < 0) {
            throw given.wrong("must be an address and a port such as 0.0.0.0:1025");
        }
        set(port, given, given.text().substring(colon + 1));
        String host = given.text().substring(0, colon);
        setForBoth(Option.HOST, given, host.isEmpty() ? "0.0.0.0" : host, "the same address");
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
            set(Option.TLS, given, "starttls-required");
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

    /** One that Mailpit makes is named by what it is for. */
    private void certificate(Given given) throws UsageException {
        if (!given.text().startsWith(SELF_SIGNED)) {
            setForBoth(Option.TLS_CERTIFICATE, given, given.text(), "the same certificate");
            return;
        }
        List<Given> hosts = new ArrayList<>(values.getOrDefault(Option.CERTIFICATE_HOST, List.of()));
        for (String host : given.text().substring(SELF_SIGNED.length()).split(",")) {
            hosts.add(new Given(given.source(), host.strip()));
        }
        values.put(Option.CERTIFICATE_HOST, hosts);
    }

    private void offerStartTls(Given given) {
        if (!isTrue(environment.getOrDefault("MP_SMTP_REQUIRE_STARTTLS", ""))) {
            set(Option.TLS, given, "starttls");
        }
    }

    /** Mailpit does not offer STARTTLS either when it uses implicit TLS. */
    private void preferImplicitTls() {
        if (implicitTls != null) {
            set(Option.TLS, implicitTls, "implicit");
        }
    }

    /** Mailpit takes hosts, whatever their scheme. That every page may read all mail has no counterpart. */
    private void origins(Given given) {
        List<Given> origins = new ArrayList<>();
        for (String host : given.text().strip().split("[,\\s]+")) {
            if (host.contains("*")) {
                unknown.add(given.source() + "=" + host);
            } else if (host.contains("://")) {
                origins.add(new Given(given.source(), host.replaceAll("/$", "")));
            } else if (!host.isEmpty()) {
                origins.add(new Given(given.source(), "http://" + host));
                origins.add(new Given(given.source(), "https://" + host));
            }
        }
        if (!origins.isEmpty()) {
            values.put(Option.CORS_ORIGIN, origins);
        }
    }

    /** There is {@code /metrics} anyway, and no address of its own for it. */
    private void metrics(Given given) {
        if (given.text().indexOf(':') >= 0) {
            unknown.add(given.source());
        }
    }
}
