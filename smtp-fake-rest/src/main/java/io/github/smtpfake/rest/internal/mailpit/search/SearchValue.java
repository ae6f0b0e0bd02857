package io.github.smtpfake.rest.internal.mailpit.search;

import io.github.smtpfake.internal.query.SearchText;
import java.util.regex.Pattern;

/** Values of terms as Mailpit compares them. */
final class SearchValue {

    private static final Pattern UNICODE_SPACE = Pattern.compile("[\\u0085\\p{Z}]");

    private SearchValue() {}

    /** Returns the value in lower case, with a space for each run of white space and of the characters {@code < > " , ; ( )}. */
    static String clean(String value) {
        return SearchText.normalize(UNICODE_SPACE.matcher(value).replaceAll(" "));
    }
}
