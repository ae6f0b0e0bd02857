package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Header;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the header of a message.
 *
 * @param <SELF> the type of the assert
 */
public abstract class AbstractHeadersAssert<SELF extends AbstractHeadersAssert<SELF>>
        extends AbstractEnvelopeAssert<SELF> {

    AbstractHeadersAssert(@Nullable CapturedMessage actual, Class<SELF> selfType) {
        super(actual, selfType);
    }

    /** The mailboxes of the From header have exactly these addresses, in any order. */
    public SELF hasFrom(String... addresses) {
        isNotNull();
        return hasAddresses("From", addresses, actual.from());
    }

    /** The mailboxes of the To header have exactly these addresses, in any order. */
    public SELF hasTo(String... addresses) {
        isNotNull();
        return hasAddresses("To", addresses, actual.to());
    }

    /** The mailboxes of the Cc header have exactly these addresses, in any order. */
    public SELF hasCc(String... addresses) {
        isNotNull();
        return hasAddresses("Cc", addresses, actual.cc());
    }

    /** The mailboxes of the Reply-To header have exactly these addresses, in any order. */
    public SELF hasReplyTo(String... addresses) {
        isNotNull();
        return hasAddresses("Reply-To", addresses, actual.replyTo());
    }

    private SELF hasAddresses(String header, String[] expected, List<Address> mailboxes) {
        List<String> found = mailboxes.stream().map(Address::address).toList();
        return hasSame("addresses in the " + header + " header", List.of(expected), found);
    }

    /** The decoded subject is this. */
    public SELF hasSubject(String subject) {
        isNotNull();
        return is("subject", actual.subject(), subject);
    }

    /** The decoded subject contains this text. */
    public SELF hasSubjectContaining(String text) {
        isNotNull();
        return contains("subject", actual.subject(), text);
    }

    /** The Message-ID, without its angle brackets, is this. */
    public SELF hasMessageId(String id) {
        isNotNull();
        return is("Message-ID", actual.content().messageId(), id);
    }

    /** There is a header field with this name, ignoring case. */
    public SELF hasHeader(String name) {
        isNotNull();
        if (actual.headers().values(name).isEmpty()) {
            List<String> names =
                    actual.headers().all().stream().map(Header::name).distinct().toList();
            throw failed(Failure.of(actual, "header", name, "had only " + names));
        }
        return myself;
    }

    /** A header field with this name, ignoring case, has this decoded value. */
    public SELF hasHeader(String name, String value) {
        hasHeader(name);
        return requireValue("header " + name, value, actual.headers().values(name));
    }

    /** A header field with this name, ignoring case, has this value as it was sent, unfolded but not decoded. */
    public SELF hasRawHeader(String name, String rawValue) {
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
                    Failure.of(
                            actual,
                            what,
                            Failure.quoted(value),
                            "had " + values.stream().map(Failure::quoted).toList()));
        }
        return myself;
    }

    /** The header fields with this name, ignoring case, have exactly these decoded values, in this order. */
    public SELF hasHeaders(String name, String... values) {
        isNotNull();
        List<String> found = actual.headers().values(name);
        if (!found.equals(List.of(values))) {
            throw different(
                    found,
                    List.of(values),
                    Failure.of(actual, "headers " + name, List.of(values).toString(), "had\n  " + found));
        }
        return myself;
    }

    /** There is no header field with this name, ignoring case. */
    public SELF doesNotHaveHeader(String name) {
        isNotNull();
        List<String> values = actual.headers().values(name);
        if (!values.isEmpty()) {
            throw failed(Failure.of(
                    actual,
                    "no header",
                    name,
                    "had " + values.stream().map(Failure::quoted).toList()));
        }
        return myself;
    }

    /** Returns what must be there. */
    final String require(String what, Optional<String> value) {
        return value.orElseThrow(() -> failed(Failure.of(actual, what, "", "had none")));
    }
}
