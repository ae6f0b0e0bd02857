package io.github.smtpfake.junit5;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a declared server.
 *
 * @param name empty for the server without a name
 * @param settle how long nothing may change before the next test begins; zero if the next test does not wait
 * @param awaitTimeout empty for the configured default
 * @param declaration equal in declarations that share one server, with the lifecycle {@code PER_RUN} or with properties
 */
record ServerSettings(
        String name,
        ServerLifecycle lifecycle,
        Consequence unusedRules,
        ConcurrentInbox concurrentInbox,
        Consequence unclaimedMail,
        Duration settle,
        Optional<Duration> awaitTimeout,
        List<PropertyTemplate> properties,
        Declaration declaration,
        ServerSource source) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{0,50}");

    ServerSettings {
        checkName(name);
        properties = List.copyOf(properties);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must have at most 50 characters, only letters, digits, - and _, but is \"" + name + "\"");
        }
    }

    ServerSettings withSource(ServerSource other) {
        return new ServerSettings(
                name,
                lifecycle,
                unusedRules,
                concurrentInbox,
                unclaimedMail,
                settle,
                awaitTimeout,
                properties,
                declaration,
                other);
    }

    /**
     * Returns whether the server runs until the run ends and equal declarations share it: an application may have read its
     * port from a system property, and may outlive the class.
     */
    boolean isKept() {
        return !properties.isEmpty() && lifecycle != ServerLifecycle.PER_METHOD && !isProvided();
    }

    /** Returns whether the extension does not start the server, so that others outside the declaring context may use it. */
    boolean isProvided() {
        return source.isOfApplication() || isRunningElsewhere();
    }

    /** Returns whether another process has started the server, which this one neither stops nor clears. */
    boolean isRunningElsewhere() {
        return source.url().flatMap(ServerUrl::uri).isPresent();
    }

    /** Returns the name of the server in file names of reports. */
    String label() {
        return name.isEmpty() ? "smtp-fake" : "smtp-fake-" + name;
    }
}
