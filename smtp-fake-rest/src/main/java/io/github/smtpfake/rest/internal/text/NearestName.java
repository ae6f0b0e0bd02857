package io.github.smtpfake.rest.internal.text;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that somebody meant to type. */
public final class NearestName {
    private static final int LONGEST = 64;

    private NearestName() {}

    /** Returns the known name that differs least, unless it differs in more than a third of its letters. */
    public static Optional<String> of(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(typed, name);
            if (distance < least && distance <= Math.max(1, name.length() / 3)) {
                nearest = name;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How many letters to insert, delete or replace, or neighbours to swap (optimal string alignment). */
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
