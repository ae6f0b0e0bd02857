package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates environment variables of Mailpit into options, so that this server can replace a Mailpit container without
 * changes of its configuration.
 */
final class MailpitVariables {
    static final String PREFIX = "MP_";

    private static final String SELF_SIGNED = "sans:";
    private static final String BIND_ALL = "0.0.0.0";

    /**
     * Variables that need no translation: this server always behaves as they request, or lacks the feature that they configure.
     */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "MP_ENABLE_CHAOS",
            "MP_SMTP_AUTH_ACCEPT_ANY",
            "MP_SMTP_AUTH_ALLOW_INSECURE",
            "MP_SMTP_DISABLE_RDNS",
            "MP_DISABLE_VERSION_CHECK",
            "MP_DISABLE_WAL",
            "MP_DISABLE_AUTO_VACUUM",
            "MP_DISABLE_HTTP_COMPRESSION",
            "MP_BLOCK_REMOTE_CSS_AND_FONTS");

    private final Map<String, Given> variables = new HashMap<>();
    private final Map<Option, List<Given>> values = new EnumMap<>(Option.class);
    private final List<String> unknown = new ArrayList<>();
    private @Nullable Given chaos;

    private MailpitVariables(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            // Mailpit also ignores empty variables.
            if (variable.getKey().startsWith(PREFIX) && !variable.getValue().isBlank()) {
                variables.put(variable.getKey(), new Given(variable.getKey(), variable.getValue()));
            }
        }
    }

    /**
     * Translates the variables.
     *
     * @throws UsageException if a known variable has an invalid value
     */
    static MailpitVariables of(Map<String, String> environment) throws UsageException {
        MailpitVariables mailpit = new MailpitVariables(environment);
        for (Given variable : mailpit.variables.values()) {
            mailpit.translate(variable);
        }
        mailpit.translateTlsMode();
        return mailpit;
    }

    /** Returns the options that correspond to the variables. */
    Map<Option, List<Given>> values() {
        return values;
    }

    /** Returns the names of variables that have no equivalent. */
    List<String> unknown() {
        return unknown;
    }

    /** Returns the chaos triggers, for which there is no option, or null. */
    @Nullable
    Given chaos() {
        return chaos;
    }

    private void translate(Given variable) throws UsageException {
        switch (variable.source()) {
            case "MP_DATABASE" -> values.put(Option.STORE, List.of(StoreOptions.ofMailpit(variable)));
            case "MP_DATA_FILE" -> {
                // The old name of MP_DATABASE, whose value takes precedence.
                if (!variables.containsKey("MP_DATABASE")) {
                    values.put(Option.STORE, List.of(StoreOptions.ofMailpit(variable)));
                }
            }
            case "MP_SMTP_BIND_ADDR" -> bind(Option.SMTP_HOST, Option.SMTP_PORT, variable);
            case "MP_UI_BIND_ADDR" -> bind(Option.HTTP_HOST, Option.HTTP_PORT, variable);
            case "MP_MAX_MESSAGES" -> limit(Option.MAX_MESSAGES, variable, "" + Integer.MAX_VALUE, "");
            case "MP_MAX_AGE" -> values.put(Option.MAX_AGE, List.of(variable));
            case "MP_MAX_MESSAGE_SIZE" -> limit(Option.MAX_MESSAGE_SIZE, variable, "1024", "MiB");
            case "MP_SMTP_MAX_RECIPIENTS" -> limit(Option.MAX_RECIPIENTS, variable, "" + Integer.MAX_VALUE, "");
            case "MP_SMTP_AUTH" -> {
                users(Option.USER, variable);
                values.put(Option.REQUIRE_AUTH, List.of(variable));
            }
            case "MP_UI_AUTH" -> users(Option.HTTP_USER, variable);
            case "MP_API_CORS" -> origins(variable);
            case "MP_SMTP_TLS_CERT" -> certificate(variable);
            case "MP_UI_TLS_CERT" -> {
                certificate(variable);
                values.put(Option.HTTP_TLS, List.of(variable));
            }
            case "MP_SMTP_TLS_KEY", "MP_UI_TLS_KEY" ->
                setForBoth(Option.TLS_KEY, variable, variable.text(), "the same key");
            case "MP_SMTP_REQUIRE_TLS", "MP_SMTP_REQUIRE_STARTTLS" -> {
                // See translateTlsMode.
            }
            case "MP_CHAOS_TRIGGERS" -> chaos = variable;
            case "MP_ENABLE_PROMETHEUS" -> metrics(variable);
            case "MP_QUIET" -> logLevel(variable, "error");
            case "MP_VERBOSE" -> logLevel(variable, "debug");
            default -> {
                if (!WITHOUT_EFFECT.contains(variable.source())) {
                    unknown.add(variable.source());
                }
            }
        }
    }

    /** Sets the TLS mode from three variables, of which one wins: Mailpit does not offer STARTTLS if it uses implicit TLS. */
    private void translateTlsMode() {
        Given implicit = variables.get("MP_SMTP_REQUIRE_TLS");
        Given required = variables.get("MP_SMTP_REQUIRE_STARTTLS");
        Given certificate = variables.get("MP_SMTP_TLS_CERT");
        if (implicit != null && isTrue(implicit)) {
            set(Option.TLS, implicit, "implicit");
        } else if (required != null && isTrue(required)) {
            set(Option.TLS, required, "starttls-required");
        } else if (certificate != null) {
            set(Option.TLS, certificate, "starttls");
        }
    }

    private void set(Option option, Given variable, String text) {
        values.put(option, List.of(new Given(variable.source(), text)));
    }

    /** Sets an option that applies to SMTP and HTTP here, but has a variable for each of them in Mailpit. */
    private void setForBoth(Option option, Given variable, String text, String what) throws UsageException {
        List<Given> other = values.get(option);
        if (other != null && !other.get(0).text().equals(text)) {
            throw new UsageException(variable.source() + " and " + other.get(0).source() + " must name " + what
                    + ", which SMTP and HTTP share; or set " + option.variable());
        }
        set(option, variable, text);
    }

    private void bind(Option host, Option port, Given variable) throws UsageException {
        int colon = variable.text().lastIndexOf(':');
        if (colon < 0) {
            throw variable.invalid("must be an address and a port such as 0.0.0.0:1025");
        }
        set(port, variable, variable.text().substring(colon + 1));
        String address = variable.text().substring(0, colon);
        set(host, variable, address.isEmpty() ? BIND_ALL : address);
    }

    /**
     * Sets an option that limits something.
     *
     * @param max the value for 0, which means unlimited
     */
    private void limit(Option option, Given variable, String max, String unit) {
        set(option, variable, (variable.text().equals("0") ? max : variable.text()) + unit);
    }

    private void users(Option option, Given variable) {
        List<Given> users = new ArrayList<>();
        for (String user : variable.text().strip().split("\\s+")) {
            users.add(new Given(variable.source(), user));
        }
        values.put(option, users);
    }

    /** Uses the given certificate, or adds the host names for which Mailpit would generate one. */
    private void certificate(Given variable) throws UsageException {
        if (!variable.text().startsWith(SELF_SIGNED)) {
            setForBoth(Option.TLS_CERTIFICATE, variable, variable.text(), "the same certificate");
            return;
        }
        List<Given> hosts = new ArrayList<>(values.getOrDefault(Option.CERTIFICATE_HOST, List.of()));
        for (String host : variable.text().substring(SELF_SIGNED.length()).split(",")) {
            hosts.add(new Given(variable.source(), host.strip()));
        }
        values.put(Option.CERTIFICATE_HOST, hosts);
    }

    /**
     * Translates origins, whose scheme Mailpit ignores. Its {@code *}, with which every web page could read all mail, is not
     * supported.
     */
    private void origins(Given variable) {
        List<Given> origins = new ArrayList<>();
        for (String host : variable.text().strip().split("[,\\s]+")) {
            if (host.contains("*")) {
                unknown.add(variable.source() + "=" + host);
            } else if (host.contains("://")) {
                origins.add(new Given(variable.source(), host.replaceAll("/$", "")));
            } else if (!host.isEmpty()) {
                origins.add(new Given(variable.source(), "http://" + host));
                origins.add(new Given(variable.source(), "https://" + host));
            }
        }
        if (!origins.isEmpty()) {
            values.put(Option.CORS_ORIGIN, origins);
        }
    }

    private void logLevel(Given variable, String level) {
        if (isTrue(variable)) {
            set(Option.LOG_LEVEL, variable, level);
        }
    }

    /** Records an unsupported address: {@code /metrics} always exists, but cannot have a separate address. */
    private void metrics(Given variable) {
        if (variable.text().indexOf(':') >= 0) {
            unknown.add(variable.source());
        }
    }

    private static boolean isTrue(Given variable) {
        return switch (variable.text().strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            default -> false;
        };
    }
}
