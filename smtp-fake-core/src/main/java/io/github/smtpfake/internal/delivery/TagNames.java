package io.github.smtpfake.internal.delivery;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Validates the names of tags, which ignore case, and finds them in values of headers. */
public final class TagNames {
    private static final Pattern INVALID_CHARACTERS = Pattern.compile("[^a-zA-Z0-9 _.@-]");
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9 _.@-]{1,100}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private TagNames() {}

    /** Returns the name without invalid characters; empty if the result is empty or too long. */
    public static Optional<String> clean(String name) {
        String kept = INVALID_CHARACTERS
                .matcher(SPACES.matcher(name).replaceAll(" "))
                .replaceAll("")
                .strip();
        return Optional.of(kept).filter(TagNames::isValid);
    }

    /** Returns whether the name has 1 to 100 valid characters. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** Returns the names sorted, without duplicates. */
    public static List<String> sorted(Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        TreeSet<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(names);
        return List.copyOf(sorted);
    }

    /** Returns whether a name is among the tags. */
    public static boolean contains(Collection<String> tags, String name) {
        return tags.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Returns the tags of a list that is separated by commas. */
    public static List<String> ofList(String list) {
        return cleaned(list.split(","));
    }

    /** Returns the tags of an address such as {@code ada+tag@example.org}. */
    public static List<String> ofAddress(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? cleaned(address.substring(plus + 1, at).split("\\+")) : List.of();
    }

    private static List<String> cleaned(String[] names) {
        return Arrays.stream(names)
                .map(TagNames::clean)
                .flatMap(Optional::stream)
                .toList();
    }
}
