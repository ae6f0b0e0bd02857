package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.internal.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a test class wants a server.
 *
 * @param name empty for the one that needs none
 * @param sharing what declarations have in common that share a server of the run
 */
record ServerSettings(
        String name,
        ServerLifecycle lifecycle,
        UnusedRules unusedRules,
        Optional<Duration> awaitTimeout,
        List<PropertyTemplate> properties,
        Object sharing,
        ServerSource source) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{0,50}");

    ServerSettings {
        checkName(name);
        properties = List.copyOf(properties);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be at most 50 letters, digits, - and _, not \"" + name + "\"");
        }
    }

    /** Returns the same settings for another server. */
    ServerSettings from(ServerSource other) {
        return new ServerSettings(name, lifecycle, unusedRules, awaitTimeout, properties, sharing, other);
    }

    /** Where the server comes from. */
    interface ServerSource {
        /** Starts the server if need be; it runs until all leases of it have ended. */
        Lease lease();
    }

    /** @param where names who has the annotation */
    static ServerSettings of(SmtpFake annotation, String where) {
        try {
            SmtpFakeServerBuilder builder =
                    SmtpFakeServer.builder().port(annotation.port()).tls(annotation.tls());
            if (annotation.users().length > 0) {
                builder.users(users(annotation.users()));
            }
            if (annotation.strict()) {
                builder.strict();
            }
            return new ServerSettings(
                    annotation.name(),
                    annotation.lifecycle(),
                    annotation.unusedRules(),
                    awaitTimeout(annotation.awaitTimeout()),
                    PropertyTemplate.parse(annotation.properties()),
                    annotation,
                    () -> new SharedServer(builder.build()).lease());
        } catch (IllegalArgumentException e) {
            throw Misuse.of(where, "@SmtpFake: " + e.getMessage());
        }
    }

    private static Optional<Duration> awaitTimeout(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("awaitTimeout " + e.getMessage(), e);
        }
    }

    private static Users users(String[] namesAndPasswords) {
        Users users = Users.any();
        for (String each : namesAndPasswords) {
            int colon = each.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "users need a name and a password, as \"app:secret\", not \"" + each + "\"");
            }
            users = users.and(each.substring(0, colon), each.substring(colon + 1));
        }
        return users;
    }

    /** Returns how a report calls the server. */
    String label() {
        return name.isEmpty() ? "smtp-fake" : "smtp-fake-" + name;
    }
}
