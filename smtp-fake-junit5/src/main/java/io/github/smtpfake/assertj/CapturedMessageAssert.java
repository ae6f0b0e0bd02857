package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link CapturedMessage}. Addresses are compared without regard to case. Each failure names the message
 * by its subject and envelope, and tells what it has instead.
 */
public final class CapturedMessageAssert extends AbstractAssert<CapturedMessageAssert, CapturedMessage> {

    CapturedMessageAssert(@Nullable CapturedMessage actual) {
        super(actual, CapturedMessageAssert.class);
    }

    /** The reverse-path of the envelope is this address; empty for the null path. */
    public CapturedMessageAssert hasEnvelopeSender(String address) {
        isNotNull();
        return hasSame(
                "envelope sender", List.of(address), List.of(actual.envelope().sender()));
    }

    /** The recipients of the envelope are exactly these, in any order. */
    public CapturedMessageAssert hasEnvelopeRecipients(String... addresses) {
        isNotNull();
        return hasSame(
                "envelope recipients", List.of(addresses), actual.envelope().recipients());
    }

    /** The mailboxes of the From header have exactly these addresses, in any order. */
    public CapturedMessageAssert hasFrom(String... addresses) {
        isNotNull();
        return hasAddresses("From", addresses, actual.from());
    }

    /** The mailboxes of the To header have exactly these addresses, in any order. */
    public CapturedMessageAssert hasTo(String... addresses) {
        isNotNull();
        return hasAddresses("To", addresses, actual.to());
    }

    /** The mailboxes of the Cc header have exactly these addresses, in any order. */
    public CapturedMessageAssert hasCc(String... addresses) {
        isNotNull();
        return hasAddresses("Cc", addresses, actual.cc());
    }

    /** The mailboxes of the Reply-To header have exactly these addresses, in any order. */
    public CapturedMessageAssert hasReplyTo(String... addresses) {
        isNotNull();
        return hasAddresses("Reply-To", addresses, actual.replyTo());
    }

    private CapturedMessageAssert hasAddresses(String header, String[] expected, List<Address> mailboxes) {
        List<String> found = mailboxes.stream().map(Address::address).toList();
        return hasSame("addresses in the " + header + " header", List.of(expected), found);
    }

    private CapturedMessageAssert hasSame(String what, List<String> expected, List<String> found) {
        AddressDifference difference = AddressDifference.between(expected, found);
        if (!difference.isEmpty()) {
            throw different(
                    found, expected, Failure.of(actual, what, expected.toString(), "had\n  " + found + difference));
        }
        return this;
    }

    /** The decoded subject is this. */
    public CapturedMessageAssert hasSubject(String subject) {
        isNotNull();
        Optional<String> found = actual.subject();
        if (!found.equals(Optional.of(subject))) {
            throw different(found.orElse(null), subject, Failure.of(actual, "subject", Failure.quoted(subject), found));
        }
        return this;
    }

    /** The decoded subject contains this text. */
    public CapturedMessageAssert hasSubjectContaining(String text) {
        isNotNull();
        return contains("subject", actual.subject(), text);
    }

    /** The plain text contains this text. */
    public CapturedMessageAssert hasTextContaining(String text) {
        isNotNull();
        return contains("text", actual.text(), text);
    }

    /** The HTML, tags included, contains this text. */
    public CapturedMessageAssert hasHtmlContaining(String text) {
        isNotNull();
        return contains("HTML", actual.html(), text);
    }

    private CapturedMessageAssert contains(String what, Optional<String> found, String text) {
        if (found.filter(value -> value.contains(text)).isEmpty()) {
            throw failed(Failure.of(actual, what + " containing", Failure.quoted(text), found));
        }
        return this;
    }

    /** There is a header field with this name, ignoring case. */
    public CapturedMessageAssert hasHeader(String name) {
        isNotNull();
        if (actual.headers().values(name).isEmpty()) {
            List<String> names = actual.headers().all().stream()
                    .map(header -> header.name())
                    .distinct()
                    .toList();
            throw failed(Failure.of(actual, "header", name, "had only " + names));
        }
        return this;
    }

    /** A header field with this name, ignoring case, has this decoded value. */
    public CapturedMessageAssert hasHeader(String name, String value) {
        hasHeader(name);
        List<String> values = actual.headers().values(name);
        if (!values.contains(value)) {
            throw different(
                    String.join("\n", values),
                    value,
                    Failure.of(
                            actual,
                            "header " + name,
                            Failure.quoted(value),
                            "had " + values.stream().map(Failure::quoted).toList()));
        }
        return this;
    }

    /** There is no header field with this name, ignoring case. */
    public CapturedMessageAssert doesNotHaveHeader(String name) {
        isNotNull();
        List<String> values = actual.headers().values(name);
        if (!values.isEmpty()) {
            throw failed(Failure.of(
                    actual,
                    "no header",
                    name,
                    "had " + values.stream().map(Failure::quoted).toList()));
        }
        return this;
    }

    /** An attachment or inline part has this file name. */
    public CapturedMessageAssert hasAttachment(String fileName) {
        isNotNull();
        attachment(fileName);
        return this;
    }

    /** An attachment or inline part has this file name and meets the requirements. */
    public CapturedMessageAssert hasAttachment(String fileName, Consumer<Attachment> requirements) {
        isNotNull();
        requirements.accept(attachment(fileName));
        return this;
    }

    private Attachment attachment(String fileName) {
        return actual.attachments().stream()
                .filter(attachment -> attachment.fileName().equals(Optional.of(fileName)))
                .findFirst()
                .orElseThrow(() -> failed(
                        Failure.of(actual, "attachment", fileName, "had " + Failure.list(actual.attachments()))));
    }

    /** There is neither an attachment nor an inline part. */
    public CapturedMessageAssert hasNoAttachments() {
        isNotNull();
        if (!actual.attachments().isEmpty()) {
            throw failed(Failure.of(actual, "no attachments", "", "had " + Failure.list(actual.attachments())));
        }
        return this;
    }

    private AssertionError failed(String description) {
        return failure("%s", description);
    }

    private AssertionError different(@Nullable Object found, Object expected, String description) {
        return failureWithActualExpected(found, expected, "%s", description);
    }
}
