package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.MimeContent;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Guesses the envelope of a message that did not arrive over SMTP from its headers. Headers that a mail server added
 * on delivery take precedence over those that the author wrote.
 */
final class EnvelopeGuess {
    /** The id of the problem that marks a message with a guessed envelope. */
    static final String PROBLEM = "guessedEnvelope";

    private static final String RETURN_PATH = "Return-Path";
    private static final List<String> SENDERS = List.of(RETURN_PATH, "Resent-Sender", "Resent-From", "Sender", "From");
    private static final List<String> RECIPIENTS = List.of("To", "Cc", "Bcc");
    // RFC 5322, section 3.6.6: these name the recipients of the last delivery.
    private static final List<String> RESENT = List.of("Resent-To", "Resent-Cc", "Resent-Bcc");
    /** The headers that may name a Bcc recipient, which no other header names. */
    private static final List<String> DELIVERED = List.of("X-Original-To", "Delivered-To");

    private final MimeContent content;

    EnvelopeGuess(MimeContent content) {
        this.content = content;
    }

    /** An envelope, and the problem that marks it if it was guessed. */
    record Result(Envelope envelope, Optional<Problem> mark) {}

    /** A part of the envelope, with the names of the headers that it was read from. */
    private record Guess<T>(T value, List<String> headers) {
        String describe(String part) {
            return headers.isEmpty()
                    ? "No header names the " + part
                    : "The " + part + " was guessed from " + String.join(", ", headers);
        }
    }

    /**
     * Returns an envelope with the known values and guesses for the others.
     *
     * @param sender the known sender, if any
     * @param recipients the known recipients; empty if they are unknown
     */
    Result complete(Optional<String> sender, List<String> recipients) {
        List<String> guessed = new ArrayList<>(2);
        String from = sender.orElseGet(() -> value(sender(), "sender", guessed));
        List<String> to = recipients.isEmpty() ? value(recipients(), "list of recipients", guessed) : recipients;
        return new Result(
                Envelope.of(from, to),
                guessed.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Problem.advice(
                                PROBLEM,
                                String.join(". ", guessed),
                                "RFC 5321, 2.3.1: headers do not determine the envelope")));
    }

    private static <T> T value(Guess<T> guess, String part, List<String> guessed) {
        guessed.add(guess.describe(part));
        return guess.value();
    }

    private Guess<String> sender() {
        for (String header : SENDERS) {
            List<Address> addresses = content.addresses(header);
            if (!addresses.isEmpty()) {
                return new Guess<>(addresses.get(0).address(), List.of(header));
            }
            if (header.equals(RETURN_PATH) && isNullPath(content.headers().first(header))) {
                return new Guess<>("", List.of(header));
            }
        }
        return new Guess<>("", List.of());
    }

    private static boolean isNullPath(Optional<String> path) {
        return path.map(String::strip).filter("<>"::equals).isPresent();
    }

    private Guess<List<String>> recipients() {
        boolean isResent =
                RESENT.stream().anyMatch(header -> !content.addresses(header).isEmpty());
        List<String> headers = new ArrayList<>();
        Map<String, String> recipients = new LinkedHashMap<>();
        Stream.concat((isResent ? RESENT : RECIPIENTS).stream(), DELIVERED.stream())
                .forEach(header -> {
                    int before = recipients.size();
                    for (Address address : content.addresses(header)) {
                        recipients.putIfAbsent(address.address().toLowerCase(Locale.ROOT), address.address());
                    }
                    if (recipients.size() > before) {
                        headers.add(header);
                    }
                });
        return new Guess<>(List.copyOf(recipients.values()), headers);
    }
}
