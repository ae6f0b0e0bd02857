package io.github.smtpfake.session;

import io.github.smtpfake.internal.text.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects sessions: all of its conditions must hold. Start from {@link #any()}:
 * {@code SessionQuery.any().helo("app").refused("RCPT*")}. In names and commands {@code *} stands for any characters, and
 * case does not count. Immutable; {@link #toString()} reads like a sentence.
 */
public final class SessionQuery {
    private static final SessionQuery ANY = new SessionQuery(List.of());

    private final List<Condition> conditions;

    /** @param found what a session that does not meet the condition has instead */
    private record Condition(String description, Predicate<SmtpSession> matches, Function<SmtpSession, String> found) {}

    private SessionQuery(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /** Returns the query that every session matches. */
    public static SessionQuery any() {
        return ANY;
    }

    /** The client gave this name with EHLO or HELO. */
    public SessionQuery helo(String name) {
        return value("helo", name, SessionInfo::helo);
    }

    /** The client logged in with AUTH by this name. */
    public SessionQuery user(String name) {
        return value("user", name, info -> info.authentication().map(Authentication::user));
    }

    private SessionQuery value(String what, String pattern, Function<SessionInfo, Optional<String>> value) {
        Wildcard wildcard = new Wildcard(pattern);
        return and(new Condition(
                "has " + what + " " + pattern,
                session -> value.apply(session.info()).filter(wildcard::matches).isPresent(),
                session ->
                        value.apply(session.info()).map(found -> "was " + found).orElse("has none")));
    }

    /** The connection is encrypted. */
    public SessionQuery encrypted() {
        return and(new Condition("is encrypted", session -> session.info().tls().isPresent(), session -> "was not"));
    }

    /** The session is over. */
    public SessionQuery ended() {
        return and(new Condition("has ended", session -> session.end().isPresent(), session -> "is still open"));
    }

    /** The session is over, and ended so. */
    public SessionQuery ended(SessionEnd end) {
        return and(new Condition(
                "ended with " + name(end),
                session -> session.end().equals(Optional.of(end)),
                session ->
                        session.end().map(found -> "ended with " + name(found)).orElse("is still open")));
    }

    private static String name(SessionEnd end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The session has delivered a message. */
    public SessionQuery delivered() {
        return and(new Condition(
                "has delivered a message", session -> !session.messageIds().isEmpty(), session -> "delivered nothing"));
    }

    /** The session has delivered no message by now. */
    public SessionQuery deliveredNothing() {
        return and(new Condition(
                "has delivered nothing",
                session -> session.messageIds().isEmpty(),
                session -> "delivered " + session.messageIds().size()));
    }

    /** A command like this was refused: {@code RCPT TO:<full@example.org>}, or {@code AUTH*}. */
    public SessionQuery rejected(String command) {
        Wildcard wildcard = new Wildcard(command);
        return and(new Condition(
                "was refused " + command,
                session -> session.rejectedCommands().stream().anyMatch(refusal -> wildcard.matches(refusal.command())),
                session -> session.rejectedCommands().isEmpty()
                        ? "was refused nothing"
                        : "was refused " + session.rejectedCommands()));
    }

    /** The session meets a condition of your own; the description stands in failure messages. */
    public SessionQuery matching(String description, Predicate<SmtpSession> condition) {
        return and(new Condition(description, condition, session -> "was not so"));
    }

    private SessionQuery and(Condition condition) {
        List<Condition> longer = new ArrayList<>(conditions);
        longer.add(condition);
        return new SessionQuery(List.copyOf(longer));
    }

    /** Returns whether the session meets every condition by now. */
    public boolean matches(SmtpSession session) {
        return conditions.stream().allMatch(condition -> condition.matches().test(session));
    }

    /** Returns for each condition that the session does not meet a sentence with what it has instead. */
    public List<String> mismatches(SmtpSession session) {
        return conditions.stream()
                .filter(condition -> !condition.matches().test(session))
                .map(condition ->
                        condition.description() + ": " + condition.found().apply(session))
                .toList();
    }

    @Override
    public String toString() {
        return conditions.isEmpty()
                ? "any session"
                : conditions.stream().map(Condition::description).collect(Collectors.joining(" and "));
    }
}
