package io.github.smtpfake.rest.internal.text;

import java.util.Collection;
import java.util.Optional;

/** Suggests the name that a user probably meant. */
public final class NearestName {
    private static final int MAX_LENGTH = 64;

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
