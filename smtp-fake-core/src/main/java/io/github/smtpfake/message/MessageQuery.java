package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Wildcard;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects messages: all of its conditions must hold. Start from {@link #any()}, or from a static method of
 * {@link MessageQueries}: {@code to("ada@example.org").subjectContains("Welcome")}.
 *
 * <p>{@code from}, {@code to}, {@code cc} and {@code replyTo} look at the headers, {@code sender} and {@code recipient}
 * at the envelope. Addresses are compared without regard to case, and {@code *} in them stands for any characters. Text
 * is searched decoded and without regard to case. Immutable; {@link #toString()} reads like a sentence.
 */
public final class MessageQuery {
    private static final MessageQuery ANY = new MessageQuery(List.of());

    private final List<Criterion> criteria;

    private MessageQuery(List<Criterion> criteria) {
        this.criteria = criteria;
    }

    /** Returns the query that every message matches. */
    public static MessageQuery any() {
        return ANY;
    }

    /** A mailbox of the From header has this address. */
    public MessageQuery from(String address) {
        return header(
                "from",
                address,
                CapturedMessage::from,
                message ->
                        onlyIn("envelope", address, List.of(message.envelope().sender())));
    }

    /** A mailbox of the To header has this address; {@link #recipient} looks at the envelope. */
    public MessageQuery to(String address) {
        return header("to", address, CapturedMessage::to, message -> elsewhere(address, "Cc", message.cc(), message));
    }

    /** A mailbox of the Cc header has this address. */
    public MessageQuery cc(String address) {
        return header("cc", address, CapturedMessage::cc, message -> elsewhere(address, "To", message.to(), message));
    }

    /** A mailbox of the Reply-To header has this address. */
    public MessageQuery replyTo(String address) {
        return header("reply-to", address, CapturedMessage::replyTo, message -> Optional.empty());
    }

    /** The reverse-path of the envelope is this address; empty for the null path. */
    public MessageQuery sender(String address) {
        return and(Criterion.address(
                        "sender",
                        address.isEmpty() ? "<>" : address,
                        message -> List.of(
                                message.envelope().sender().isEmpty()
                                        ? "<>"
                                        : message.envelope().sender()),
                        message -> onlyIn("From header", address, addresses(message.from())))
                .ifPossible(session -> session.openTransaction()
                        .map(envelope -> isAmong(List.of(envelope.sender()), address))
                        .orElse(true)));
    }

    /** A recipient of the envelope is this address, be it in To, Cc or only in Bcc. */
    public MessageQuery recipient(String address) {
        return and(Criterion.address(
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

    /** The subject contains this text. */
    public MessageQuery subjectContains(String text) {
        return and(Criterion.contains(
                "subject", text, message -> message.subject().stream().toList()));
    }

    /** The plain text contains this text. */
    public MessageQuery textContains(String text) {
        return and(Criterion.contains(
                "text", text, message -> message.text().stream().toList()));
    }

    /** The HTML, tags included, contains this text. */
    public MessageQuery htmlContains(String text) {
        return and(Criterion.contains(
                "html", text, message -> message.html().stream().toList()));
    }

    /** A header field with this name, ignoring case, contains this text. */
    public MessageQuery headerContains(String name, String text) {
        return and(Criterion.contains(
                "header " + name, text, message -> message.headers().values(name)));
    }

    /** An attachment has this file name; {@code *} stands for any characters. */
    public MessageQuery attachment(String fileName) {
        return and(Criterion.name(
                "attachment",
                fileName,
                message -> message.attachments().stream()
                        .flatMap(attachment -> attachment.fileName().stream())
                        .toList()));
    }

    /** The session that delivered the message gave this name with EHLO or HELO; {@code *} stands for any characters. */
    public MessageQuery helo(String name) {
        return session("helo", name, SessionInfo::helo);
    }

    /** The session that delivered the message logged in with AUTH by this name; {@code *} stands for any characters. */
    public MessageQuery user(String name) {
        return session("user", name, session -> session.authentication().map(Authentication::user));
    }

    /** The session with this id delivered the message. */
    public MessageQuery session(String id) {
        return session("session", id, session -> Optional.of(session.id()));
    }

    /** What a session has not told yet, it may still tell. */
    private MessageQuery session(String what, String pattern, Function<SessionInfo, Optional<String>> value) {
        return and(Criterion.name(
                        what,
                        pattern,
                        message -> value.apply(message.session()).stream().toList())
                .ifPossible(session -> value.apply(session.info())
                        .map(told -> isAmong(List.of(told), pattern))
                        .orElse(true)));
    }

    /** The message meets a condition of your own; the description stands in failure messages. */
    public MessageQuery matching(String description, Predicate<CapturedMessage> condition) {
        return and(new Criterion(description, condition, message -> "was not so"));
    }

    /** Both queries match. */
    public MessageQuery and(MessageQuery other) {
        return new MessageQuery(
                Stream.concat(criteria.stream(), other.criteria.stream()).toList());
    }

    /** This query or the other one matches; what is added afterwards must hold in either case. */
    public MessageQuery or(MessageQuery other) {
        return any().and(Criterion.either(this, other));
    }

    /** Returns whether the message meets every condition. */
    public boolean matches(CapturedMessage message) {
        return criteria.stream().allMatch(criterion -> criterion.matches().test(message));
    }

    /**
     * Returns for each condition that the message does not meet a sentence with what it has instead; empty where it
     * {@linkplain #matches matches}.
     */
    public List<String> mismatches(CapturedMessage message) {
        return criteria.stream()
                .filter(criterion -> !criterion.matches().test(message))
                .map(criterion ->
                        criterion.description() + ": " + criterion.found().apply(message))
                .toList();
    }

    /**
     * Returns whether a message that this session delivers next may match, as far as its EHLO name, its user and the
     * envelope of its open transaction tell by now.
     */
    public boolean mayComeFrom(SmtpSession session) {
        return criteria.stream().allMatch(criterion -> criterion.possible().test(session));
    }

    /** Returns the number of conditions. */
    public int size() {
        return criteria.size();
    }

    /** Returns the conditions as they read after "messages", with their preposition. */
    @Override
    public String toString() {
        return criteria.isEmpty() ? conditions() : "with " + conditions();
    }

    String conditions() {
        return criteria.isEmpty()
                ? "any message"
                : criteria.stream().map(Criterion::description).collect(Collectors.joining(" and "));
    }

    private MessageQuery header(
            String name,
            String address,
            Function<CapturedMessage, List<Address>> mailboxes,
            Function<CapturedMessage, Optional<String>> hint) {
        return and(Criterion.address(name, address, message -> addresses(mailboxes.apply(message)), hint));
    }

    /** Where else a message has an address that one of To and Cc does not have. */
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
        List<Criterion> longer = new ArrayList<>(criteria);
        longer.add(criterion);
        return new MessageQuery(List.copyOf(longer));
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
