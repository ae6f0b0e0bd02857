package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Translates flags and environment variables of Mailpit into options, so that this server can replace Mailpit without changes
 * of its configuration. A flag takes precedence over the variable of the same setting.
 */
final class MailpitConfiguration {
    static final String PREFIX = "MP_";

    private static final String SELF_SIGNED = "sans:";
    private static final int MAX_MEBIBYTES = 1024;
    private static final String BIND_ALL = "0.0.0.0";

    private final Map<MailpitSetting, Given> settings = new EnumMap<>(MailpitSetting.class);
    private final Map<Option, List<Given>> values = new EnumMap<>(Option.class);
    private final List<String> ignored = new ArrayList<>();
    private @Nullable Given chaos;

    /**
     * Reads a flag in any form that Mailpit accepts: {@code --max 5}, {@code --max=5}, {@code -m 5}, {@code -m=5}, {@code -m5},
     * and {@code -vm5} for {@code -v -m 5}. If it is given several times, the last one counts.
     *
     * @return the number of arguments that the flag and its value occupy, or 0 if it is not a flag of Mailpit
     * @throws UsageException if the value is missing
     */
    int readFlag(String[] arguments, int index) throws UsageException {
        String argument = arguments[index];
        int equals = argument.indexOf('=');
        String flag = equals < 0 ? argument : argument.substring(0, equals);
        MailpitSetting setting = MailpitSetting.ofFlag(flag);
        if (setting == null) {
            return argument.startsWith("--") ? 0 : readShortFlags(arguments, index);
        }
        if (equals >= 0) {
            settings.put(setting, new Given(flag, argument.substring(equals + 1)));
            return 1;
        }
        return read(setting, flag, arguments, index);
    }

    private int read(MailpitSetting setting, String flag, String[] arguments, int index) throws UsageException {
        if (setting.isSwitch()) {
            settings.put(setting, new Given(flag, "true"));
            return 1;
        }
        settings.put(setting, new Given(flag, Arguments.valueAfter(flag, "", arguments, index)));
        return 2;
    }

    /** Reads short flags without a space between them, of which only the last one has a value. */
    private int readShortFlags(String[] arguments, int index) throws UsageException {
        String letters = arguments[index];
        for (int i = 1; i < letters.length(); i++) {
            String flag = "-" + letters.charAt(i);
            MailpitSetting setting = MailpitSetting.ofFlag(flag);
            if (setting == null) {
                return 0;
            }
            String rest = letters.substring(i + 1);
            if (rest.startsWith("=") || !rest.isEmpty() && !setting.isSwitch()) {
                settings.put(setting, new Given(flag, rest.startsWith("=") ? rest.substring(1) : rest));
                return 1;
            }
            if (rest.isEmpty()) {
                return read(setting, flag, arguments, index);
            }
            settings.put(setting, new Given(flag, "true"));
        }
        return 0;
    }

    /** Reads the variables of the settings that no flag has set, and collects unknown variables. Like Mailpit, ignores empty ones. */
    void readVariables(Map<String, String> environment) {
        Map<MailpitSetting, Given> variables = new EnumMap<>(MailpitSetting.class);
        for (String name : new TreeSet<>(environment.keySet())) {
            String text = environment.getOrDefault(name, "");
            if (name.startsWith(PREFIX) && !text.isBlank()) {
                MailpitSetting setting = MailpitSetting.ofVariable(name);
                if (setting == null || !setting.variables().contains(name)) {
                    ignored.add(name);
                } else if (!variables.containsKey(setting)
                        || setting.variables().indexOf(name) == 0) {
                    variables.put(setting, new Given(name, text));
                }
            }
        }
        for (Map.Entry<MailpitSetting, Given> variable : variables.entrySet()) {
            settings.putIfAbsent(variable.getKey(), variable.getValue());
        }
    }

    /**
     * Translates everything that was read, except empty values: for Mailpit, they are the same as none.
     *
     * @throws UsageException if a setting has an invalid value
     */
    void translate() throws UsageException {
        // Only now, because an empty flag replaces the variable of the same setting.
        settings.entrySet()
                .removeIf(setting -> !setting.getKey().isSwitch()
                        && setting.getValue().text().isBlank());
        for (Map.Entry<MailpitSetting, Given> setting : settings.entrySet()) {
            if (!setting.getKey().isSwitch() || isOn(setting.getValue())) {
                translate(setting.getKey(), setting.getValue());
            }
        }
        translateTlsMode();
    }

    /** Returns the options that correspond to the settings. The source of each value is the flag or the variable. */
    Map<Option, List<Given>> values() {
        return values;
    }

