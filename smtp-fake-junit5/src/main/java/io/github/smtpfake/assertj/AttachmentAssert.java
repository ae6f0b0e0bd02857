package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Attachment;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an {@link Attachment}. */
public final class AttachmentAssert extends AbstractAssert<AttachmentAssert, Attachment> {

    AttachmentAssert(@Nullable Attachment actual) {
        super(actual, AttachmentAssert.class);
    }

    /** The media type is this, in lower case and without parameters. */
    public AttachmentAssert hasContentType(String contentType) {
        isNotNull();
        if (!actual.contentType().equals(contentType)) {
            throw failureWithActualExpected(
                    actual.contentType(),
                    contentType,
                    "Expecting attachment%n  %s%nto have content type%n  %s",
                    actual,
                    contentType);
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
