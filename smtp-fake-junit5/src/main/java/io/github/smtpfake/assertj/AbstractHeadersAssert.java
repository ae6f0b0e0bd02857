package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Header;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the headers of a message.
 *
 * @param <SELF> the type of the assert
 */
public abstract class AbstractHeadersAssert<SELF extends AbstractHeadersAssert<SELF>>
        extends AbstractEnvelopeAssert<SELF> {

    AbstractHeadersAssert(@Nullable CapturedMessage actual, Class<SELF> selfType) {
        super(actual, selfType);
    }

    /**
     * Verifies that the From header has exactly the given addresses, in any order and ignoring case and display names.
     *
     * @param addresses the addresses; if none are given, the header must be absent or empty
     */
    public SELF hasFrom(String... addresses) {
        List<String> expected = Checks.addresses(addresses);
        isNotNull();
        return hasAddresses("From", expected, actual.from());
    }

    /**
     * Verifies that the To header has exactly the given addresses, in any order and ignoring case and display names.
     *
     * @param addresses the addresses; if none are given, the header must be absent or empty
     */
    public SELF hasTo(String... addresses) {
        List<String> expected = Checks.addresses(addresses);
        isNotNull();
        return hasAddresses("To", expected, actual.to());
    }

    /**
     * Verifies that the Cc header has exactly the given addresses, in any order and ignoring case and display names.
     *
     * @param addresses the addresses; if none are given, the header must be absent or empty
     */
    public SELF hasCc(String... addresses) {
        List<String> expected = Checks.addresses(addresses);
        isNotNull();
        return hasAddresses("Cc", expected, actual.cc());
    }

    /**
     * Verifies that the Reply-To header has exactly the given addresses, in any order and ignoring case and display names.
     *
     * @param addresses the addresses; if none are given, the header must be absent or empty
     */
    public SELF hasReplyTo(String... addresses) {
        List<String> expected = Checks.addresses(addresses);
        isNotNull();
        return hasAddresses("Reply-To", expected, actual.replyTo());
    }

    private SELF hasAddresses(String header, List<String> expected, List<Address> mailboxes) {
        List<String> found = mailboxes.stream().map(Address::address).toList();
        return hasSame(header + " addresses", expected, found, new AddressOrigin.OfHeader(actual, header, found));
    }

    /** Verifies that the decoded subject equals the given text. */
    public SELF hasSubject(String subject) {
        Objects.requireNonNull(subject, "subject");
        isNotNull();
        return is("subject", actual.subject(), subject);
    }

    /** Verifies that the decoded subject contains the given text. */
    public SELF hasSubjectContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        return contains("subject", actual.subject(), text);
    }

    /**
     * Verifies that the whole decoded subject matches the given regular expression.
     *
     * @throws java.util.regex.PatternSyntaxException if the expression is invalid
     */
    public SELF hasSubjectMatching(String regex) {
        Pattern pattern = Pattern.compile(Objects.requireNonNull(regex, "regex"));
        isNotNull();
        return matches("subject", actual.subject(), pattern);
    }

    final SELF matches(String what, Optional<String> found, Pattern pattern) {
        if (found.filter(value -> pattern.matcher(value).matches()).isEmpty()) {
            throw failed(Failure.matching(what, pattern, found));
        }
        return myself;
    }

    /**
     * Verifies that the Message-ID equals the given one.
     *
     * @param id the Message-ID without angle brackets
     */
    public SELF hasMessageId(String id) {
        Objects.requireNonNull(id, "id");
        isNotNull();
        return is("Message-ID", actual.content().messageId(), id);
    }

    /** Verifies that the message has a header field with the given name, ignoring case. */
    public SELF hasHeader(String name) {
        Objects.requireNonNull(name, "name");
        isNotNull();
        if (actual.headers().values(name).isEmpty()) {
            List<String> names =
                    actual.headers().all().stream().map(Header::name).distinct().toList();
            throw failed(Failure.of(
                    "header " + name,
                    names.isEmpty() ? "the message has no headers" : "found only " + Failure.cut(names.toString())));
        }
        return myself;
    }

    /** Verifies that a header field with the given name, ignoring case, has the given decoded value. */
    public SELF hasHeader(String name, String value) {
        Objects.requireNonNull(value, "value");
        hasHeader(name);
        return requireValue("header " + name, value, actual.headers().values(name));
    }

    /**
     * Verifies that a header field with the given name, ignoring case, has the given value as sent.
     *
     * @param rawValue the value, unfolded but not decoded
     */
    public SELF hasRawHeader(String name, String rawValue) {
        Objects.requireNonNull(rawValue, "rawValue");
        hasHeader(name);
        return requireValue(
                "raw header " + name,
                rawValue,
                actual.headers().all().stream()
                        .filter(header -> header.name().equalsIgnoreCase(name))
                        .map(Header::rawValue)
                        .toList());
    }

    private SELF requireValue(String what, String value, List<String> values) {
        if (!values.contains(value)) {
            throw different(
                    String.join("\n", values),
                    value,
                    values.size() == 1
                            ? TextDifference.equal(what, value, Optional.of(values.get(0)))
                            : Failure.found(what + " " + Failure.quoted(value), values, Failure::quoted));
        }
        return myself;
    }

    /**
     * Verifies that the header fields with the given name, ignoring case, have exactly the given decoded values in this order.
     *
     * @param values the values; if none are given, the message must have no such header field
     */
    public SELF hasHeaders(String name, String... values) {
        Objects.requireNonNull(name, "name");
        List<String> expected = Checks.elements("values", values);
        isNotNull();
        List<String> found = actual.headers().values(name);
        if (!found.equals(expected)) {
            throw different(
                    found,
                    expected,
                    Failure.of(
                            expected.isEmpty()
                                    ? "no header " + name
                                    : "headers " + name + " " + Failure.cut(expected.toString()),
                            found.isEmpty() ? "there was none" : "found " + Failure.cut(found.toString())));
        }
        return myself;
    }

    /** Verifies that the message has no header field with the given name, ignoring case. */
    public SELF doesNotHaveHeader(String name) {
        Objects.requireNonNull(name, "name");
        isNotNull();
        List<String> values = actual.headers().values(name);
        if (!values.isEmpty()) {
            throw failed(Failure.found("no header " + name, values, Failure::quoted));
        }
        return myself;
    }

    /** Returns the value of a part, which must exist. */
    final String require(String what, Optional<String> value) {
        return value.orElseThrow(() -> failed(Failure.none(what)));
    }
}
