package io.github.smtpfake.message;

import io.github.smtpfake.internal.hints.AddressArgument;
import io.github.smtpfake.internal.query.AddressPattern;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.Comparator;
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
 * the envelope. Addresses are compared ignoring case, and {@code *} in them stands for any number of characters. A domain
 * matches in Unicode and in ASCII: {@code ada@münchen.example} is {@code ada@xn--mnchen-3ya.example}. Text searches use
 * the decoded text and ignore case. Immutable and thread-safe.
 *
 * <p>Methods that accept an address throw an {@link IllegalArgumentException} if it has a display name or angle brackets, such as
 * {@code Ada <ada@example.org>}, because no address would match it.
 */
public final class MessageQuery {
    private static final MessageQuery ANY = new MessageQuery(List.of());

    static {
        QueryTerms.setDoor(new QueryDoor());
    }

    private final List<Criterion> criteria;

    /** The conditions that envelope and session decide, before those for which a message must be parsed, which may be slow. */
    private final List<Criterion> cheapestFirst;

    private MessageQuery(List<Criterion> criteria) {
        this.criteria = criteria;
        this.cheapestFirst = criteria.stream()
                .sorted(Comparator.comparing(criterion -> criterion.term().needsContent()))
                .toList();
    }

    /** Returns the query that every message matches. */
    public static MessageQuery any() {
        return ANY;
    }

    /** Matches messages whose From header has a mailbox with this address. */
    public MessageQuery from(String address) {
        return header(
                "From",
                Field.FROM,
                address,
                message ->
                        onlyIn("envelope", address, List.of(message.envelope().sender())));
    }

    /** Matches messages whose To header has a mailbox with this address. For the envelope see {@link #recipient}. */
    public MessageQuery to(String address) {
        return header("To", Field.TO, address, message -> elsewhere(address, "Cc", message.cc(), message));
    }

    /** Matches messages whose Cc header has a mailbox with this address. */
    public MessageQuery cc(String address) {
        return header("Cc", Field.CC, address, message -> elsewhere(address, "To", message.to(), message));
    }

    /** Matches messages whose Reply-To header has a mailbox with this address. */
    public MessageQuery replyTo(String address) {
        return header("Reply-To", Field.REPLY_TO, address, message -> Optional.empty());
    }

    /**
     * Matches messages whose envelope has this sender.
     *
     * @param address the reverse-path of MAIL; an empty string for the null path {@code <>}
     */
    public MessageQuery sender(String address) {
        AddressArgument.require(address);
        return and(Criterion.address(
                        "from",
                        "sender",
                        Field.SENDER,
                        FieldValues.shownPath(address),
                        message -> onlyIn("From header", address, addresses(message.from())))
                .ifPossible(session -> session.openTransaction()
                        .map(envelope -> isAmong(List.of(envelope.sender()), address))
                        .orElse(true)));
    }

