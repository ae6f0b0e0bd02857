package io.github.smtpfake.internal.codes;

import io.github.smtpfake.internal.text.Lazy;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The topics of a message that make a one-time code likely or unlikely. Each is looked for when it first matters, because that
 * takes longer than finding out that a message has nothing that looks like a code. Thread-safe.
 */
final class CodeTopic {
    private final Lazy<Boolean> signIn;
    private final Lazy<Boolean> confirmation;
    private final Lazy<Boolean> offer;

    CodeTopic(List<Lazy<String>> texts) {
        this.signIn = new Lazy<>(() -> mentions(CodeWords.SIGN_IN, texts));
        this.confirmation = new Lazy<>(() -> mentions(CodeWords.CONFIRMATION, texts));
        this.offer = new Lazy<>(() -> mentions(CodeWords.OFFER, texts));
    }

    private static boolean mentions(Pattern words, List<Lazy<String>> texts) {
        return texts.stream().anyMatch(text -> words.matcher(text.get()).find());
    }

    boolean mayHaveCode() {
        return signIn.get() || confirmation.get();
    }

    /** Returns whether the message is an offer that confirms nothing. Offers often ask the reader to sign in. */
    boolean isMerelyOffer() {
        return offer.get() && !confirmation.get();
    }
}
