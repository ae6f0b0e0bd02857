package io.github.smtpfake.internal.hints;

import io.github.smtpfake.internal.text.LowerCase;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Explains why two texts that look alike, or that were alike before an encoding error, are different.
 *
 * @param reason what differs, or went wrong: {@code only line breaks differ}
 * @param fix what to change
 * @param seen what stands in the found text in place of the wanted one, if that is known exactly
 * @param looksSame whether a reader sees no difference at all
 */
public record LookAlike(String reason, String fix, Optional<String> seen, boolean looksSame) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String WHITE_SPACE = "white space";
    private static final String SPACES = "spaces";
    private static final String SAME_NORMALIZATION =
            "Use the same form in the application and in the test, for example NFC:"
                    + " Normalizer.normalize(s, Normalizer.Form.NFC).";

    /** A kind of difference that a reader hardly sees. */
    private enum Kind {
        NORMALIZATION(
                "the Unicode normalization of accents",
                "form",
                true,
                text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
        INVISIBLE(
                "invisible characters",
                "invisible characters",
                true,
                text -> text.replaceAll("[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]", "")),
        SPECIAL_SPACES(
                WHITE_SPACE,
                SPACES,
                true,
                text -> text.replaceAll("[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\t]", " ")),
        SEVERAL_SPACES(WHITE_SPACE, SPACES, false, text -> text.replaceAll("[ \\t]{2,}", " ")),
        LINE_BREAKS("line breaks", "line breaks", false, text -> text.replaceAll("\\s*[\\r\\n]\\s*", " ")),
        QUOTES(
                "quotes",
                "quotes",
                false,
                text -> text.replaceAll("[\\u201c-\\u201f\\u00ab\\u00bb\\u2033]", "\"")
                        .replaceAll("[\\u2018-\\u201b\\u2039\\u203a\\u00b4`\\u2032]", "'")),
        DASHES("dashes", "dashes", false, text -> text.replaceAll("[\\u2010-\\u2015\\u2212]", "-")),
        ELLIPSES("ellipses", "ellipses", false, text -> text.replace("\u2026", "...")),
        COMPATIBILITY(
                "ligatures or characters of another width",
                "characters",
                false,
                text -> Normalizer.normalize(text, Normalizer.Form.NFKC)),
        ENTITIES(
                "HTML entities",
                "HTML entities",
                false,
                text -> text.replace("&nbsp;", "\u00a0")
                        .replace("&quot;", "\"")
                        .replaceAll("&#0*39;|&apos;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")),
        CASE("upper and lower case", "case", false, LowerCase::of);

        private final String name;
        /** What to use in both texts. */
        private final String same;

        private final boolean looksSame;
        private final UnaryOperator<String> unify;

        Kind(String name, String same, boolean looksSame, UnaryOperator<String> unify) {
            this.name = name;
            this.same = same;
            this.looksSame = looksSame;
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
        return LowerCase.of(text);
    }

    private static Optional<LookAlike> of(String wanted, String found, BiPredicate<String, String> matches) {
        return misread(wanted, found, matches)
                .or(() -> kinds(wanted, found, matches).map(kinds -> onlyIn(wanted, found, kinds)));
    }

    private static LookAlike onlyIn(String wanted, String found, List<Kind> kinds) {
        List<String> names = kinds.stream().map(kind -> kind.name).distinct().toList();
        boolean isPlural = names.size() > 1
                || kinds.get(0) != Kind.NORMALIZATION && !names.get(0).equals(WHITE_SPACE);
        Optional<WhiteSpaceDifference> spaces =
                names.equals(List.of(WHITE_SPACE)) ? WhiteSpaceDifference.between(wanted, found) : Optional.empty();
        String reason = "only " + joined(names) + (isPlural ? " differ" : " differs")
                + spaces.map(difference -> " (" + difference.describe() + ")").orElse("");
        String same = joined(kinds.stream().map(kind -> kind.same).distinct().toList());
        return new LookAlike(
                reason,
                kinds.contains(Kind.NORMALIZATION)
                        ? SAME_NORMALIZATION
                        : "Use the same " + same + " in the application and in the test.",
                spaces.map(WhiteSpaceDifference::found),
                kinds.stream().allMatch(kind -> kind.looksSame));
    }

    private static String joined(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : names.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + names.get(last);
    }

    /** Returns the encoding error that turns the wanted text into the other one. */
    private static Optional<LookAlike> misread(String wanted, String found, BiPredicate<String, String> matches) {
        if (isAscii(wanted)) {
            return Optional.empty();
        }
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, WINDOWS_1252)) {
            String asLatin = new String(wanted.getBytes(StandardCharsets.UTF_8), charset);
            if (matches.test(found, asLatin)) {
                return Optional.of(error(
                        "the expected text was encoded as UTF-8, but decoded as " + charset.name(),
                        "Check where the application reads this text (template, properties file, compiler encoding), and read"
                                + " it as UTF-8.",
                        asLatin));
            }
            String asUtf8 = new String(wanted.getBytes(charset), StandardCharsets.UTF_8);
            if (charset.newEncoder().canEncode(wanted) && matches.test(found, asUtf8)) {
                return Optional.of(error(
                        "characters were lost (U+FFFD) before sending, probably because a text in ISO-8859-1 or windows-1252"
                                + " was decoded as UTF-8",
                        "Save the application's text files as UTF-8, or read them in the encoding they have.",
                        asUtf8));
            }
        }
        String replaced = wanted.replaceAll("\\P{ASCII}", "?");
        return matches.test(found, replaced)
                ? Optional.of(error(
                        "a question mark is in place of each character that is not ASCII",
                        "Check where the application encodes this text, and encode it as UTF-8.",
                        replaced))
                : Optional.empty();
    }

    private static LookAlike error(String reason, String fix, String seen) {
        return new LookAlike(reason, fix, Optional.of(seen), false);
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
