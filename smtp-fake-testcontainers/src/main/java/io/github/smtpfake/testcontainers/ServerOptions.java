package io.github.smtpfake.testcontainers;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.client.SmtpFakeClientBuilder;
import io.github.smtpfake.config.TlsMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of the server in a container. They are arguments rather than variables, because a variable cannot have a password
 * with a comma.
 */
final class ServerOptions {
    /** Testcontainers gives each container such an alias. In the options, it would prevent the container from being reused. */
    private static final Pattern RANDOM_ALIAS = Pattern.compile("tc-[0-9A-Za-z]{8}");

    private static final String RULES = "/smtp-fake-rules.json";

    private final Map<String, String> users = new LinkedHashMap<>();
    private TlsMode tls = TlsMode.OFF;
    private boolean strict;
    private boolean hasRules;
    private boolean logsSessions;
    private OptionalInt maxMessages = OptionalInt.empty();

    void tls(TlsMode mode) {
        tls = mode;
    }

    void user(String name, String password) {
        users.put(name, password);
    }

    void strict() {
        strict = true;
    }

    /** Makes the server read rules, and returns the path of their file in the container. */
    String rules() {
        hasRules = true;
        return RULES;
    }

    void logSessions() {
        logsSessions = true;
    }

    void maxMessages(int count) {
        maxMessages = OptionalInt.of(count);
    }

    /**
     * Returns these options followed by other arguments.
     *
     * @param arguments the arguments of the container; null if it has none
     * @param host the host that clients connect to, which the certificate must name
     * @param aliases the names of the container in its network, which the certificate must name, too
     */
    String[] before(String @Nullable [] arguments, String host, List<String> aliases) {
        List<String> all = new ArrayList<>();
        if (tls != TlsMode.OFF) {
            all.add("--tls=" + tls.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            Set<String> hosts = new LinkedHashSet<>();
            aliases.stream()
                    .filter(alias -> !RANDOM_ALIAS.matcher(alias).matches())
                    .forEach(hosts::add);
            hosts.add(host);
            hosts.forEach(name -> all.add("--certificate-host=" + name));
        }
        users.forEach((name, password) -> all.add("--user=" + name + ":" + password));
        if (strict) {
            all.add("--strict");
        }
        if (hasRules) {
            all.add("--rules=" + RULES);
        }
        if (logsSessions) {
            all.add("--log-level=info");
        }
        maxMessages.ifPresent(count -> all.add("--max-messages=" + count));
        if (arguments != null) {
            all.addAll(Arrays.asList(arguments));
        }
        return all.toArray(new String[0]);
    }

    /** Connects to the server. */
    SmtpFakeClient client(URI http, String smtpHost, int smtpPort) {
        SmtpFakeClientBuilder builder = SmtpFakeClient.builder(http).smtp(smtpHost, smtpPort);
        Optional<Map.Entry<String, String>> login = users.entrySet().stream().findFirst();
        login.ifPresent(user -> builder.smtpLogin(user.getKey(), user.getValue()));
        return builder.connect();
    }
}
