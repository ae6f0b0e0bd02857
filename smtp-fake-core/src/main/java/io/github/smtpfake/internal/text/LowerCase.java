package io.github.smtpfake.internal.text;

import java.util.Locale;

/** The lower case in which texts are searched. */
public final class LowerCase {
    private static final char CAPITAL_SIGMA = 'Σ';
    private static final char FINAL_SIGMA = 'ς';
    private static final char SIGMA = 'σ';

    private LowerCase() {}

    /**
     * Returns a text in lower case, in which both forms of the small sigma are the same letter: a search for {@code ΟΔΟΣ} finds
     * {@code οδος}, as the other way round. Takes linear time. {@link String#toLowerCase} does not: for each capital sigma, it
     * looks for the end of the word.
     */
    public static String of(String text) {
        return text.replace(CAPITAL_SIGMA, SIGMA).replace(FINAL_SIGMA, SIGMA).toLowerCase(Locale.ROOT);
    }
}
