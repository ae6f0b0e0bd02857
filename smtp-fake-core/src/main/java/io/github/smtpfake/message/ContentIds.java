package io.github.smtpfake.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads references from HTML to parts of the same message (RFC 2392). */
final class ContentIds {
    /** A reference in quotes or parentheses, which contains any other character, or one between other text. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)\"\\s*+(cid:[^\"]++)\"|'\\s*+(cid:[^']++)'|\\(\\s*+(cid:[^\"'()]++)\\)|\\b(cid:[^\\s\"'()<>;,]++)");

    private static final Pattern NAME_IN_STYLE =
            Pattern.compile("(?i)url\\(\\s*+(?:\"([^\":]++)\"|'([^':]++)'|([^\"'():\\s]++))\\s*+\\)");

    /** The attributes that contain the address of something that is shown within the page. */
    private static final Set<String> EMBEDDED = Set.of("src", "background", "poster");

    /** The attributes that contain more than one address. */
    private static final Set<String> LISTS = Set.of("srcset", "style", "imagesrcset");

    private ContentIds() {}

    /** Returns the Content-ID in an address such as {@code cid:logo@example.org}, as it was sent; empty for other addresses. */
    static Optional<String> referredBy(String address) {
        return isContentId(address) ? Optional.of(address.substring(4).strip()) : Optional.empty();
    }

    static boolean isContentId(String address) {
        return address.regionMatches(true, 0, "cid:", 0, 4);
    }

    /** Adds the addresses in an attribute that may refer to a part. */
    static void addReferences(String attribute, String value, List<String> found) {
        String address = value.strip();
        if (!LISTS.contains(attribute) && isContentId(address)) {
            found.add(address);
        } else if (EMBEDDED.contains(attribute) && !address.isEmpty()) {
            found.add(address);
        } else {
            addFromText(value, found);
        }
    }

    /** Adds the addresses in a style sheet that may refer to a part. */
    static void addFromText(String text, List<String> found) {
        if (text.indexOf(':') >= 0) {
            addAll(REFERENCE.matcher(text), found);
        }
        if (text.indexOf('(') >= 0) {
            addAll(NAME_IN_STYLE.matcher(text), found);
        }
    }

    private static void addAll(Matcher reference, List<String> found) {
        while (reference.find()) {
            for (int i = 1; i <= reference.groupCount(); i++) {
                if (reference.group(i) != null) {
                    found.add(reference.group(i).strip());
                }
            }
        }
    }
}
