package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Validates the names of tags, which ignore case, and finds the tags that a message contains. */
final class Tags {
    private static final Pattern INVALID_CHARACTERS = Pattern.compile("[^a-zA-Z0-9 _.@-]");
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9 _.@-]{1,100}");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String HEADER = "X-Tags";

    private Tags() {}

    /** Returns the name without invalid characters; empty if the result is empty or too long. */
    static Optional<String> clean(String name) {
        String kept = INVALID_CHARACTERS
                .matcher(SPACES.matcher(name).replaceAll(" "))
                .replaceAll("")
                .strip();
        return Optional.of(kept).filter(Tags::isValid);
    }

    static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** Returns the names sorted, without duplicates. */
    static List<String> sorted(Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(names);
        return List.copyOf(sorted);
    }

    static boolean contains(List<String> tags, String name) {
        return tags.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Returns the tags in the X-Tags header and in addresses such as {@code ada+tag@example.org}. */
    static List<String> of(CapturedMessage message) {
        List<String> found = new ArrayList<>();
        for (String list : message.headers().values(HEADER)) {
            for (String name : list.split(",")) {
                clean(name).ifPresent(found::add);
            }
        }
        for (AddressField field : List.of(AddressField.TO, AddressField.CC, AddressField.BCC, AddressField.FROM)) {
            for (Address address : field.of(message)) {
                found.addAll(ofAddress(address.address()));
            }
        }
        return sorted(found);
    }

    private static List<String> ofAddress(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        List<String> found = new ArrayList<>();
        if (plus > 0 && plus < at) {
            for (String name : address.substring(plus + 1, at).split("\\+")) {
                clean(name).ifPresent(found::add);
            }
        }
        return found;
    }
}
