package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Attachment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an {@link Attachment}. */
public class AttachmentAssert extends AbstractAssert<AttachmentAssert, Attachment> {
    private @Nullable CapturedMessageAssert message;

    /** Makes an assert; {@link SmtpFakeAssertions#assertThat(Attachment)} reads better. */
    public AttachmentAssert(@Nullable Attachment actual) {
        super(actual, AttachmentAssert.class);
    }

    final AttachmentAssert of(CapturedMessageAssert message, String description) {
        this.message = message;
        return as("%s", description);
    }

    /**
     * Goes back to the message.
     *
     * @throws IllegalStateException if the attachment is none of a message that was asserted on
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(message, "message");
    }

    /** The decoded file name is this. */
    public AttachmentAssert hasFileName(String fileName) {
        isNotNull();
        return is("file name", actual.fileName(), fileName);
    }

    /** The media type is this, in lower case and without parameters. */
    public AttachmentAssert hasContentType(String contentType) {
        isNotNull();
        return is("content type", Optional.of(actual.contentType()), contentType);
    }

    /** The Content-ID, without its angle brackets, is this. */
    public AttachmentAssert hasContentId(String contentId) {
        isNotNull();
        return is("Content-ID", actual.contentId(), contentId);
    }

    /** The decoded content has this SHA-256, in hexadecimal. */
    public AttachmentAssert hasSha256(String sha256) {
        isNotNull();
        return is("SHA-256", Optional.of(actual.sha256()), sha256.toLowerCase(Locale.ROOT));
    }

    private AttachmentAssert is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw failureWithActualExpected(
                    found.orElse(null),
                    expected,
                    "Expecting attachment%n  %s%nto have %s%n  %s%nbut had%n  %s",
                    actual,
                    what,
                    expected,
                    found.orElse("none"));
        }
        return this;
    }

    /** The decoded content has so many octets. */
    public AttachmentAssert hasSize(int octets) {
        isNotNull();
        if (actual.size() != octets) {
            throw failureWithActualExpected(
                    actual.size(), octets, "Expecting attachment%n  %s%nto have size%n  %d octets", actual, octets);
        }
        return this;
    }

    /** The part is to be shown within the message. */
    public AttachmentAssert isInline() {
        return has(Attachment.Disposition.INLINE);
    }

    /** The part is to be offered as a file. */
    public AttachmentAssert isNotInline() {
        return has(Attachment.Disposition.ATTACHMENT);
    }

    private AttachmentAssert has(Attachment.Disposition disposition) {
        isNotNull();
        if (actual.disposition() != disposition) {
            throw failureWithActualExpected(
                    actual.disposition(),
                    disposition,
                    "Expecting attachment%n  %s%nto have disposition%n  %s%nbut had%n  %s",
                    actual,
                    disposition,
                    actual.disposition());
        }
        return this;
    }

    /** The decoded octets are these. */
    public AttachmentAssert hasContent(byte[] content) {
        isNotNull();
        byte[] found = actual.bytes();
        int difference = Arrays.mismatch(found, content);
        if (difference >= 0) {
            throw failureWithActualExpected(
                    found,
                    content,
                    "Expecting attachment%n  %s%nto have %d given octets, but they differ from octet %d on",
                    actual,
                    content.length,
                    difference);
        }
        return this;
    }

    /** The content, decoded by the part's charset, contains this text. */
    public AttachmentAssert hasTextContaining(String text) {
        isNotNull();
        if (!actual.text().contains(text)) {
            throw failure(
                    "Expecting attachment%n  %s%nto have text containing%n  %s%nbut had%n  %s",
                    actual, Failure.quoted(text), Failure.quoted(actual.text()));
        }
        return this;
    }
}
