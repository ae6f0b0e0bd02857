package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One term of a {@link SearchQuery}. To add a keyword, add a case to {@link #parse}. */
interface SearchTerm {

    boolean matches(CapturedMessage message, Label label);

    default SearchTerm negated() {
        return (message, label) -> !matches(message, label);
    }

    /** Parses a term: a keyword, a colon and a value, or a word to find in the text. Empty if the term is malformed. */
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
            case "tag" -> unlessEmpty(value, (message, label) -> Tags.contains(label.tags(), value));
            case "is" -> is(value.toLowerCase(Locale.ROOT));
            case "has" -> has(value.toLowerCase(Locale.ROOT));
            case "after" -> received(value, zone, date -> time -> !time.isBefore(date));
            case "before" -> received(value, zone, date -> time -> !time.isAfter(date));
            case "larger" -> size(value, limit -> size -> size > limit);
            case "smaller" -> size(value, limit -> size -> size < limit);
            default -> anywhere(word);
        };
    }

    private static Optional<SearchTerm> unlessEmpty(String value, SearchTerm term) {
        return value.isEmpty() ? Optional.empty() : Optional.of(term);
    }

    private static Optional<SearchTerm> address(String value, AddressField... fields) {
        String wanted = lower(value);
        return unlessEmpty(value, (message, label) -> {
            for (AddressField field : fields) {
                if (field.of(message).stream()
                        .anyMatch(address -> lower(address.toString()).contains(wanted))) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Extracts a text from a message. */
    interface Text {
        String of(CapturedMessage message);
    }

    private static Optional<SearchTerm> text(String value, Text text) {
        String wanted = lower(value);
        return unlessEmpty(value, (message, label) -> lower(text.of(message)).contains(wanted));
    }

    /** Parses {@code Name}, which finds a header, or {@code "Name: value"}, which finds a header with this text. */
    private static Optional<SearchTerm> header(String value) {
        int colon = value.indexOf(':');
        String name = (colon < 0 ? value : value.substring(0, colon)).strip();
        String wanted = lower(colon < 0 ? "" : value.substring(colon + 1).strip());
        return unlessEmpty(
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
                Optional.of((message, label) -> !Parts.attachments(message).isEmpty());
            case "inline", "inlines" ->
                Optional.of((message, label) -> !message.content().inlineParts().isEmpty());
            default -> Optional.empty();
        };
    }

    /** Compares a time with the date of the query. */
    interface Received {
        Predicate<Instant> to(Instant date);
    }

    private static Optional<SearchTerm> received(String value, ZoneId zone, Received comparison) {
        return SearchDate.parse(value, zone)
                .map(comparison::to)
                .map(time -> (message, label) -> time.test(message.receivedAt()));
    }

    /** Compares a size with the limit of the query. */
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
        return unlessEmpty(wanted, (message, label) -> SearchText.of(message).contains(wanted));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