    /** Returns the flags and variables that have no equivalent. */
    List<String> ignored() {
        return ignored;
    }

    /** Returns the chaos triggers, for which there is no option, or null. */
    @Nullable
    Given chaos() {
        return chaos;
    }

    private void translate(MailpitSetting setting, Given given) throws UsageException {
        switch (setting) {
            case DATABASE -> values.put(Option.STORE, List.of(StoreOptions.ofMailpit(given)));
            case SMTP -> bind(Option.SMTP_HOST, Option.SMTP_PORT, given, "0.0.0.0:1025");
            case LISTEN -> bind(Option.HTTP_HOST, Option.HTTP_PORT, given, "0.0.0.0:8025");
            case MAX_MESSAGES -> limit(Option.MAX_MESSAGES, given);
            case MAX_MESSAGE_SIZE -> messageSize(given);
            case SMTP_MAX_RECIPIENTS -> limit(Option.MAX_RECIPIENTS, given);
            case MAX_AGE,
                    LABEL,
                    WEBROOT,
                    SMTP_ALLOWED_RECIPIENTS,
                    SMTP_IGNORE_REJECTED_RECIPIENTS,
                    HIDE_DELETE_ALL_BUTTON -> values.put(setting.options().get(0), List.of(given));
            case SMTP_TLS_KEY, UI_TLS_KEY -> key(given);
            case SMTP_AUTH -> {
                users(Option.USER, given, MailpitSetting.SMTP_AUTH_FILE);
                values.put(Option.REQUIRE_AUTH, List.of(given));
            }
            case SMTP_AUTH_FILE -> {
                values.put(Option.USER_FILE, List.of(given));
                values.put(Option.REQUIRE_AUTH, List.of(given));
            }
            case UI_AUTH -> users(Option.HTTP_USER, given, MailpitSetting.UI_AUTH_FILE);
            case UI_AUTH_FILE -> values.put(Option.HTTP_USER_FILE, List.of(given));
            case ALLOWED_HOSTS -> hosts(given);
            case API_CORS -> origins(given);
            case SMTP_TLS_CERT -> certificate(given);
            case UI_TLS_CERT -> {
                certificate(given);
                values.put(Option.HTTP_TLS, List.of(given));
            }
            case SMTP_REQUIRE_TLS, SMTP_REQUIRE_STARTTLS, SMTP_AUTH_ALLOW_INSECURE -> {
                // See translateTlsMode.
            }
            case CHAOS_TRIGGERS -> chaos = given;
            case ENABLE_PROMETHEUS -> metrics(given);
            case QUIET -> set(Option.LOG_LEVEL, given, "error");
            case VERBOSE -> set(Option.LOG_LEVEL, given, "debug");
            default -> ignoreIfUnsupported(setting, given);
        }
    }

    private void ignoreIfUnsupported(MailpitSetting setting, Given given) {
        switch (setting.support()) {
            case NONE ->
                ignored.add(
                        given.source().startsWith(PREFIX)
                                ? given.source()
                                : setting.flags().get(0));
            case NOT_NEEDED -> {}
            case OPTIONS, WITHOUT_OPTION -> throw new IllegalStateException("Not translated: " + setting);
        }
    }

    /** Sets the TLS mode from three settings, of which one wins: Mailpit does not offer STARTTLS if it uses implicit TLS. */
    private void translateTlsMode() throws UsageException {
        Given implicit = settings.get(MailpitSetting.SMTP_REQUIRE_TLS);
        Given required = settings.get(MailpitSetting.SMTP_REQUIRE_STARTTLS);
        Given certificate = settings.get(MailpitSetting.SMTP_TLS_CERT);
        if (implicit != null && isOn(implicit)) {
            set(Option.TLS, implicit, "implicit");
        } else if (required != null && isOn(required)) {
            set(Option.TLS, required, "starttls-required");
        } else if (certificate != null) {
            set(Option.TLS, certificate, requiresTlsForAuth() ? "starttls-required" : "starttls");
        }
    }

    /** Returns whether clients must log in, which Mailpit offers only over TLS unless a setting allows it in plain text. */
    private boolean requiresTlsForAuth() throws UsageException {
        Given insecure = settings.get(MailpitSetting.SMTP_AUTH_ALLOW_INSECURE);
        boolean hasUsers =
                settings.containsKey(MailpitSetting.SMTP_AUTH) || settings.containsKey(MailpitSetting.SMTP_AUTH_FILE);
        return hasUsers && (insecure == null || !isOn(insecure));
    }

    private void set(Option option, Given given, String text) {
        values.put(option, List.of(new Given(given.source(), text)));
    }

