package io.github.smtpfake.internal.delivery;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Validates the names of tags, which ignore case, and finds them in values of headers. */
public final class TagNames {
    private static final Pattern INVALID_CHARACTERS = Pattern.compile("[^a-zA-Z0-9_.@-]+");
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9 _.@-]{1,100}");
    private static final int MOST_CHARACTERS = 100;

    private TagNames() {}

    /** Returns the first 100 characters of the name, with a space for each run of invalid characters; empty if no other remains. */
    public static Optional<String> clean(String name) {
        String valid = INVALID_CHARACTERS.matcher(name).replaceAll(" ").strip();
        String cut = valid.length() > MOST_CHARACTERS
                ? valid.substring(0, MOST_CHARACTERS).strip()
                : valid;
        return Optional.of(cut).filter(TagNames::isValid);
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
