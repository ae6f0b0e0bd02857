package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.query.SearchText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a message in which words are searched, as the table {@code text} keeps them.
 *
 * <p>The text of all fields usually contains the plain text. To avoid storing it twice, {@code rest} contains only the
 * remaining text. Both together have the same words, but a text of several words may span both.
 *
 * @param plain the plain text in lower case
 * @param rest the part of the text of all fields that is not plain text; null if {@code whole} is given
 * @param whole the text of all fields; null if {@code rest} is given
 */
record SearchableText(
        @Nullable String plain,
        @Nullable String rest,
        @Nullable String whole) {
    /** A short text may be found within a word of another field. */
    private static final int SHORTEST = 32;

    static final int MOST_CHARACTERS = 1 << 18;

    static SearchableText of(Optional<String> text, String anywhere) {
        String plain = text.map(Fold::lower).orElse(null);
        String contained = text.map(SearchText::normalize).orElse("");
        int start = contained.length() < SHORTEST ? -1 : anywhere.indexOf(contained);
        int end = start + contained.length();
        boolean isSeparate = start >= 0
                && (start == 0 || anywhere.charAt(start - 1) == ' ')
                && (end == anywhere.length() || anywhere.charAt(end) == ' ');
        return isSeparate
                ? new SearchableText(plain, anywhere.substring(0, start) + anywhere.substring(end), null)
                : new SearchableText(plain, null, anywhere);
    }

    /**
     * Returns whether SQL cannot decide about this text. The lower case of a Greek sigma depends on what follows, which
     * normalizing may change.
     */
    boolean isOdd() {
        return isOdd(plain) || isOdd(rest) || isOdd(whole) || characters() > MOST_CHARACTERS;
    }

    private static boolean isOdd(@Nullable String text) {
        return text != null && (Fold.isOdd(text) || text.indexOf('ς') >= 0 && text.indexOf('\uFEFF') >= 0);
    }

    private long characters() {
        return length(plain) + length(rest) + length(whole);
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
