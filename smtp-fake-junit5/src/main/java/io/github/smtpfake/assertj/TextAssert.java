package io.github.smtpfake.assertj;

import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** AssertJ's string assertions on a text of a message, such as its subject. */
public class TextAssert extends AbstractStringAssert<TextAssert> {
    private @Nullable CapturedMessageAssert message;

    /** Creates an assert that cannot return to a message. */
    public TextAssert(@Nullable String actual) {
        super(actual, TextAssert.class);
    }

    final TextAssert of(CapturedMessageAssert message, String description) {
        this.message = message;
        return as("%s", description).withRepresentation(new Shortened());
    }

    /** Shortens texts in failures, because a message can be long. */
    private static final class Shortened extends StandardRepresentation {
        @Override
        protected String toStringOf(String text) {
            return Failure.quoted(text);
        }
    }

    /** Verifies that the text equals the given text. */
    @Override
    public TextAssert isEqualTo(@Nullable String expected) {
        if (actual == null || expected == null || actual.equals(expected)) {
            return super.isEqualTo(expected);
        }
        throw failureWithActualExpected(
                actual, expected, "%s", TextDifference.equal("text", expected, Optional.of(actual)));
    }

    /**
     * Returns the assert on the message from which this one was reached.
     *
     * @throws IllegalStateException if this assert was not reached from a message
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(message, "message");
    }
}
