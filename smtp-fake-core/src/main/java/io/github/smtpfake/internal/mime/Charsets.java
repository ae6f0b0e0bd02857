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

    /** Names of the IANA, or often seen, that Java has another name for; the direction of writing is no charset (RFC 1556). */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "iso-8859-8-i", "iso-8859-8",
            "iso-8859-8-e", "iso-8859-8",
            "iso-8859-6-i", "iso-8859-6",
            "iso-8859-6-e", "iso-8859-6",
            "macintosh", "x-macroman",
            "gb_2312-80", "gb2312",
            "x-gbk", "gbk",
            "cn-big5", "big5");

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
            OTHER_NAMES.forEach((other, name) -> {
                Charset charset = charsets.get(name);
                // A JVM may have been built without the larger charsets.
                if (charset != null) {
                    charsets.putIfAbsent(other, charset);
                }
            });
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
