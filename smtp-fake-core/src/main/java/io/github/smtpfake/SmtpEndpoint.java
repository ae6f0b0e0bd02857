package io.github.smtpfake;

import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleTrigger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A server for tests, wherever it runs: where clients connect to, the mail that it receives, and its rules. {@link
 * SmtpFakeServer} is one in this JVM; {@code SmtpFakeClient}, of the module {@code smtp-fake-client}, is one in another process.
 * Implementations are thread-safe.
 */
public interface SmtpEndpoint {

    /** Returns the host name or the IP address that a client connects to. */
    String host();

    /**
     * Returns the main port.
     *
     * @throws IllegalStateException if the server has no port yet
     */
    int port();

    /** Returns what a client needs to trust the certificate that the server presents after STARTTLS or on a TLS port. */
    TlsTrust tlsTrust();

    /**
     * Returns the properties of a Jakarta Mail session that sends to this server. They are complete: {@code
     * Session.getInstance(smtp.mailProperties())} needs no others. They contain
     *
     * <ul>
     *   <li>host, port and timeouts, because Jakarta Mail has no timeouts by default;
     *   <li>if the server offers STARTTLS, or the port uses implicit TLS: the settings that make the client use it, and
     *       in {@code mail.smtp.ssl.socketFactory} the trust in the certificate. This value is an object and not a
     *       string, so copy the properties with {@code putAll};
     *   <li>if the server has fixed users or requires a login: {@code mail.smtp.auth}, and in {@code mail.smtp.user} and
     *       {@code mail.smtp.password} a user that the server accepts. Jakarta Mail does not read the password from the
     *       properties. Pass it to {@code Transport.send(message, user, password)} or return it from an authenticator.
     * </ul>
     *
     * @return new properties, which the caller may change
     * @throws IllegalStateException if the server has no port yet
     */
    Properties mailProperties();

    /** Returns a view of all messages of the server; {@link Inbox#sinceNow()} narrows it to those that arrive later. */
    Inbox inbox();

    /**
     * Begins a rule that makes the server misbehave on purpose. The rule takes effect when its action is set.
     *
     * @param trigger the stage and the conditions of the rule, from a method of {@link io.github.smtpfake.rules.Rules}. A
     *     condition that is written in Java works only in this JVM: for a server in another process, setting the action throws an
     *     {@link IllegalArgumentException}, as it does if the server never reaches the stage
     */
    RuleBuilder on(RuleTrigger trigger);

    /** Returns the rules that were added through this object, newest first, including exhausted rules. */
    List<Rule> rules();

    /** Removes the rules that were added through this object. A removed rule keeps its count. */
    void clearRules();

    /**
     * Returns the URL of the HTTP server that shows the mail of this server, with its API and its page, such as {@code
     * http://127.0.0.1:40123}; empty if there is none.
     */
    default Optional<URI> httpUri() {
        return Optional.empty();
    }
}
