package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@link SmtpFakeExtension} for a field; each setter tells the default that it replaces, and is like the attribute
 * of {@link SmtpFake} of the same name. {@link SmtpFakeExtension#builder()} gives one. Not thread-safe.
 */
public final class SmtpFakeExtensionBuilder {
    private String name = "";
    private SmtpFakeServerBuilder server = SmtpFakeServer.builder();
    private ServerLifecycle lifecycle = ServerLifecycle.PER_CLASS;
    private UnusedRules unusedRules = UnusedRules.REPORT;
    private Optional<Duration> awaitTimeout = Optional.empty();
    private final List<PropertyTemplate> properties = new ArrayList<>();

    SmtpFakeExtensionBuilder() {}

    /**
     * Sets how {@link ServerName} calls the server; by default it has no name.
     *
     * @throws IllegalArgumentException if it has other than letters, digits, {@code -} and {@code _}
     */
    public SmtpFakeExtensionBuilder name(String name) {
        ServerSettings.checkName(name);
        this.name = name;
        return this;
    }

    /** Sets what builds the server, and must not be changed afterwards; by default one with the defaults. */
    public SmtpFakeExtensionBuilder server(SmtpFakeServerBuilder server) {
        this.server = server;
        return this;
    }

    /** Sets how long a server lives; by default as long as the class, or as the test where the field is not static. */
    public SmtpFakeExtensionBuilder lifecycle(ServerLifecycle lifecycle) {
        this.lifecycle = lifecycle;
        return this;
    }

    /** Sets what becomes of a rule that never fired; by default it is reported if the test fails. */
    public SmtpFakeExtensionBuilder unusedRules(UnusedRules unusedRules) {
        this.unusedRules = unusedRules;
        return this;
    }

    /**
     * Sets how long a wait lasts unless it says otherwise; by default what the configuration parameter
     * {@code smtpfake.await.timeout} says, or else five seconds.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SmtpFakeExtensionBuilder awaitTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("awaitTimeout must not be negative, but is " + timeout);
        }
        this.awaitTimeout = Optional.of(timeout);
        return this;
    }

    /**
     * Adds a system property to set while the server lives; in its value <code>${host}</code>, <code>${port}</code> and
     * <code>${smtpsPort}</code> are replaced. By default there is none.
     *
     * @throws IllegalArgumentException if the key is empty, or the value has another place to be replaced
     */
    public SmtpFakeExtensionBuilder property(String key, String value) {
        properties.addAll(PropertyTemplate.parse(key + "=" + value));
        return this;
    }

    /** Returns the extension. */
    public SmtpFakeExtension build() {
        return new SmtpFakeExtension(new FieldServer(settings(), server));
    }

    ServerSettings settings() {
        SmtpFakeServerBuilder builder = server;
        return new ServerSettings(
                name,
                lifecycle,
                unusedRules,
                awaitTimeout,
                properties,
                new Object(),
                () -> new SharedServer(builder.build()).lease());
    }
}
