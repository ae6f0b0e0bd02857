package io.github.smtpfake.internal.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds charsets by their labels in messages. Java needs about a millisecond for the lookup of an unknown charset, and
 * a message may name a hundred thousand of them. Therefore this class looks up only the labels that are known.
 */
public final class Charsets {
    static final MailCharset US_ASCII = new JavaCharset(StandardCharsets.US_ASCII);
    static final MailCharset UTF_8 = new JavaCharset(StandardCharsets.UTF_8);

    private static final String LINE_END = "\r\n";

    private static final Map<String, MailCharset> MOST_COMMON = Map.of("us-ascii", US_ASCII, "utf-8", UTF_8);

    private Charsets() {}

    /** Loaded only for text that is neither ASCII nor UTF-8. */
    private static final class WesternEuropean {
        static final MailCharset WINDOWS_1252 = SingleByteCharset.of(Charset.forName("windows-1252"));
        static final Set<String> LABELS = Set.of("iso-8859-1", "windows-1252");
    }

    /** Loaded only for the first label that is not common, because loading needs a tenth of a second. */
    private static final class All {
        static final Map<String, MailCharset> BY_LABEL = byLabel();
        /** The same by their letters and digits alone, as many clients write labels (Unicode Technical Standard 22, 1.4). */
        static final Map<String, MailCharset> BY_LETTERS = new HashMap<>();

        static {
            BY_LABEL.forEach((label, charset) -> BY_LETTERS.putIfAbsent(letters(label), charset));
        }

        static @Nullable MailCharset find(String label) {
            MailCharset charset = BY_LABEL.get(label);
            return charset != null ? charset : BY_LETTERS.get(letters(label));
        }

        private static String letters(String label) {
            return label.replaceAll("[^a-z0-9]", "");
        }

        private static Map<String, MailCharset> byLabel() {
            Map<String, MailCharset> charsets = new HashMap<>();
            CharsetLabels.rows()
                    .forEach(row -> charset(row.charset())
                            .ifPresent(charset -> row.labels().forEach(label -> charsets.put(label, charset))));
            for (Charset charset : Charset.availableCharsets().values()) {
                MailCharset other = charsets.getOrDefault(lowerCase(charset.name()), new JavaCharset(charset));
                charsets.put(lowerCase(charset.name()), other);
                for (String alias : charset.aliases()) {
                    charsets.putIfAbsent(lowerCase(alias), other);
                }
            }
            return Map.copyOf(charsets);
        }

        private static Optional<MailCharset> charset(String name) {
            return switch (name) {
                case "ISO-8859-10" -> Optional.of(SingleByteCharset.of(CharsetLabels.ISO_8859_10));
                case "ISO-8859-14" -> Optional.of(SingleByteCharset.of(CharsetLabels.ISO_8859_14));
                case "UTF-16" -> Optional.of(AdaptedCharsets.utf16());
                case "EUC-JP" -> ifSupported(name, charset -> AdaptedCharsets.eucJp());
                case "GBK" -> ifSupported("GB18030", charset -> AdaptedCharsets.gbk());
                case "HZ" -> ifSupported("GB18030", charset -> AdaptedCharsets.hz());
                default ->
                    ifSupported(
                            name,
                            charset ->
                                    isSingleByte(charset) ? SingleByteCharset.of(charset) : new JavaCharset(charset));
            };
        }

        /** A Java runtime may lack the larger charsets. */
        private static Optional<MailCharset> ifSupported(String name, Function<Charset, MailCharset> charset) {
            return Charset.isSupported(name) ? Optional.of(charset.apply(Charset.forName(name))) : Optional.empty();
        }

        private static boolean isSingleByte(Charset charset) {
            return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
        }
    }

    /** Returns whether a label is known, ignoring case. */
    public static boolean isKnown(String label) {
        return labelled(label).isPresent();
    }

    /** Returns whether bytes of ASCII are certainly valid in the charset with this label, ignoring case. */
    public static boolean includesAscii(String label) {
        String name = lowerCase(label);
        return MOST_COMMON.containsKey(name) || WesternEuropean.LABELS.contains(name);
    }

    /**
     * Returns whether the bytes 13 and 10 are CR and LF in the charset with a label, as they are not in UTF-16; true if the label is
     * unknown.
     */
    static boolean hasAsciiLineEnds(String label) {
        return labelled(label)
                .map(charset -> charset.decode(LINE_END.getBytes(StandardCharsets.US_ASCII)))
                .map(LINE_END::equals)
                .orElse(true);
    }

    /** Returns the charset with this label, ignoring case, or empty if it is unknown. */
    static Optional<MailCharset> labelled(String label) {
        String name = lowerCase(label);
        MailCharset common = MOST_COMMON.get(name);
        if (common != null) {
            return Optional.of(common);
        }
        return WesternEuropean.LABELS.contains(name) ? Optional.of(windows1252()) : Optional.ofNullable(All.find(name));
    }

    static MailCharset windows1252() {
        return WesternEuropean.WINDOWS_1252;
    }

    private static String lowerCase(String label) {
        return label.toLowerCase(Locale.ROOT);
    }
}
