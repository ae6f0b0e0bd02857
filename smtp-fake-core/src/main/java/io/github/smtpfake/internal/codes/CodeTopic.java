package io.github.smtpfake.internal.codes;

import java.util.List;
import java.util.regex.Pattern;

/** The topics of a message that make a one-time code likely or unlikely. */
record CodeTopic(boolean signIn, boolean confirmation, boolean offer) {

    static CodeTopic of(List<String> texts) {
        return new CodeTopic(
                mentions(CodeWords.SIGN_IN, texts),
                mentions(CodeWords.CONFIRMATION, texts),
                mentions(CodeWords.OFFER, texts));
    }

    private static boolean mentions(Pattern words, List<String> texts) {
        return texts.stream().anyMatch(text -> words.matcher(text).find());
    }

    boolean mayHaveCode() {
        return signIn || confirmation;
    }

    /** Returns whether the message is an offer that confirms nothing. Offers often ask the reader to sign in. */
    boolean isMerelyOffer() {
        return offer && !confirmation;
    }
}
