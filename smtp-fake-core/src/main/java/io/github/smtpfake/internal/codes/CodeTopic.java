package io.github.smtpfake.internal.codes;

import java.util.List;
import java.util.regex.Pattern;

/** What a message speaks of, as far as it makes a one-time code in it likely. */
record CodeTopic(boolean signIn, boolean confirmation, boolean offer) {

    static CodeTopic of(List<String> texts) {
        return new CodeTopic(
                speaksOf(CodeWords.SIGN_IN, texts),
                speaksOf(CodeWords.CONFIRMATION, texts),
                speaksOf(CodeWords.OFFER, texts));
    }

    private static boolean speaksOf(Pattern words, List<String> texts) {
        return texts.stream().anyMatch(text -> words.matcher(text).find());
    }

    boolean mayHaveCode() {
        return signIn || confirmation;
    }

    /** Offers often ask to sign in, too. */
    boolean isMerelyOffer() {
        return offer && !confirmation;
    }
}
