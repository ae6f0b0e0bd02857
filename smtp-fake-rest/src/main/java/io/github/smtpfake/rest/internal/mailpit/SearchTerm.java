package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One term of a search. */
interface SearchTerm {

    boolean matches(CapturedMessage message, Label label);

    default SearchTerm negated() {
        return (message, label) -> !matches(message, label);
    }

    /** Reads a term, which has a keyword and a colon in front or is looked for in the text; empty if it says nothing. */
    static Optional<SearchTerm> parse(String word, ZoneId zone) {
        int colon = word.indexOf(':');
        String keyword = word.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        String value = word.substring(colon + 1).strip();
        return switch (keyword) {
            case "from" -> address(value, AddressField.FROM);
            case "to" -> address(value, AddressField.TO);
            case "cc" -> address(value, AddressField.CC);
            case "bcc" -> address(value, AddressField.BCC);
            case "reply-to" -> address(value, AddressField.REPLY_TO);
            case "addressed" -> address(value, AddressField.values());
            case "subject" -> text(value, message -> message.subject().orElse(""));
            case "message-id" ->
                text(value, message -> message.content().messageId().orElse(""));
            case "header" -> header(value);
            case "tag" -> given(value, (message, label) -> Tags.contains(label.tags(), value));
            case "is" -> is(value.toLowerCase(Locale.ROOT));
            case "has" -> has(value.toLowerCase(Locale.ROOT));
            case "after" -> received(value, zone, date -> time -> !time.isBefore(date));
            case "before" -> received(value, zone, date -> time -> !time.isAfter(date));
            case "larger" -> size(value, limit -> size -> size > limit);
            case "smaller" -> size(value, limit -> size -> size < limit);
            default -> anywhere(word);
        };
    }

    private static Optional<SearchTerm> given(String value, SearchTerm term) {
        return value.isEmpty() ? Optional.empty() : Optional.of(term);
    }

    private static Optional<SearchTerm> address(String value, AddressField... fields) {
        String wanted = lower(value);
        return given(value, (message, label) -> {
            for (AddressField field : fields) {
                if (field.of(message).stream()
                        .anyMatch(address -> lower(address.toString()).contains(wanted))) {
                    return true;
                }
            }
            return false;
        });
    }

    /** How a message is asked for a text. */
    interface Text {
        String of(CapturedMessage message);
    }

    private static Optional<SearchTerm> text(String value, Text text) {
        String wanted = lower(value);
        return given(value, (message, label) -> lower(text.of(message)).contains(wanted));
    }

    /** {@code header:Name} is about its presence, {@code header:"Name: value"} about a part of its value. */
    private static Optional<SearchTerm> header(String value) {
        int colon = value.indexOf(':');
        String name = (colon < 0 ? value : value.substring(0, colon)).strip();
        String wanted = lower(colon < 0 ? "" : value.substring(colon + 1).strip());
        return given(
                name,
                (message, label) -> message.headers().values(name).stream()
                        .anyMatch(found -> lower(found).contains(wanted)));
    }

    private static Optional<SearchTerm> is(String value) {
        return switch (value) {
            case "read" -> Optional.of((message, label) -> label.read());
            case "unread" -> Optional.of((message, label) -> !label.read());
            case "tagged" -> Optional.of((message, label) -> !label.tags().isEmpty());
            default -> Optional.empty();
        };
    }

    private static Optional<SearchTerm> has(String value) {
        return switch (value) {
            case "attachment", "attachments" ->
                Optional.of((message, label) -> !Part.attachments(message).isEmpty());
            case "inline", "inlines" ->
                Optional.of((message, label) -> !message.content().inlineParts().isEmpty());
            default -> Optional.empty();
        };
    }

    /** How a time is compared with that of the query. */
    interface Received {
        Predicate<Instant> to(Instant date);
    }

    private static Optional<SearchTerm> received(String value, ZoneId zone, Received comparison) {
        return SearchDate.parse(value, zone)
                .map(comparison::to)
                .map(time -> (message, label) -> time.test(message.receivedAt()));
    }

    /** How a size is compared with that of the query. */
    interface Size {
        Predicate<Double> to(double limit);
    }

    private static Optional<SearchTerm> size(String value, Size comparison) {
        return SearchSize.parse(value)
                .map(comparison::to)
                .map(size -> (message, label) -> size.test((double) message.size()));
    }

    private static Optional<SearchTerm> anywhere(String word) {
        String wanted = SearchText.clean(word);
        return given(wanted, (message, label) -> SearchText.of(message).contains(wanted));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
