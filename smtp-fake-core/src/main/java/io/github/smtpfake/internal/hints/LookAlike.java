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

/**
 * Explains why two texts that look alike, or that were alike before an encoding error, are different.
 *
 * @param reason what the found text is, as it reads after "it": {@code differs only in line breaks}
 * @param fix what to change
 * @param seen what stands in the found text in place of the wanted one, if that is known exactly
 */
public record LookAlike(String reason, String fix, Optional<String> seen) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String DIFFERS = "differs only in ";
    private static final String SAME_NORMALIZATION =
            "Write both the same way, or convert both to NFC with java.text.Normalizer.";
    private static final String SAME_CHARACTERS = "Use the same characters in the application and in the test.";

    /** A kind of difference that a reader hardly sees. */
    private enum Kind {
        NORMALIZATION("the Unicode normalization of accents", text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
        INVISIBLE("invisible characters", text -> text.replaceAll("[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]", "")),
        SPECIAL_SPACES(
                "non-breaking or similar spaces",
                text -> text.replaceAll("[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\t]", " ")),
        SEVERAL_SPACES("the number of spaces", text -> text.replaceAll("[ \\t]{2,}", " ")),
        LINE_BREAKS("line breaks", text -> text.replaceAll("\\s*[\\r\\n]\\s*", " ")),
        QUOTES(
                "quotes",
                text -> text.replaceAll("[\\u201c-\\u201f\\u00ab\\u00bb\\u2033]", "\"")
                        .replaceAll("[\\u2018-\\u201b\\u2039\\u203a\\u00b4`\\u2032]", "'")),
        DASHES("dashes", text -> text.replaceAll("[\\u2010-\\u2015\\u2212]", "-")),
        ELLIPSES("ellipses", text -> text.replace("\u2026", "...")),
        COMPATIBILITY(
                "ligatures or characters of another width", text -> Normalizer.normalize(text, Normalizer.Form.NFKC)),
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

    /**
     * Returns the wanted text and what stands in its place, both with escapes.
     *
     * @param found the text in which it was found
     */
    public String both(String wanted, String found) {
        return Escaped.both(
                wanted,
                seen.orElseGet(() -> SimilarText.find(wanted, found)
                        .map(similar -> similar.from(found))
                        .orElse(found)));
    }

    /** Returns why a text is not equal to the wanted one; empty if the texts do not look alike. */
    public static Optional<LookAlike> ofEqual(String wanted, String found) {
        return of(wanted, found, String::equals);
    }

    /** Returns why a text does not contain the wanted one; empty if no part of it looks like that. */
    public static Optional<LookAlike> ofContained(String wanted, String found) {
        return wanted.isEmpty() ? Optional.empty() : of(wanted, found, String::contains);
    }

    /** Returns why a text does not contain the wanted one even if case is ignored; empty if no part of it looks like that. */
    public static Optional<LookAlike> ofContainedIgnoringCase(String wanted, String found) {
        return wanted.isEmpty()
                ? Optional.empty()
                : of(wanted, found, (text, part) -> lowerCase(text).contains(lowerCase(part)));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Optional<LookAlike> of(String wanted, String found, BiPredicate<String, String> matches) {
        return misread(wanted, found, matches)
                .or(() -> kinds(wanted, found, matches).map(LookAlike::onlyIn));
    }

    private static LookAlike onlyIn(List<Kind> kinds) {
        List<String> names = kinds.stream().map(kind -> kind.name).toList();
        int last = names.size() - 1;
        String all = last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
        return new LookAlike(
                DIFFERS + all,
                kinds.contains(Kind.NORMALIZATION) ? SAME_NORMALIZATION : SAME_CHARACTERS,
                Optional.empty());
    }

    /** Returns the encoding error that turns the wanted text into the other one. */
    private static Optional<LookAlike> misread(String wanted, String found, BiPredicate<String, String> matches) {
        if (isAscii(wanted)) {
            return Optional.empty();
        }
        for (Charset charset : List.of(WINDOWS_1252, StandardCharsets.ISO_8859_1)) {
            String asLatin = new String(wanted.getBytes(StandardCharsets.UTF_8), charset);
            if (matches.test(found, asLatin)) {
                return Optional.of(new LookAlike(
                        "is the expected text in UTF-8, decoded as ISO-8859-1 or windows-1252",
                        "Let the application decode its texts as UTF-8.",
                        Optional.of(asLatin)));
            }
            String asUtf8 = new String(wanted.getBytes(charset), StandardCharsets.UTF_8);
            if (charset.newEncoder().canEncode(wanted) && matches.test(found, asUtf8)) {
                return Optional.of(new LookAlike(
                        "is the expected text in ISO-8859-1 or windows-1252, decoded as UTF-8",
                        "Let the application decode its texts as ISO-8859-1, or save them in UTF-8.",
                        Optional.of(asUtf8)));
            }
        }
        String replaced = wanted.replaceAll("\\P{ASCII}", "?");
        return matches.test(found, replaced)
                ? Optional.of(new LookAlike(
                        "has a question mark in place of each character that is not ASCII",
                        "Let the application encode its texts as UTF-8.",
                        Optional.of(replaced)))
                : Optional.empty();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static Optional<List<Kind>> kinds(String wanted, String found, BiPredicate<String, String> matches) {
        for (Kind kind : Kind.values()) {
            if (isExplainedBy(List.of(kind), wanted, found, matches)) {
                return Optional.of(List.of(kind));
            }
        }
        List<Kind> necessary = new ArrayList<>(List.of(Kind.values()));
        if (!isExplainedBy(necessary, wanted, found, matches)) {
            return Optional.empty();
        }
        // In this order, because the later kinds include some of the earlier.
        for (int i = Kind.values().length - 1; i >= 0; i--) {
            List<Kind> others = new ArrayList<>(necessary);
            others.remove(Kind.values()[i]);
            if (isExplainedBy(others, wanted, found, matches)) {
                necessary = others;
            }
        }
        return Optional.of(necessary);
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
