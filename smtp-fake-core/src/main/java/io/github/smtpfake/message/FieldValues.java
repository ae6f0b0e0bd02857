package io.github.smtpfake.message;

import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.session.Authentication;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the values of a message that the conditions of a query examine. */
final class FieldValues {
    private static final String NULL_PATH = "<>";

    private FieldValues() {}

    /** Returns the values that are compared with a pattern: those of mailboxes are their addresses. */
    static List<String> compared(Field field, CapturedMessage message) {
        return field.isMailbox()
                ? mailboxes(field, message).stream().map(Address::address).toList()
                : texts(field, message);
    }

    /** Returns the values in which a text is searched: those of mailboxes consist of name and address. */
    static List<String> searched(Field field, CapturedMessage message) {
        return field.isMailbox()
                ? mailboxes(field, message).stream().map(Address::toString).toList()
                : texts(field, message);
    }

    /** Returns whether a condition holds for any of the {@link #compared} values; large texts are in memory only meanwhile. */
    static boolean anyCompared(Field field, CapturedMessage message, Predicate<String> condition) {
        return field.isMailbox()
                ? mailboxes(field, message).stream().map(Address::address).anyMatch(condition)
                : anyText(field, message, condition);
    }

    /** Returns whether a condition holds for any of the {@link #searched} values; large texts are in memory only meanwhile. */
    static boolean anySearched(Field field, CapturedMessage message, Predicate<String> condition) {
        return field.isMailbox()
                ? mailboxes(field, message).stream().map(Address::toString).anyMatch(condition)
                : anyText(field, message, condition);
    }

    private static boolean anyText(Field field, CapturedMessage message, Predicate<String> condition) {
        return switch (field) {
            case TEXT ->
                QueryReading.once(
                        message, content -> content.text().filter(condition).isPresent());
            case HTML ->
                QueryReading.once(
                        message, content -> content.html().filter(condition).isPresent());
            case ANYWHERE ->
                QueryReading.once(message, content -> condition.test(WholeText.of(message.envelope(), content)));
            default -> texts(field, message).stream().anyMatch(condition);
        };
    }

    private static List<Address> mailboxes(Field field, CapturedMessage message) {
        return switch (field) {
            case FROM -> message.queried().mailboxes(IndexedValue.FROM);
            case TO -> message.queried().mailboxes(IndexedValue.TO);
            case CC -> message.queried().mailboxes(IndexedValue.CC);
            case REPLY_TO -> message.queried().mailboxes(IndexedValue.REPLY_TO);
            case BCC ->
                Stream.concat(
                                message.queried().mailboxes(IndexedValue.BCC).stream(),
                                message.queried().bcc().stream().map(recipient -> new Address("", recipient)))
                        .toList();
            default -> throw new IllegalArgumentException(field + " does not have mailboxes");
        };
    }

    private static List<String> texts(Field field, CapturedMessage message) {
        return switch (field) {
            case SENDER -> List.of(shownPath(message.envelope().sender()));
            case RECIPIENT -> message.envelope().recipients();
            case SUBJECT -> message.queried().texts(IndexedValue.SUBJECT);
            case TEXT ->
                QueryReading.once(message, content -> content.text().stream().toList());
            case HTML ->
                QueryReading.once(message, content -> content.html().stream().toList());
            case ATTACHMENT -> message.queried().texts(IndexedValue.FILE_NAMES);
            case MESSAGE_ID -> message.queried().texts(IndexedValue.MESSAGE_ID);
            case HELO -> message.session().helo().stream().toList();
            case USER ->
                message.session().authentication().map(Authentication::user).stream()
                        .toList();
            case SESSION -> List.of(message.session().id());
            case ANYWHERE -> QueryReading.once(message, content -> List.of(WholeText.of(message.envelope(), content)));
            default -> throw new IllegalArgumentException(field + " has mailboxes");
        };
    }

    /** Returns a reverse-path as it is shown: {@code <>} for the null path. */
    static String shownPath(String path) {
        return path.isEmpty() ? NULL_PATH : path;
    }
}
