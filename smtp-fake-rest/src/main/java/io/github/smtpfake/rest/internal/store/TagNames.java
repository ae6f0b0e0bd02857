package io.github.smtpfake.rest.internal.store;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates the names of tags, which ignore case. */
public final class TagNames {
    /** The maximum number of tags that a request may give a message. */
    public static final int MAX_TAGS = 100;

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

    /** Returns whether a name consists of 1 to 100 ASCII letters, digits, spaces and {@code _.@-}. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** Returns whether a name is among others. */
    public static boolean contains(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