    /** Matches messages whose envelope has this recipient, whether or not a header names it. */
    public MessageQuery recipient(String address) {
        AddressArgument.require(address);
        return and(Criterion.address(
                        "for",
                        "recipient",
                        Field.RECIPIENT,
                        address,
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
        return contains("subject", Field.SUBJECT, text);
    }

    /** Matches messages whose plain text contains this text. */
    public MessageQuery textContains(String text) {
        return contains("text", Field.TEXT, text);
    }

    /** Matches messages whose HTML, including its tags, contains this text. */
    public MessageQuery htmlContains(String text) {
        return contains("HTML", Field.HTML, text);
    }

    /** Matches messages that have a header field with this name, ignoring case, whose value contains this text. */
    public MessageQuery headerContains(String name, String text) {
        Objects.requireNonNull(name, "name");
        return and(Criterion.headerContains(name, Objects.requireNonNull(text, "text")));
    }

    /**
     * Matches messages that contain these words in this order, wherever they are: in the headers From, Subject, To, Cc,
     * Bcc, Reply-To or Return-Path, in the sender of the envelope, in a recipient that no header names, in a file name, in the
     * address of a link to a web page in the HTML, or in the text that a reader sees, which is {@link MimeContent#htmlAsText()} or,
     * if that has only white space, the plain text. Line ends and
     * punctuation between the words do not matter, and the first and the last word may be parts of words.
     */
    public MessageQuery anyTextContains(String words) {
        return and(Criterion.containsAnywhere(Objects.requireNonNull(words, "words")));
    }

    private MessageQuery contains(String what, Field field, String text) {
        return and(Criterion.contains(what, field, Objects.requireNonNull(text, "text")));
    }

    /** Matches messages that were received after this time. One that was received at this time does not match. */
    public MessageQuery receivedAfter(Instant time) {
        Objects.requireNonNull(time, "time");
        return and(Criterion.received("after " + time, new Term.ReceivedAfter(time)));
    }

    /** Matches messages that were received before this time. One that was received at this time does not match. */
    public MessageQuery receivedBefore(Instant time) {
        Objects.requireNonNull(time, "time");
        return and(Criterion.received("before " + time, new Term.ReceivedBefore(time)));
    }

    /**
     * Matches messages whose {@linkplain CapturedMessage#size() size} is more than the given number of bytes.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public MessageQuery largerThan(long bytes) {
        requireNotNegative(bytes);
        return and(Criterion.size("larger than " + bytes, new Term.LargerThan(bytes)));
    }

    /**
     * Matches messages whose {@linkplain CapturedMessage#size() size} is less than the given number of bytes.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public MessageQuery smallerThan(long bytes) {
        requireNotNegative(bytes);
        return and(Criterion.size("smaller than " + bytes, new Term.SmallerThan(bytes)));
    }

    private static void requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative, but is " + bytes);
        }
    }

    /** Matches messages that have an attachment with this file name; {@code *} stands for any number of characters. */
    public MessageQuery attachment(String fileName) {
        return and(
                Criterion.name("with", "attachment", Field.ATTACHMENT, Objects.requireNonNull(fileName, "fileName")));
    }

    /**
     * Matches messages whose client sent this name with EHLO or HELO; {@code *} stands for any number of characters.
     */
    public MessageQuery helo(String name) {
        return session("with", "EHLO name", Field.HELO, Objects.requireNonNull(name, "name"), SessionInfo::helo);
    }

    /** Matches messages whose client logged in as this user; {@code *} stands for any number of characters. */
    public MessageQuery user(String name) {
        return session(
                "from",
                "user",
                Field.USER,
                Objects.requireNonNull(name, "name"),
                session -> session.authentication().map(Authentication::user));
    }

    /** Matches messages that the session with this id delivered. */
    public MessageQuery session(String id) {
        return session(
                "from",
                "session",
                Field.SESSION,
                Objects.requireNonNull(id, "id"),
                session -> Optional.of(session.id()));
    }

    /** Matches a value of the session. A session that has not sent the value yet may still match. */
    private MessageQuery session(
            String preposition,
            String what,
            Field field,
            String pattern,
            Function<SessionInfo, Optional<String>> value) {
        return and(Criterion.name(preposition, what, field, pattern)
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

    /** Returns the conditions as data. */
    List<Term> terms() {
        return criteria.stream().map(Criterion::term).toList();
    }

    /** Returns whether the message meets all conditions. */
    public boolean matches(CapturedMessage message) {
        Objects.requireNonNull(message, "message");
        return cheapestFirst.stream().allMatch(criterion -> criterion.matches().test(message));
    }

    /** Returns whether the message meets all conditions that need not parse it. */
    boolean matchesWithoutContent(CapturedMessage message) {
        return cheapestFirst.stream()
                .takeWhile(criterion -> !criterion.term().needsContent())
                .allMatch(criterion -> criterion.matches().test(message));
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
            String name, Field field, String address, Function<CapturedMessage, Optional<String>> hint) {
        AddressArgument.require(address);
        return and(Criterion.address("with", name, field, address, hint));
    }

    /** Returns where else a message has an address that is missing from To or Cc. */
    private static Optional<String> elsewhere(
            String address, String otherHeader, List<Address> other, CapturedMessage message) {
        return addresses(other).stream()
                .filter(new AddressPattern(address)::matches)
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
        return addresses.stream().anyMatch(new AddressPattern(pattern)::matches);
    }

    private static Optional<String> onlyIn(String place, String address, List<String> there) {
        AddressPattern pattern = new AddressPattern(address);
        return there.stream().filter(pattern::matches).findFirst().map(found -> found + " is only in the " + place);
    }
}