    /** With a certificate that Mailpit generates, it requires the same value as the key. */
    private void key(Given given) throws UsageException {
        if (!given.text().startsWith(SELF_SIGNED)) {
            setForBoth(Option.TLS_KEY, given, "the same key");
        }
    }

    /** Sets an option that applies to SMTP and HTTP here, but has a setting for each of them in Mailpit. */
    private void setForBoth(Option option, Given given, String what) throws UsageException {
        List<Given> other = values.get(option);
        if (other != null && !other.get(0).text().equals(given.text())) {
            throw new UsageException(other.get(0).source() + " and " + given.source() + " must name " + what
                    + ", which SMTP and HTTP share; or set " + option.flag());
        }
        values.put(option, List.of(given));
    }

    private void bind(Option host, Option port, Given given, String example) throws UsageException {
        int colon = given.text().lastIndexOf(':');
        if (colon < 0) {
            throw given.invalid("must be an address and a port such as " + example);
        }
        set(port, given, given.text().substring(colon + 1));
        String address = given.text().substring(0, colon);
        set(host, given, address.isEmpty() ? BIND_ALL : address);
    }

    /** Sets an option that limits a number, of which 0 means unlimited. */
    private void limit(Option option, Given given) {
        set(option, given, given.text().equals("0") ? "" + Integer.MAX_VALUE : given.text());
    }

    /** Sets the maximum size in MiB, of which 0 means unlimited; more than the maximum here is the maximum. */
    private void messageSize(Given given) {
        String text = given.text().strip();
        if (text.matches("[0-9]+")) {
            int mebibytes = text.length() > 9 ? MAX_MEBIBYTES : Integer.parseInt(text);
            text = "" + (mebibytes == 0 ? MAX_MEBIBYTES : Math.min(mebibytes, MAX_MEBIBYTES));
        }
        set(Option.MAX_MESSAGE_SIZE, given, text + "MiB");
    }

    /** Sets the users, unless there is a file with users, which replaces them. */
    private void users(Option option, Given given, MailpitSetting file) {
        if (settings.containsKey(file)) {
            return;
        }
        List<Given> users = new ArrayList<>();
        for (String user : given.text().strip().split("\\s+")) {
            users.add(new Given(given.source(), user));
        }
        values.put(option, users);
    }

    /** Uses the given certificate, or adds the host names for which Mailpit would generate one. */
    private void certificate(Given given) throws UsageException {
        if (!given.text().startsWith(SELF_SIGNED)) {
            setForBoth(Option.TLS_CERTIFICATE, given, "the same certificate");
            return;
        }
        List<Given> hosts = new ArrayList<>(values.getOrDefault(Option.CERTIFICATE_HOST, List.of()));
        for (String host : given.text().substring(SELF_SIGNED.length()).split(",")) {
            hosts.add(new Given(given.source(), host.strip()));
        }
        values.put(Option.CERTIFICATE_HOST, hosts);
    }

    /**
     * Translates names that a Host header may contain. Here each name is allowed with any port, and IP addresses are always
     * allowed. Wildcards, with which a web page could read all mail (DNS rebinding), are ignored with a warning.
     */
    private void hosts(Given given) {
        List<Given> hosts = new ArrayList<>();
        for (String entry : given.text().strip().split("[,\\s]+")) {
            String host = entry.replaceFirst("^https?://", "").replaceFirst(":[0-9]+$", "");
            if (!host.isEmpty() && host.indexOf(':') < 0 && !AccessGuard.isHostName(host)) {
                ignored.add(given.source() + "=" + entry);
            } else if (host.indexOf(':') < 0 && !host.isEmpty()) {
                hosts.add(new Given(given.source(), host));
            }
        }
        if (!hosts.isEmpty()) {
            values.put(Option.ALLOWED_HOST, hosts);
        }
    }

    /**
     * Translates origins, whose scheme Mailpit ignores. Its {@code *}, with which every web page could read all mail, is not
     * supported.
     */
    private void origins(Given given) {
        List<Given> origins = new ArrayList<>();
        for (String host : given.text().strip().split("[,\\s]+")) {
            if (host.contains("*")) {
                ignored.add(given.source() + "=" + host);
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

    /** Ignores a separate address with a warning: {@code /metrics} always exists, on the address of HTTP. */
    private void metrics(Given given) {
        if (given.text().indexOf(':') >= 0) {
            ignored.add(given.source());
        }
    }

    /** Returns whether a switch is on. As in Mailpit, a variable with an unknown value is off, but a flag is rejected. */
    private static boolean isOn(Given given) throws UsageException {
        return given.source().startsWith(PREFIX) ? Values.isTrue(given.text()) : Values.isOn(given);
    }
}
