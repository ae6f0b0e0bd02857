package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds one-time codes by rules of thumb.
 *
 * <ol>
 *   <li>A candidate has 4 to 10 digits, or letters with digits; groups of digits, as in {@code 123 456}, are one. It is
 *       no part of an address, an amount, a date, a time, a phone number.
 *   <li>A keyword is a word such as code, PIN or OTP, in several languages, unless it is about something else: a
 *       discount code, an error code, a postal code.
 *   <li>The nearer a candidate is to a keyword, the likelier it is a code: behind it on the same line, or before it
 *       ("123456 is your code"), or alone on a line below or above.
 *   <li>Words such as order or invoice in front of a candidate speak against it, and so do a unit, a year and a discount.
 * </ol>
 */
final class Codes {
    private static final int ENOUGH = 40;
    /** Letters with digits are more often the name of something. */
    private static final int ENOUGH_WITH_LETTERS = 60;
    /** A candidate with this score is called a code; beside it, what only stands somewhere near is something else. */
    private static final int SURE = 90;

    private static final int SPREAD = 30;
    private static final int LONGEST_TEXT = 100_000;
    /** How far a line is looked at to each side. */
    private static final int LINE = 200;

    private static final int MOST_CANDIDATES = 1_000;
    private static final int MOST_KEYWORDS = 1_000;

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:https?|ftp)://\\S++|www\\.\\S++|[^\\s@]{1,100}+@\\S++|(?:mailto|cid|tel):\\S++");

    /** A letter of a script that has blanks between its words. */
    private static final String LETTER = "[\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]]";

    /** Group 1 has digits alone, group 2 letters with digits. */
    private static final Pattern CANDIDATE =
            Pattern.compile("(?<![\\p{N}_.,:/@#$€£¥+&=])(?<!" + LETTER + ")(?<!\\p{N}-)"
                    + "(?:(\\d{3}[ \\u2009\\u202f-]\\d{3,4}|\\d{2}[ -]\\d{2}[ -]\\d{2}|\\d{4}[ -]\\d{4}|\\d(?:[ \\n-]\\d){3,9}|\\d{4,10})"
                    + "|((?=[A-Z-]{0,9}\\d)(?=[0-9-]{0,9}[A-Z])[A-Z0-9]{3,5}-[A-Z0-9]{3,5}"
                    + "|(?=[A-Za-z]{0,9}\\d)(?=\\d{0,9}[A-Za-z])[A-Za-z0-9]{4,10}))"
                    + "(?![\\p{N}_@%€£°=]|" + LETTER + "|[.,:/-]\\p{N}|-\\p{L})");

    /** Ties a number to the word that the sentence began with, however much stands between. */
    private static final Pattern LINK = Pattern.compile("(?iu)(?:[:：]|(?<!\\p{L})(?:is|lautet|est|es|è|é|ist))\\h*$");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][ \\n]");
    private static final Pattern OTHER_CANDIDATE = Pattern.compile("\\d{4}");

    private final String text;
    private final List<Span> keywords = new ArrayList<>();

    private record Span(int start, int end) {}

    private Codes(String text) {
        this.text = text;
    }

    /** Returns the codes of all texts, the likeliest first; those that are equally likely in the order of the texts. */
    static List<String> in(List<String> texts) {
        Map<String, Integer> scores = new LinkedHashMap<>();
        for (String text : texts) {
            String beginning = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
            new Codes(ADDRESS.matcher(beginning).replaceAll("@"))
                    .find()
                    .forEach((code, score) -> scores.merge(code, score, Math::max));
        }
        int best = scores.values().stream().max(Comparator.naturalOrder()).orElse(0);
        return scores.entrySet().stream()
                .filter(code -> best < SURE || code.getValue() > best - SPREAD)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Integer> find() {
        Map<String, Integer> scores = new LinkedHashMap<>();
        findKeywords();
        Matcher candidate = CANDIDATE.matcher(text);
        for (int count = 0; !keywords.isEmpty() && count < MOST_CANDIDATES && candidate.find(); count++) {
            boolean digits = candidate.group(1) != null;
            int score = score(new Span(candidate.start(), candidate.end()), digits);
            if (score >= (digits ? ENOUGH : ENOUGH_WITH_LETTERS)) {
                String code = digits ? candidate.group(1).replaceAll("\\D", "") : candidate.group(2);
                scores.merge(code, score, Math::max);
            }
        }
        return scores;
    }

    private void findKeywords() {
        Matcher keyword = CodeWords.KEYWORD.matcher(text);
        while (keywords.size() < MOST_KEYWORDS && keyword.find()) {
            boolean other = CodeWords.OTHER_CODE
                            .matcher(before(keyword.start()))
                            .find()
                    || CodeWords.OTHER_COMPOUND.matcher(keyword.group()).matches()
                    || CodeWords.OTHER_USE.matcher(behind(keyword.end())).find();
            if (!other) {
                keywords.add(new Span(keyword.start(), keyword.end()));
            }
        }
    }

    /** Returns how likely a candidate is a code, up to 100. */
    private int score(Span candidate, boolean digits) {
        int nearness = 0;
        for (Span keyword : keywords) {
            nearness = Math.max(
                    nearness,
                    keyword.end() <= candidate.start()
                            ? nearnessBehind(keyword, candidate)
                            : nearnessBefore(keyword, candidate));
        }
        return nearness - doubt(candidate, digits, nearness);
    }

    /** The keyword comes first: "Your code is 123456". */
    private int nearnessBehind(Span keyword, Span candidate) {
        int gap = candidate.start() - keyword.end();
        if (gap > 250) {
            return 0;
        }
        String between = text.substring(keyword.end(), candidate.start());
        int doubt = (SENTENCE_END.matcher(between).find() ? 15 : 0)
                + (OTHER_CANDIDATE.matcher(between).find() ? 40 : 0);
        if (between.indexOf('\n') < 0) {
            int linked = gap <= 120 && LINK.matcher(between).find() ? 75 - gap / 6 : 0;
            return Math.max(linked, gap > 60 ? 0 : 100 - gap - doubt);
        }
        if (between.isBlank() || between.strip().equals(":")) {
            return 95;
        }
        return isAlone(candidate) ? 90 - gap / 5 - doubt : 0;
    }

    /** The candidate comes first: "123456 is your code". */
    private int nearnessBefore(Span keyword, Span candidate) {
        int gap = keyword.start() - candidate.end();
        if (gap < 0 || gap > 80) {
            return 0;
        }
        String between = text.substring(candidate.end(), keyword.start());
        if (between.indexOf('\n') < 0) {
            return gap > 50 || SENTENCE_END.matcher(between).find() ? 0 : 92 - gap;
        }
        return isAlone(candidate) && !OTHER_CANDIDATE.matcher(between).find() ? 60 - gap / 4 : 0;
    }

    /** Returns whether nothing but marks stands beside it on its line. */
    private boolean isAlone(Span candidate) {
        return before(candidate.start()).chars().noneMatch(Character::isLetterOrDigit)
                && behind(candidate.end()).chars().noneMatch(Character::isLetterOrDigit);
    }

    private int doubt(Span candidate, boolean digits, int nearness) {
        String before = before(candidate.start());
        String number = text.substring(candidate.start(), candidate.end());
        if (CodeWords.UNIT.matcher(behind(candidate.end())).find()
                || CodeWords.YEAR.matcher(number).matches() && nearness < 94) {
            return 100;
        }
        int doubt = 0;
        if (CodeWords.OTHER_NUMBER.matcher(before).find()
                || CodeWords.OTHER_NUMBER_WITHOUT_COLON.matcher(before).find()) {
            doubt += 60;
        }
        String line = text.substring(lineStart(candidate.start()), lineEnd(candidate.end()));
        if (CodeWords.OFFER.matcher(line).find()) {
            doubt += digits ? 30 : 60;
        }
        return doubt;
    }

    /** Returns what stands on the same line in front, up to 60 characters of it. */
    private String before(int index) {
        return text.substring(Math.max(lineStart(index), index - 60), index);
    }

    private String behind(int index) {
        return text.substring(index, Math.min(lineEnd(index), index + 60));
    }

    private int lineStart(int index) {
        int start = index;
        while (start > 0 && index - start < LINE && text.charAt(start - 1) != '\n') {
            start--;
        }
        return start;
    }

    private int lineEnd(int index) {
        int end = index;
        while (end < text.length() && end - index < LINE && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }
}
