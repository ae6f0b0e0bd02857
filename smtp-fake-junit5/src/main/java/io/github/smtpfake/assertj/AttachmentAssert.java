package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Attachment;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an {@link Attachment}. */
public class AttachmentAssert extends AbstractAssert<AttachmentAssert, Attachment> {
    private @Nullable CapturedMessageAssert message;

    /** Creates an assert; tests usually call {@link SmtpFakeAssertions#assertThat(Attachment)} instead. */
    public AttachmentAssert(@Nullable Attachment actual) {
        super(actual, AttachmentAssert.class);
    }

    final AttachmentAssert of(CapturedMessageAssert message, String description) {
        this.message = message;
        return as("%s", description);
    }

    /**
     * Returns the assert on the message from which this one was reached.
     *
     * @throws IllegalStateException if this assert was not reached from a message
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(message, "message");
    }

    /** Verifies that the decoded file name equals the given one. */
    public AttachmentAssert hasFileName(String fileName) {
        Objects.requireNonNull(fileName, "fileName");
        isNotNull();
        return is("file name", actual.fileName(), fileName);
    }

    /**
     * Verifies that the media type equals the given one.
     *
     * @param contentType the media type in lower case and without parameters, such as {@code application/pdf}
     */
    public AttachmentAssert hasContentType(String contentType) {
        Objects.requireNonNull(contentType, "contentType");
        isNotNull();
        return is("content type", Optional.of(actual.contentType()), contentType);
    }

    /**
     * Verifies that the Content-ID equals the given one.
     *
     * @param contentId the Content-ID without angle brackets
     */
    public AttachmentAssert hasContentId(String contentId) {
        Objects.requireNonNull(contentId, "contentId");
        isNotNull();
        return is("Content-ID", actual.contentId(), contentId);
    }

    /**
     * Verifies that the decoded content has the given SHA-256 digest.
     *
     * @param sha256 64 hexadecimal digits, ignoring case
     */
    public AttachmentAssert hasSha256(String sha256) {
        Objects.requireNonNull(sha256, "sha256");
        isNotNull();
        return is("SHA-256", Optional.of(actual.sha256()), sha256.toLowerCase(Locale.ROOT));
    }

    private AttachmentAssert is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw different(found.orElse(null), expected, Failure.different(what, expected, found));
        }
        return this;
    }

    /**
     * Verifies that the decoded content has the given size.
     *
     * @param bytes the size in bytes, zero or more
     */
    public AttachmentAssert hasSize(int bytes) {
        Checks.atLeast(0, bytes, "bytes");
        isNotNull();
        if (actual.size() != bytes) {
            String failure = Failure.of(
                    "a size of " + Failure.count(bytes, "byte"), "it was " + Failure.count(actual.size(), "byte"));
            // An assert that was reached from a message describes the attachment already.
            throw failureWithActualExpected(
                    actual.size(), bytes, "%s", message == null ? withAttachment(failure) : failure);
        }
        return this;
    }

    /** Verifies that the part is an inline part, which is displayed within the message. */
    public AttachmentAssert isInline() {
        return hasDisposition("inline");
    }

    /** Verifies that the part is an attachment, which is offered as a file. */
    public AttachmentAssert isNotInline() {
        return hasDisposition("attachment");
    }

    private AttachmentAssert hasDisposition(String disposition) {
        isNotNull();
        String found = actual.isInline() ? "inline" : "attachment";
        if (!found.equals(disposition)) {
            throw different(found, disposition, Failure.of("disposition " + disposition, "it was " + found));
        }
        return this;
    }

    /** Verifies that the decoded content equals the given bytes. */
    public AttachmentAssert hasContent(byte[] content) {
        Objects.requireNonNull(content, "content");
        isNotNull();
        byte[] found = actual.bytes();
        int difference = Arrays.mismatch(found, content);
        if (difference >= 0) {
            throw different(
                    found,
                    content,
                    Failure.of(
                            "the given content of " + content.length + " bytes",
                            "found " + found.length + " bytes that differ from index " + difference + " on"));
        }
        return this;
    }

    /** Verifies that the content, decoded with the charset of the part, contains the given text. */
    public AttachmentAssert hasTextContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        if (!actual.text().contains(text)) {
            throw failure("%s", withAttachment(TextDifference.containing("text", text, Optional.of(actual.text()))));
        }
        return this;
    }

    private AssertionError different(@Nullable Object found, Object expected, String description) {
        return failureWithActualExpected(found, expected, "%s", withAttachment(description));
    }

    private String withAttachment(String description) {
        return description + "\nAttachment: " + actual;
    }
}
