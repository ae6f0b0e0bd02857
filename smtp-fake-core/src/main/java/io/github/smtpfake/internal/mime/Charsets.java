package io.github.smtpfake.internal.mime;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds charsets by the label that a message gives them. Java takes about a millisecond to find that it does not know one,
 * and a message may hold a hundred thousand; so only what is known for sure is looked up there.
 */
public final class Charsets {
    /** What most mail is written in. */
    private static final Set<String> COMMON = Set.of(
            "us-ascii",
            "utf-8",
            "utf-16",
            "iso-8859-1",
            "iso-8859-2",
            "iso-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1252");

    private Charsets() {}

    /** Takes a tenth of a second to make, once, for a label that is not common. */
    private static final class All {
        static final Map<String, Charset> BY_LABEL = byLabel();

        private static Map<String, Charset> byLabel() {
            Map<String, Charset> charsets = new HashMap<>();
            for (Charset charset : Charset.availableCharsets().values()) {
                charsets.put(lowerCase(charset.name()), charset);
                for (String alias : charset.aliases()) {
                    charsets.putIfAbsent(lowerCase(alias), charset);
                }
            }
            return Map.copyOf(charsets);
        }
    }

    public static Optional<Charset> labelled(String label) {
        String name = lowerCase(label);
        return COMMON.contains(name) ? Optional.of(Charset.forName(name)) : Optional.ofNullable(All.BY_LABEL.get(name));
    }

    private static String lowerCase(String label) {
        return label.toLowerCase(Locale.ROOT);
    }
}
