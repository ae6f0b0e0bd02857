package io.github.smtpfake.assertj;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.presentation.StandardRepresentation;
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
        return as("%s", description).withRepresentation(new Shortened());
    }

    /** How texts stand in failures, which must not be as long as a mail. */
    private static final class Shortened extends StandardRepresentation {
        @Override
        protected String toStringOf(String text) {
            return Failure.quoted(text);
        }
    }

    /** The text is this. */
    @Override
    public TextAssert isEqualTo(@Nullable String expected) {
        if (actual == null || expected == null || actual.equals(expected)) {
            return super.isEqualTo(expected);
        }
        int from = Failure.start(expected, actual);
        throw failureWithActualExpected(
                actual,
                expected,
                "%s",
                "Expecting\n  " + Failure.quoted(actual, from) + "\nto be equal to\n  "
                        + Failure.quoted(expected, from));
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
