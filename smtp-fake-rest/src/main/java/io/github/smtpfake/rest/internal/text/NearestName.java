package io.github.smtpfake.rest.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Suggests the name that a user probably meant. */
public final class NearestName {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_SUGGESTIONS = 6;

    private NearestName() {}

    /** Returns the most similar known name, or empty if even that one differs in more than a third of its characters. */
    public static Optional<String> of(String typed, Collection<String> known) {
        if (typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String nearest = null;
        int smallest = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(typed, name);
            if (distance < smallest && distance <= Math.max(1, name.length() / 3)) {
                nearest = name;
                smallest = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * Returns a question that ends an error message, such as {@code ". Did you mean --http-port?"}: about the options that
     * contain all words of the typed one, or, if there is none, about the most similar option. Empty if none is similar.
     *
     * @param typed an option that is unknown, such as {@code --port}
     * @param known the known options
     */
    public static String suggestion(String typed, Collection<String> known) {
        List<String> possible = containing(typed, known);
        if (possible.isEmpty()) {
            possible = misspelled(typed, known);
        }
        if (possible.isEmpty()) {
            return "";
        }
        String last = possible.get(possible.size() - 1);
        return ". Did you mean "
                + (possible.size() == 1
                        ? last
                        : String.join(", ", possible.subList(0, possible.size() - 1)) + " or " + last)
                + "?";
    }

    private static List<String> containing(String typed, Collection<String> known) {
        return containing(typed, known, 0);
    }

    /** Returns the known options that contain all words of the typed one, each with at most the given number of errors. */
    private static List<String> containing(String typed, Collection<String> known, int errors) {
        List<String> words = words(typed);
        List<String> containing = new ArrayList<>();
        for (String name : known) {
            if (!words.isEmpty() && containsAll(words(name), words, errors)) {
                containing.add(name);
            }
        }
        return containing.size() > MAX_SUGGESTIONS ? List.of() : containing;
    }

    private static boolean containsAll(List<String> known, List<String> typed, int errors) {
        for (String word : typed) {
            if (known.stream().noneMatch(other -> distance(word, other) <= errors)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the option with a slip of the typist, or else those that contain the words with one in each, or the most similar. */
    private static List<String> misspelled(String typed, Collection<String> known) {
        Optional<String> nearest = of(typed, known);
        if (typed.length() > MAX_LENGTH
                || nearest.filter(name -> distance(typed, name) <= 2).isPresent()) {
            return nearest.stream().toList();
        }
        List<String> containing = containing(typed, known, 1);
        return containing.isEmpty() ? nearest.stream().toList() : containing;
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.split("-")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Returns the number of insertions, deletions, replacements and swaps of neighbors (optimal string alignment distance). */
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int nearest =
                        Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                rows[i][j] = swapped ? Math.min(nearest, rows[i - 2][j - 2] + 1) : nearest;
            }
        }
        return rows[from.length()][to.length()];
    }
}
