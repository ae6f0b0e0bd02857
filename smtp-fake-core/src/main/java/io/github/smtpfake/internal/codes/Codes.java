package io.github.smtpfake.internal.codes;

import io.github.smtpfake.internal.text.Lazy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds one-time codes by heuristics.
 *
 * <ol>
 *   <li>A candidate has 4 to 10 digits, or letters with digits; groups of digits, as in {@code 123 456}, are one
 *       candidate. It is not part of an address, an amount, a date, a time or a phone number.
 *   <li>A keyword is a word such as code, PIN or OTP, in several languages, unless it is about something else: a
 *       discount code, an error code, a <i>code postal</i>. A code of any other kind, such as a project code, counts
 *       only in a message that mentions signing in or confirming something; there, a request to type a number counts
 *       too.
 *   <li>The nearer a candidate is to a keyword, the likelier it is a code: after it on the same line, before it
 *       ("123456 is your code"), or alone on a line below or above; likelier still if a colon or "is" links the two.
 *   <li>Words such as order or invoice before a candidate make it less likely, and so do a unit, a year and a discount;
 *   for letters with digits also a discount anywhere in a message that does not mention confirming.
 * </ol>
 */
public final class Codes {
    private static final int ENOUGH = 40;
    /** Higher, because letters with digits are more often a name than digits alone. */
    private static final int ENOUGH_WITH_LETTERS = 60;
    /** A candidate with this score is certainly a code; candidates with a much lower score are then ignored. */
    private static final int SURE = 90;

    private static final int SPREAD = 30;
    /** The score of a number that a message about signing in asks the reader to type. */
    private static final int TYPED = 85;

    /** The penalty if there are other words than "is" between a candidate and its keyword. */
    private static final int UNLINKED = 30;
    /** The penalty if the keyword names a code of an unknown kind. */
    private static final int OF_ANOTHER_KIND = 25;

    private static final int LONGEST_TEXT = 100_000;
    /** How much of a line is examined on each side of a candidate. */
    private static final int LINE = 200;

