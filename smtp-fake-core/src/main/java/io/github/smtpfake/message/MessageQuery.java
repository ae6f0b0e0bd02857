package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Wildcard;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects messages that meet all of its conditions. Start from {@link #any()}, or from a static method of
 * {@link MessageQueries}: {@code to("ada@example.org").subjectContains("Welcome")}.
 *
 * <p>{@code from}, {@code to}, {@code cc} and {@code replyTo} examine the headers, {@code sender} and {@code recipient}
 * the envelope. Addresses are compared ignoring case, and {@code *} in them stands for any number of characters. Text
 * searches use the decoded text and ignore case. Immutable and thread-safe.
 */
public final class MessageQuery {
    private static final MessageQuery ANY = new MessageQuery(List.of());
    private static final String NULL_PATH = "<>";

    private final List<Criterion> criteria;

    private MessageQuery(List<Criterion> criteria) {
        this.criteria = criteria;
    }

    /** Returns the query that every message matches. */
    public static MessageQuery any() {
        return ANY;
    }

    /** Matches messages whose From header has a mailbox with this address. */
    public MessageQuery from(String address) {
        return header(
                "From",
                address,
                CapturedMessage::from,
                message ->
                        onlyIn("envelope", address, List.of(message.envelope().sender())));
    }

    /** Matches messages whose To header has a mailbox with this address. For the envelope see {@link #recipient}. */
    public MessageQuery to(String address) {
        return header("To", address, CapturedMessage::to, message -> elsewhere(address, "Cc", message.cc(), message));
    }

    /** Matches messages whose Cc header has a mailbox with this address. */
    public MessageQuery cc(String address) {
        return header("Cc", address, CapturedMessage::cc, message -> elsewhere(address, "To", message.to(), message));
    }

    /** Matches messages whose Reply-To header has a mailbox with this address. */
    public MessageQuery replyTo(String address) {
        return header("Reply-To", address, CapturedMessage::replyTo, message -> Optional.empty());
    }

    /**
     * Matches messages whose envelope has this sender.
     *
     * @param address the reverse-path of MAIL; an empty string for the null path {@code <>}
     */
    public MessageQuery sender(String address) {
        Objects.requireNonNull(address, "address");
        return and(Criterion.address(
                        "from",
                        "sender",
                        shownPath(address),
                        message -> List.of(shownPath(message.envelope().sender())),
                        message -> onlyIn("From header", address, addresses(message.from())))
                .ifPossible(session -> session.openTransaction()
                        .map(envelope -> isAmong(List.of(envelope.sender()), address))
                        .orElse(true)));
    }

    private static String shownPath(String path) {
        return path.isEmpty() ? NULL_PATH : path;
    }

    /** Matches messages whose envelope has this recipient, whether or not a header names it. */
    public MessageQuery recipient(String address) {
        Objects.requireNonNull(address, "address");
        return and(Criterion.address(
                        "for",
                        "recipient",
                        address,
                        message -> message.envelope().recipients(),
                        message -> onlyIn(
                                "headers",
                                address,
                                Stream.of(message.to(), message.cc())
                                        .flatMap(list -> addresses(list).stream())
                                        .toList()))
                .ifPossible(session -> session.openTransaction()
                        .map(Envelope::recipients)
                        .map(recipients -> recipients.isEmpty() || isAmong(recipients, address))
                        .orElse(true)));
    }

    /** Matches messages whose subject contains this text. */
    public MessageQuery subjectContains(String text) {
        return contains("subject", text, message -> message.subject().stream().toList());
    }

    /** Matches messages whose plain text contains this text. */
    public MessageQuery textContains(String text) {
        return contains("text", text, message -> message.text().stream().toList());
    }

    /** Matches messages whose HTML, including its tags, contains this text. */
    public MessageQuery htmlContains(String text) {
        return contains("HTML", text, message -> message.html().stream().toList());
    }

    /** Matches messages that have a header field with this name, ignoring case, whose value contains this text. */
    public MessageQuery headerContains(String name, String text) {
        Objects.requireNonNull(name, "name");
        return contains("header " + name, text, message -> message.headers().values(name));
    }

    private MessageQuery contains(String what, String text, Function<CapturedMessage, List<String>> values) {
        return and(Criterion.contains(what, Objects.requireNonNull(text, "text"), values));
    }

    /** Matches messages that have an attachment with this file name; {@code *} stands for any number of characters. */
    public MessageQuery attachment(String fileName) {
        return and(Criterion.name(
                "with",
                "attachment",
                Objects.requireNonNull(fileName, "fileName"),
                message -> message.attachments().stream()
                        .flatMap(attachment -> attachment.fileName().stream())
                        .toList()));
    }

    /**
     * Matches messages whose client sent this name with EHLO or HELO; {@code *} stands for any number of characters.
     */
    public MessageQuery helo(String name) {
        return session("with", "EHLO name", Objects.requireNonNull(name, "name"), SessionInfo::helo);
    }

    /** Matches messages whose client logged in as this user; {@code *} stands for any number of characters. */
    public MessageQuery user(String name) {
        return session(
                "from",
                "user",
                Objects.requireNonNull(name, "name"),
                session -> session.authentication().map(Authentication::user));
    }

    /** Matches messages that the session with this id delivered. */
    public MessageQuery session(String id) {
        return session("from", "session", Objects.requireNonNull(id, "id"), session -> Optional.of(session.id()));
    }

    /** Matches a value of the session. A session that has not sent the value yet may still match. */
    private MessageQuery session(
            String preposition, String what, String pattern, Function<SessionInfo, Optional<String>> value) {
        return and(Criterion.name(
                        preposition,
                        what,
                        pattern,
                        message -> value.apply(message.session()).stream().toList())
                .ifPossible(session -> value.apply(session.info())
                        .map(sent -> isAmong(List.of(sent), pattern))
                        .orElse(true)));
    }

    /**
     * Matches messages that meet the given condition.
     *
     * @param clause what such a message does, as it reads after "a message that" in a failure message:
     *     {@code has two recipients}
     */
    public MessageQuery matching(String clause, Predicate<CapturedMessage> condition) {
        Objects.requireNonNull(clause, "clause");
        return and(Criterion.that(clause, Objects.requireNonNull(condition, "condition")));
    }

    /** Matches messages that match both this query and the other one. */
    public MessageQuery and(MessageQuery other) {
        Objects.requireNonNull(other, "other");
        return new MessageQuery(
                Stream.concat(criteria.stream(), other.criteria.stream()).toList());
    }

    /**
     * Matches messages that match this query, the other one, or both. Conditions added to the result apply to both
     * alternatives.
     */
    public MessageQuery or(MessageQuery other) {
        Objects.requireNonNull(other, "other");
        return any().and(Criterion.either(Stream.of(this, other)
                .flatMap(query -> query.alternatives().isEmpty() ? Stream.of(query) : query.alternatives().stream())
                .toList()));
    }

    /** Returns the alternatives if the query consists of nothing else. */
    List<MessageQuery> alternatives() {
        return criteria.size() == 1 ? criteria.get(0).alternatives() : List.of();
    }

    /** Returns whether the message meets all conditions. */
    public boolean matches(CapturedMessage message) {
        Objects.requireNonNull(message, "message");
        return criteria.stream().allMatch(criterion -> criterion.matches().test(message));
    }

    /**
     * Returns one line for each condition that the message does not meet, with the actual value:
     * {@code To ada@example.org: was bob@example.org}. The list is empty if the message {@linkplain #matches matches}.
     */
    public List<String> mismatches(CapturedMessage message) {
        Objects.requireNonNull(message, "message");
        return criteria.stream()
                .filter(criterion -> !criterion.matches().test(message))
                .map(criterion ->
                        criterion.description() + ": " + criterion.found().apply(message))
                .toList();
    }

    /**
     * Returns whether the next message of this session may match, judging by the session's EHLO name, user and open
     * transaction. A value that the client has not sent yet may still match.
     */
    public boolean mayComeFrom(SmtpSession session) {
        Objects.requireNonNull(session, "session");
        return criteria.stream().allMatch(criterion -> criterion.possible().test(session));
    }

    /** Returns the number of conditions. */
    public int size() {
        return criteria.size();
    }

    /**
     * Returns the query as it reads after the word "message" or "messages":
     * {@code with To ada@example.org and subject containing "Welcome"}, or {@code for recipient ada@example.org}. A
     * query without conditions returns {@code any message}.
     */
    @Override
    public String toString() {
        if (criteria.isEmpty()) {
            return "any message";
        }
        StringBuilder phrase = new StringBuilder();
        String preposition = "";
        for (Criterion criterion : criteria) {
            phrase.append(phrase.isEmpty() ? "" : " and ");
            // "with To ada@example.org and subject …": the same preposition is not repeated.
            if (!criterion.preposition().equals(preposition)) {
                preposition = criterion.preposition();
                phrase.append(preposition).append(preposition.isEmpty() ? "" : " ");
            }
            phrase.append(criterion.description());
        }
        return phrase.toString();
    }

    private MessageQuery header(
            String name,
            String address,
            Function<CapturedMessage, List<Address>> mailboxes,
            Function<CapturedMessage, Optional<String>> hint) {
        Objects.requireNonNull(address, "address");
        return and(Criterion.address("with", name, address, message -> addresses(mailboxes.apply(message)), hint));
    }

    /** Returns where else a message has an address that is missing from To or Cc. */
    private static Optional<String> elsewhere(
            String address, String otherHeader, List<Address> other, CapturedMessage message) {
        return addresses(other).stream()
                .filter(new Wildcard(address)::matches)
                .findFirst()
                .map(found -> found + " is in " + otherHeader)
                .or(() -> onlyIn(
                        "envelope, like a Bcc", address, message.envelope().recipients()));
    }

    MessageQuery and(Criterion criterion) {
        return new MessageQuery(
                Stream.concat(criteria.stream(), Stream.of(criterion)).toList());
    }

    private static List<String> addresses(List<Address> mailboxes) {
        return mailboxes.stream().map(Address::address).toList();
    }

    private static boolean isAmong(List<String> addresses, String pattern) {
        return addresses.stream().anyMatch(new Wildcard(pattern)::matches);
    }

    private static Optional<String> onlyIn(String place, String address, List<String> there) {
        Wildcard wildcard = new Wildcard(address);
        return there.stream().filter(wildcard::matches).findFirst().map(found -> found + " is only in the " + place);
    }
}
