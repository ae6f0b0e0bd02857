package io.github.smtpfake.internal.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names where the white space of two texts with the same words differs.
 *
 * @param found the part of the found text that has the words
 * @param places the differences, in the order of the text
 */
record WhiteSpaceDifference(String found, List<String> places) {
    private static final String ANY = "[\\s\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]";
    private static final int SHOWN = 3;
    private static final int LONGEST_WORD = 30;

    /** Returns the difference; empty if the found text does not contain the same words in this order. */
    static Optional<WhiteSpaceDifference> between(String wanted, String found) {
        List<String> words = new ArrayList<>(List.of(wanted.split(ANY + "+", -1)));
        Matcher part = Pattern.compile(
                        words.stream().map(Pattern::quote).collect(Collectors.joining("(" + ANY + "*)")),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(found);
        Matcher spaces = Pattern.compile(ANY + "+").matcher(wanted);
        if (!part.find()) {
            return Optional.empty();
        }
        List<String> places = new ArrayList<>();
        for (int i = 1; i < words.size() && spaces.find(); i++) {
            if (!spaces.group().equals(part.group(i))) {
                String before = words.get(i - 1);
                String place = before.isEmpty() ? "at the start" : "after \"" + end(before) + "\"";
                places.add(name(part.group(i)) + " instead of " + name(spaces.group()) + " " + place);
            }
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(new WhiteSpaceDifference(part.group(), places));
    }

    String describe() {
        return places.stream().limit(SHOWN).collect(Collectors.joining("; "))
                + (places.size() > SHOWN ? "; and " + (places.size() - SHOWN) + " more" : "");
    }

    private static String end(String word) {
        return word.length() > LONGEST_WORD ? "…" + word.substring(word.length() - LONGEST_WORD) : word;
    }

    private static String name(String spaces) {
        if (spaces.isEmpty()) {
            return "no space";
        }
        if (spaces.equals("\u00a0")) {
            return "a non-breaking space (U+00A0)";
        }
        return spaces.chars().allMatch(c -> c == ' ')
                ? spaces.length() == 1 ? "1 space" : spaces.length() + " spaces"
                : Escaped.quoted(spaces);
    }
}
