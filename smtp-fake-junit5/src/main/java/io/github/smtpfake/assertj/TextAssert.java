package io.github.smtpfake.assertj;

import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/** AssertJ's assertions on a text of a message, such as its subject, and the way back. */
public class TextAssert extends AbstractStringAssert<TextAssert> {
    private @Nullable CapturedMessageAssert message;

    /** Makes an assert that leads back to no message. */
    public TextAssert(@Nullable String actual) {
        super(actual, TextAssert.class);
    }

    final TextAssert of(CapturedMessageAssert message, String description) {
        this.message = message;
        return as("%s", description);
    }

    /**
     * Goes back to the message.
     *
     * @throws IllegalStateException if the text is none of a message that was asserted on
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(message, "message");
    }
}
