package io.github.smtpfake.rest.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a comparison found, judged by the table of listed differences.
 *
 * @param unlisted the differences that the table does not list
 * @param failures what is wrong with the table: names that nothing recognises, missing names and names that no longer occur
 */
record Report(List<Difference> unlisted, List<String> failures) {

    /** Judges differences by the names of the table. */
    static Report of(List<Difference> differences, Set<String> listed) {
        Set<String> known = Stream.of(ListedDifference.values())
                .map(ListedDifference::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> failures = new ArrayList<>();
        listed.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> failures.add("The table lists " + name + ", which ListedDifference does not know."));
        Set<String> found = new LinkedHashSet<>();
        List<Difference> unlisted = new ArrayList<>();
        for (Difference difference : differences) {
            List<String> names = Stream.of(ListedDifference.values())
                    .filter(name -> listed.contains(name.id()) && name.recognises(difference))
                    .map(ListedDifference::id)
                    .toList();
            found.addAll(names);
            if (names.isEmpty()) {
                unlisted.add(difference);
            }
        }
        listed.stream()
                .filter(name -> known.contains(name) && !found.contains(name))
                .forEach(name -> failures.add("The table lists " + name + ", which no longer occurs."));
        return new Report(unlisted, failures);
    }

    @Override
    public String toString() {
        return Stream.concat(unlisted.stream(), failures.stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