    private static final int MOST_CANDIDATES = 1_000;
    private static final int MOST_KEYWORDS = 1_000;

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:https?|ftp)://\\S++|www\\.\\S++|[^\\s@]{1,100}+@\\S++|(?:mailto|cid|tel):\\S++");

    /** The same without the slow alternative, for texts without mailboxes. */
    private static final Pattern LINK =
            Pattern.compile("(?i)(?:https?|ftp)://\\S++|www\\.\\S++|(?:mailto|cid|tel):\\S++");

    /** A letter of a script that separates words by spaces. */
    private static final String LETTER =
            "[\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]]";

    /** Group 1 is digits alone, group 2 letters with digits. */
    private static final Pattern CANDIDATE =
            Pattern.compile("(?<![\\p{N}_.,:/@#$€£¥+&=])(?<!" + LETTER + ")(?<!\\p{N}-)"
                    + "(?:(\\d{3}[ \\u2009\\u202f-]\\d{3,4}|\\d{2}[ -]\\d{2}[ -]\\d{2}|\\d{4}[ -]\\d{4}|\\d(?:[ \\n-]\\d){3,9}|\\d{4,10})"
                    + "|((?=[A-Z-]{0,9}\\d)(?=[0-9-]{0,9}[A-Z])[A-Z0-9]{3,5}-[A-Z0-9]{3,5}"
                    + "|(?=[A-Za-z]{0,9}\\d)(?=\\d{0,9}[A-Za-z])[A-Za-z0-9]{4,10}))"
                    + "(?![\\p{N}_@%€£°=]|" + LETTER + "|[.,:/-]\\p{N}|-\\p{L})");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][ \\n]");
    /** "Enter 123456. This code": the text between a candidate and a keyword at the start of the next sentence. */
    private static final Pattern NEXT_SENTENCE =
            Pattern.compile("(?iu)[.!?]\\s++(?:this|these|the|der|dieser|ce|le|este|el|questo"
                    + "|il|deze|de|den|denna|denne|ten|tento|bu|этот|цей)\\h(?:\\p{L}{3,12}\\h)?$");

    private static final Pattern CLAUSE_END = Pattern.compile("[.!?;][ \\n]");
    private static final Pattern OTHER_CANDIDATE = Pattern.compile("\\d{4}");

    private final String text;
    private final CodeTopic topic;
    private final List<Keyword> keywords = new ArrayList<>();

    /** @param isDigits whether it consists of digits alone */
    private record Candidate(int start, int end, boolean isDigits, String code) {

        /** Returns the least score with which the candidate is a code. */
        int enough() {
            return isDigits ? ENOUGH : ENOUGH_WITH_LETTERS;
        }
    }

    /** @param doubt the penalty for candidates near this keyword, because it may be about something else */
    private record Keyword(int start, int end, int doubt) {}

    private Codes(String text, CodeTopic topic) {
        this.text = text;
        this.topic = topic;
    }

    /**
     * Returns the codes of all texts in ASCII, likeliest first; equally likely codes are in the order of the texts.
     */
    public static List<String> in(List<String> texts) {
        List<Lazy<String>> searched = new ArrayList<>();
        List<Lazy<String>> withDigits = new ArrayList<>();
        for (String text : texts) {
            String beginning = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
            Lazy<String> withoutAddresses = new Lazy<>(() -> withoutAddresses(beginning));
            searched.add(withoutAddresses);
            if (mayHaveDigits(beginning)) {
                withDigits.add(withoutAddresses);
            }
        }
        CodeTopic topic = new CodeTopic(searched);
        Map<String, Integer> scores = new LinkedHashMap<>();
        for (Lazy<String> text : withDigits) {
            new Codes(text.get(), topic).find().forEach((code, score) -> scores.merge(code, score, Math::max));
        }
        int best = scores.values().stream().max(Comparator.naturalOrder()).orElse(0);
        return scores.entrySet().stream()
                .filter(code -> best < SURE || code.getValue() > best - SPREAD)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean mayHaveDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Some scripts need two characters for a digit.
            if (Character.isDigit(c) || Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutAddresses(String text) {
        String changed = withAsciiDigits(text);
        return (changed.indexOf('@') < 0 ? LINK : ADDRESS).matcher(changed).replaceAll("@");
    }

    /** Replaces the decimal digits of all scripts, and full-width letters, by those of ASCII, which are easier to type. */
    private static String withAsciiDigits(String text) {
        if (text.chars().allMatch(c -> c <= 127)) {
            return text;
        }
        StringBuilder changed = new StringBuilder(text.length());
        text.codePoints().map(Codes::ascii).forEach(changed::appendCodePoint);
        return changed.toString();
    }

    private static int ascii(int point) {
        if (Character.isDigit(point)) {
            return '0' + Character.digit(point, 10);
        }
        boolean fullWidthLetter = point >= 'Ａ' && point <= 'Ｚ' || point >= 'ａ' && point <= 'ｚ';
        return fullWidthLetter ? point - 'Ａ' + 'A' : point;
    }

    private Map<String, Integer> find() {
        Map<String, Integer> scores = new LinkedHashMap<>();
        // First, because most messages have nothing that looks like a code.
        List<Candidate> candidates = candidates();
        if (!candidates.isEmpty()) {
            findKeywords();
        }
        for (Candidate candidate : candidates) {
            int score = score(candidate);
            if (score >= candidate.enough()) {
                scores.merge(candidate.code(), score, Math::max);
            }
        }
        return scores;
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        Matcher found = CANDIDATE.matcher(text);
        while (candidates.size() < MOST_CANDIDATES && found.find()) {
            boolean isDigits = found.group(1) != null;
            String code = isDigits ? found.group(1).replaceAll("\\D", "") : found.group(2);
            candidates.add(new Candidate(found.start(), found.end(), isDigits, code));
        }
        return candidates;
    }

    private void findKeywords() {
        Matcher keyword = CodeWords.KEYWORD.matcher(text);
        while (keywords.size() < MOST_KEYWORDS && keyword.find()) {
            if (!isForSomethingElse(keyword)) {
                boolean plain = isPlain(keyword);
                if (plain || topic.mayHaveCode()) {
                    keywords.add(new Keyword(keyword.start(), keyword.end(), plain ? 0 : OF_ANOTHER_KIND));
                }
            }
        }
    }

    private boolean isForSomethingElse(Matcher keyword) {
        return CodeWords.OTHER_CODE.matcher(before(keyword.start())).find()
                || CodeWords.OTHER_COMPOUND.matcher(keyword.group()).matches()
                || CodeWords.OTHER_USE.matcher(after(keyword.end())).find();
    }

    /** Returns whether the code is for signing in or confirming, or the text does not say what it is for. */
    private boolean isPlain(Matcher keyword) {
        String word = keyword.group();
        if (CodeWords.POSSESSIVE.matcher(before(keyword.start())).find()) {
            return true;
        }
        if (CodeWords.BARE_CODE.matcher(word).matches()) {
            return CodeWords.PLAIN_CODE.matcher(before(keyword.start())).find();
        }
        return !CodeWords.COMPOUND.matcher(word).matches()
                || CodeWords.PLAIN_COMPOUND.matcher(word).matches();
    }

    /** Returns how likely a candidate is a code, at most 100. */
    private int score(Candidate candidate) {
        int nearness = 0;
        for (Keyword keyword : keywords) {
            int near = keyword.end() <= candidate.start()
                    ? nearnessAfter(keyword, candidate)
                    : nearnessBefore(keyword, candidate);
            nearness = Math.max(nearness, near - keyword.doubt());
        }
        if (nearness < TYPED && isToBeTyped(candidate) && topic.mayHaveCode()) {
            nearness = TYPED;
        }
        return nearness < candidate.enough() ? 0 : nearness - doubt(candidate, nearness);
    }

    /**
     * Returns whether the text asks for the candidate: "Enter 123456", or "Enter the following number:" with the number
     * alone on the next line.
     */
    private boolean isToBeTyped(Candidate candidate) {
        if (CodeWords.ENTRY.matcher(before(candidate.start())).find()) {
            return true;
        }
        String above = text.substring(Math.max(0, candidate.start() - LINE), candidate.start());
        return isAlone(candidate) && CodeWords.ENTRY_ABOVE.matcher(above).find();
    }

    /** Returns the nearness of a candidate after the keyword: "Your code is 123456". */
    private int nearnessAfter(Keyword keyword, Candidate candidate) {
        int gap = candidate.start() - keyword.end();
        if (gap > 250) {
            return 0;
        }
        String between = text.substring(keyword.end(), candidate.start());
        int doubt = (SENTENCE_END.matcher(between).find() ? 15 : 0)
                + (OTHER_CANDIDATE.matcher(between).find() ? 40 : 0);
        if (between.indexOf('\n') < 0) {
            if (CodeWords.LINK_TO_NUMBER.matcher(between).find()) {
                return gap > 120 ? 0 : Math.max(75 - gap / 6, 98 - gap / 4 - doubt);
            }
            int unlinked = between.isBlank() ? 0 : UNLINKED;
            return gap > 60 ? 0 : 100 - gap - unlinked - doubt;
        }
        if (between.isBlank() || between.strip().equals(":")) {
            return 95;
        }
        return isAlone(candidate) ? 90 - gap / 5 - doubt : 0;
    }

    /** Returns the nearness of a candidate before the keyword: "123456 is your code". */
    private int nearnessBefore(Keyword keyword, Candidate candidate) {
        int gap = keyword.start() - candidate.end();
        if (gap < 0 || gap > 80) {
            return 0;
        }
        String between = text.substring(candidate.end(), keyword.start());
        if (between.indexOf('\n') < 0) {
            if (CLAUSE_END.matcher(between).find()) {
                return NEXT_SENTENCE.matcher(between).find() ? 75 - gap / 4 : 0;
            }
            int unlinked = CodeWords.LINK_TO_KEYWORD.matcher(between).find() ? 0 : UNLINKED;
            return gap > 50 ? 0 : 92 - gap - unlinked;
        }
        return isAlone(candidate) && !OTHER_CANDIDATE.matcher(between).find() ? 75 - gap / 4 : 0;
    }

    /** Returns whether the line of the candidate has no other letters or digits. */
    private boolean isAlone(Candidate candidate) {
        return before(candidate.start()).chars().noneMatch(Character::isLetterOrDigit)
                && after(candidate.end()).chars().noneMatch(Character::isLetterOrDigit);
    }

    private int doubt(Candidate candidate, int nearness) {
        String before = before(candidate.start());
        String number = text.substring(candidate.start(), candidate.end());
        if (CodeWords.UNIT.matcher(after(candidate.end())).find()
                || CodeWords.YEAR.matcher(number).matches() && nearness < 94) {
            return 100;
        }
        int doubt = 0;
        if (CodeWords.OTHER_NUMBER.matcher(before).find()
                || CodeWords.OTHER_NUMBER_WITHOUT_COLON.matcher(before).find()) {
            doubt += 60;
        }
        String line = text.substring(lineStart(candidate.start()), lineEnd(candidate.end()));
        boolean offer = CodeWords.OFFER.matcher(line).find();
        if (candidate.isDigits()) {
            doubt += offer ? 30 : 0;
        } else if (offer || topic.isMerelyOffer()) {
            doubt += 60;
        }
        return doubt;
    }

    /** Returns the text before an index on the same line, at most 60 characters. */
    private String before(int index) {
        return text.substring(Math.max(lineStart(index), index - 60), index);
    }

    /** Returns the text after an index on the same line, at most 60 characters. */
    private String after(int index) {
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
