package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Wildcard;
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
        return header("from", address, CapturedMessage::from, envelope -> List.of(envelope.sender()));
    }

    /** A mailbox of the To header has this address; {@link #recipient} looks at the envelope. */
    public MessageQuery to(String address) {
        return header("to", address, CapturedMessage::to, Envelope::recipients);
    }

    /** A mailbox of the Cc header has this address. */
    public MessageQuery cc(String address) {
        return header("cc", address, CapturedMessage::cc, Envelope::recipients);
    }

    /** A mailbox of the Reply-To header has this address. */
    public MessageQuery replyTo(String address) {
        return header("reply-to", address, CapturedMessage::replyTo, envelope -> List.of());
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
                message -> onlyIn("From header", address, addresses(message.from()))));
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
                                .toList())));
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
        return and(Criterion.address(
                "attachment",
                fileName,
                message -> message.attachments().stream()
                        .flatMap(attachment -> attachment.fileName().stream())
                        .toList(),
                message -> Optional.empty()));
    }

    /** The session that delivered the message gave this name with EHLO or HELO; {@code *} stands for any characters. */
    public MessageQuery helo(String name) {
        return and(Criterion.address(
                "helo", name, message -> message.session().helo().stream().toList(), message -> Optional.empty()));
    }

    /** The session that delivered the message logged in with AUTH by this name; {@code *} stands for any characters. */
    public MessageQuery user(String name) {
        return and(Criterion.address(
                "user",
                name,
                message -> message.session().authentication().map(Authentication::user).stream()
                        .toList(),
                message -> Optional.empty()));
    }

    /** The session with this id delivered the message. */
    public MessageQuery session(String id) {
        return and(Criterion.address(
                "session", id, message -> List.of(message.session().id()), message -> Optional.empty()));
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

    /** Returns the number of conditions. */
    public int size() {
        return criteria.size();
    }

    @Override
    public String toString() {
        return criteria.isEmpty()
                ? "any message"
                : criteria.stream().map(Criterion::description).collect(Collectors.joining(" and "));
    }

    /** @param counterpart where the envelope has what this header should say */
    private MessageQuery header(
            String name,
            String address,
            Function<CapturedMessage, List<Address>> mailboxes,
            Function<Envelope, List<String>> counterpart) {
        return and(Criterion.address(
                name,
                address,
                message -> addresses(mailboxes.apply(message)),
                message -> onlyIn("envelope", address, counterpart.apply(message.envelope()))));
    }

    private MessageQuery and(Criterion criterion) {
        List<Criterion> longer = new ArrayList<>(criteria);
        longer.add(criterion);
        return new MessageQuery(List.copyOf(longer));
    }

    private static List<String> addresses(List<Address> mailboxes) {
        return mailboxes.stream().map(Address::address).toList();
    }

    private static Optional<String> onlyIn(String place, String address, List<String> there) {
        Wildcard wildcard = new Wildcard(address);
        return there.stream().filter(wildcard::matches).findFirst().map(found -> found + " is only in the " + place);
    }
}
