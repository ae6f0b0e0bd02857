package io.github.smtpfake.rest.internal.mailpit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the address in a text that may also have a name or a comment, such as {@code Ada <ada@example.org>}. */
final class SendAddress {
    private static final int MOST_CHARACTERS = 1_000;
    private static final String ATOM = "[^\\s<>,;:()\\[\\]\\\\\"@.\\p{Cntrl}]++";
    private static final String QUOTED = "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[ -~])*+\"";
    private static final String LOCAL = "(?:" + ATOM + "(?:\\." + ATOM + ")*+|" + QUOTED + ")";
    private static final String DOMAIN = "(?:" + ATOM + "(?:\\." + ATOM + ")*+|\\[[0-9a-zA-Z:.]++\\])";
    private static final String ADDRESS = LOCAL + "@" + DOMAIN;
    private static final Pattern FORM = Pattern.compile("\\s*+(?:(?:" + QUOTED + "|[^<>\"@,;:()\\[\\]\\p{Cntrl}])*+<("
            + ADDRESS + ")>|(" + ADDRESS + ")(?:\\s++\\([^()\\p{Cntrl}]*+\\))?)\\s*+");

    private SendAddress() {}

    /** Returns the address; empty if the text contains none or several. */
    static Optional<String> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !form.matches()) {
            return Optional.empty();
        }
        return Optional.of(form.group(1) == null ? form.group(2) : form.group(1));
    }
}
