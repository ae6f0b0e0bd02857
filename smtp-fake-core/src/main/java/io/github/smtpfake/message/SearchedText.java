package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.session.Envelope;
import java.util.Optional;

/** A large text of a message that queries search, in the form in which they search it. */
enum SearchedText {
    PLAIN {
        @Override
        Optional<String> of(Envelope envelope, MimeContent content) {
            return content.text().map(LowerCase::of);
        }
    },
    HTML {
        @Override
        Optional<String> of(Envelope envelope, MimeContent content) {
            return content.html().map(LowerCase::of);
        }
    },
    /** The words of all texts. */
    WHOLE {
        @Override
        Optional<String> of(Envelope envelope, MimeContent content) {
            return Optional.of(WholeText.of(envelope, content));
        }
    };

    /** Returns the text, or empty if the message does not have it. Takes time that is proportional to the message. */
    abstract Optional<String> of(Envelope envelope, MimeContent content);
}
