package io.github.smtpfake.session;

import io.github.smtpfake.internal.text.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects sessions that meet all of its conditions. Start from {@link #any()}:
 * {@code SessionQuery.any().helo("app").rejected("RCPT*")}. In names and commands, {@code *} stands for any number of
 * characters, and case is ignored. Immutable and thread-safe.
 */
public final class SessionQuery {
    private static final SessionQuery ANY = new SessionQuery(List.of());

    private final List<Condition> conditions;

    /**
     * @param clause what a matching session did, as it reads after "a session that"
     * @param found what a session that does not match did instead
     */
    private record Condition(String clause, Predicate<SmtpSession> matches, Function<SmtpSession, String> found) {}

    private SessionQuery(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /** Returns the query that every session matches. */
    public static SessionQuery any() {
        return ANY;
    }

    /** Matches sessions whose client sent this name with EHLO or HELO. */
    public SessionQuery helo(String name) {
        return info("used the EHLO name ", "sent no EHLO", name, SessionInfo::helo);
    }

    /** Matches sessions whose client logged in with AUTH as this user. */
    public SessionQuery user(String name) {
        return info(
                "logged in as ",
                "did not log in",
                name,
                info -> info.authentication().map(Authentication::user));
    }

    private SessionQuery info(
            String did, String didNot, String name, Function<SessionInfo, Optional<String>> property) {
        Wildcard wildcard = new Wildcard(Objects.requireNonNull(name, "name"));
        return and(new Condition(
                did + quoted(name),
                session ->
                        property.apply(session.info()).filter(wildcard::matches).isPresent(),
                session -> property.apply(session.info())
                        .map(found -> did + quoted(found))
                        .orElse(didNot)));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Matches sessions whose connection is encrypted. */
    public SessionQuery encrypted() {
        return and(
                new Condition("used TLS", session -> session.info().tls().isPresent(), session -> "did not use TLS"));
    }

    /** Matches sessions that have ended. */
    public SessionQuery ended() {
        return and(new Condition("ended", session -> session.end().isPresent(), SessionDescription::end));
    }

    /** Matches sessions that have ended in this way. */
    public SessionQuery ended(SessionEnd end) {
        Objects.requireNonNull(end, "end");
        return and(new Condition(
                end.clause(), session -> session.end().equals(Optional.of(end)), SessionDescription::end));
    }

    /** Matches sessions that have delivered a message. */
    public SessionQuery delivered() {
        return and(new Condition(
                "delivered a message", session -> !session.messageIds().isEmpty(), SessionDescription::delivered));
    }

    /** Matches sessions that have delivered no message so far. */
    public SessionQuery deliveredNothing() {
        return and(new Condition(
                "delivered nothing", session -> session.messageIds().isEmpty(), SessionDescription::delivered));
    }

    /**
     * Matches sessions in which the server rejected this command, such as {@code RCPT TO:<full@example.org>} or {@code
     * AUTH*}.
     */
    public SessionQuery rejected(String command) {
        Wildcard wildcard = new Wildcard(Objects.requireNonNull(command, "command"));
        return and(new Condition(
                "had the command " + quoted(command) + " rejected",
                session ->
                        session.rejectedCommands().stream().anyMatch(rejected -> wildcard.matches(rejected.command())),
                SessionQuery::rejections));
    }

    private static String rejections(SmtpSession session) {
        List<RejectedCommand> rejected = session.rejectedCommands();
        return rejected.isEmpty()
                ? "had no command rejected"
                : "had rejected: "
                        + rejected.stream().map(RejectedCommand::toString).collect(Collectors.joining("; "));
    }

    /**
     * Matches sessions that meet the given condition.
     *
     * @param clause what such a session does, as it reads after "a session that" in a failure message:
     *     {@code began a transaction}
     */
    public SessionQuery matching(String clause, Predicate<SmtpSession> condition) {
        Objects.requireNonNull(clause, "clause");
        Objects.requireNonNull(condition, "condition");
        return and(new Condition(clause, condition, session -> "did not match"));
    }

    private SessionQuery and(Condition condition) {
        List<Condition> longer = new ArrayList<>(conditions);
        longer.add(condition);
        return new SessionQuery(List.copyOf(longer));
    }

    /** Returns whether the session meets every condition now. */
    public boolean matches(SmtpSession session) {
        Objects.requireNonNull(session, "session");
        return conditions.stream().allMatch(condition -> condition.matches().test(session));
    }

    /**
     * Returns one line for each condition that the session does not meet now, with what the session did instead. The
     * list is empty if the session {@linkplain #matches matches}.
     */
    public List<String> mismatches(SmtpSession session) {
        Objects.requireNonNull(session, "session");
        return conditions.stream()
                .filter(condition -> !condition.matches().test(session))
                .map(condition -> condition.clause() + ": " + condition.found().apply(session))
                .toList();
    }

    /** Returns the number of conditions. */
    public int size() {
        return conditions.size();
    }

    /**
     * Returns the conditions as they read after "a session": {@code that used the EHLO name "app" and delivered a
     * message}. A query without conditions reads {@code any session}.
     */
    @Override
    public String toString() {
        return conditions.isEmpty()
                ? "any session"
                : conditions.stream().map(Condition::clause).collect(Collectors.joining(" and ", "that ", ""));
    }
}
