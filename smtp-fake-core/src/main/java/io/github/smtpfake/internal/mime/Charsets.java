package io.github.smtpfake.internal.mime;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds charsets by their labels in messages. Java needs about a millisecond for the lookup of an unknown charset, and
 * a message may name a hundred thousand of them. Therefore this class looks up only the labels that Java supports.
 */
public final class Charsets {
    /** The charsets of most mail. */
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

    /**
     * IANA names and other common names of charsets that have another name in Java; RFC 1556 defines those with a
     * writing direction.
     */
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

    /** Loaded only for the first label that is not common, because loading needs a tenth of a second. */
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
                // A Java runtime may lack the larger charsets.
                if (charset != null) {
                    charsets.putIfAbsent(other, charset);
                }
            });
            return Map.copyOf(charsets);
        }
    }

    /** Returns the charset with this name or alias, ignoring case, or empty if it is unknown. */
    public static Optional<Charset> labelled(String label) {
        String name = lowerCase(label);
        return COMMON.contains(name) ? Optional.of(Charset.forName(name)) : Optional.ofNullable(All.BY_LABEL.get(name));
    }

    private static String lowerCase(String label) {
        return label.toLowerCase(Locale.ROOT);
    }
}
