package io.github.smtpfake.internal.hints;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Explains why two texts that look alike, or that were alike before an encoding error, are different. */
public final class LookAlike {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String DIFFERS = "differs only in ";

    /** A kind of difference that a reader hardly sees. */
    private enum Kind {
        NORMALIZATION("the Unicode normalization of letters with accents", text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
        INVISIBLE("invisible characters", text -> text.replaceAll("[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]", "")),
        SPECIAL_SPACES(
                "non-breaking or other special spaces", text -> text.replaceAll("[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\t]", " ")),
        SEVERAL_SPACES("the number of spaces", text -> text.replaceAll("[ \\t]{2,}", " ")),
        LINE_BREAKS("line breaks", text -> text.replaceAll("\\s*[\\r\\n]\\s*", " ")),
        QUOTES(
                "the kind of quotation marks or apostrophes",
                text -> text.replaceAll("[\\u201c-\\u201f\\u00ab\\u00bb\\u2033]", "\"")
                        .replaceAll("[\\u2018-\\u201b\\u2039\\u203a\\u00b4`\\u2032]", "'")),
        DASHES("the kind of dashes", text -> text.replaceAll("[\\u2010-\\u2015\\u2212]", "-")),
        ELLIPSES("the kind of ellipses", text -> text.replace("\u2026", "...")),
        COMPATIBILITY("ligatures or characters of another width", text -> Normalizer.normalize(text, Normalizer.Form.NFKC)),
        ENTITIES(
                "HTML entities",
                text -> text.replace("&nbsp;", "\u00a0")
                        .replace("&quot;", "\"")
                        .replaceAll("&#0*39;|&apos;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")),
        CASE("upper and lower case", text -> text.toLowerCase(Locale.ROOT));

        private final String name;
        private final UnaryOperator<String> unify;

        Kind(String name, UnaryOperator<String> unify) {
            this.name = name;
            this.unify = unify;
        }
    }

    private LookAlike() {}

    /**
     * Returns why a text is not equal to the wanted one, as it reads after "it": {@code differs only in line breaks}. Empty if
     * the texts do not look alike.
     */
    public static Optional<String> ofEqual(String wanted, String found) {
        return of(wanted, found, String::equals);
    }

    /** Returns why a text does not contain the wanted one, in the same form. */
    public static Optional<String> ofContained(String wanted, String found) {
        return wanted.isEmpty() ? Optional.empty() : of(wanted, found, String::contains);
    }

    private static Optional<String> of(String wanted, String found, BiPredicate<String, String> matches) {
        return misread(wanted, found, matches).or(() -> kinds(wanted, found, matches));
    }

    /** Returns the encoding error that turns the wanted text into the other one. */
    private static Optional<String> misread(String wanted, String found, BiPredicate<String, String> matches) {
        if (isAscii(wanted)) {
            return Optional.empty();
        }
        byte[] utf8 = wanted.getBytes(StandardCharsets.UTF_8);
        if (matches.test(found, new String(utf8, StandardCharsets.ISO_8859_1))
                || matches.test(found, new String(utf8, WINDOWS_1252))) {
            return Optional.of("is this text in UTF-8, decoded as ISO-8859-1 or windows-1252");
        }
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, WINDOWS_1252)) {
            if (charset.newEncoder().canEncode(wanted)
                    && matches.test(found, new String(wanted.getBytes(charset), StandardCharsets.UTF_8))) {
                return Optional.of("is this text in ISO-8859-1 or windows-1252, decoded as UTF-8");
            }
        }
        return matches.test(found, wanted.replaceAll("\\P{ASCII}", "?"))
                ? Optional.of("has ? in place of characters that the charset of the sender does not have")
                : Optional.empty();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static Optional<String> kinds(String wanted, String found, BiPredicate<String, String> matches) {
        for (Kind kind : Kind.values()) {
            if (isExplainedBy(List.of(kind), wanted, found, matches)) {
                return Optional.of(DIFFERS + kind.name);
            }
        }
        List<Kind> necessary = new ArrayList<>(List.of(Kind.values()));
        if (!isExplainedBy(necessary, wanted, found, matches)) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            List<Kind> others = new ArrayList<>(necessary);
            others.remove(kind);
            if (isExplainedBy(others, wanted, found, matches)) {
                necessary = others;
            }
        }
        List<String> names = necessary.stream().map(kind -> kind.name).toList();
        int last = names.size() - 1;
        return Optional.of(DIFFERS + String.join(", ", names.subList(0, last)) + " and " + names.get(last));
    }

    private static boolean isExplainedBy(
            List<Kind> kinds, String wanted, String found, BiPredicate<String, String> matches) {
        String one = found;
        String other = wanted;
        for (Kind kind : kinds) {
            one = kind.unify.apply(one);
            other = kind.unify.apply(other);
        }
        return matches.test(one, other);
    }
}
