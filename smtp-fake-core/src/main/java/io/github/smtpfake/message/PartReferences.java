package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.Percents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a message that its HTML refers to (RFC 2392), including references that only some clients resolve. */
final class PartReferences {
    private static final Pattern FILE_NAME = Pattern.compile("[^/?#:]++");

    private final Map<String, MimePart> byContentId = new HashMap<>();
    private final Map<String, MimePart> byLocation = new HashMap<>();
    private final Map<String, MimePart> byFileName = new HashMap<>();

    /**
     * A part.
     *
     * @param reliable whether every client finds the part, because the reference is its Content-ID
     */
    record Target(MimePart part, boolean reliable) {}

    PartReferences(List<MimePart> parts) {
        // A Content-ID that is equal is found before one that is equal after decoding.
        parts.forEach(part -> part.contentId().ifPresent(id -> byContentId.putIfAbsent(id, part)));
        parts.forEach(part -> part.contentId().ifPresent(id -> byContentId.putIfAbsent(decoded(id), part)));
        for (MimePart part : parts) {
            part.headers().first("Content-Location").ifPresent(place -> byLocation.putIfAbsent(place.strip(), part));
            part.fileName().ifPresent(name -> byFileName.putIfAbsent(name, part));
        }
    }

    /** Finds the part that an address in the HTML refers to. */
    Optional<Target> find(String address) {
        String stripped = address.strip();
        Optional<String> contentId = ContentIds.referredBy(stripped);
        if (contentId.isPresent()) {
            String id = contentId.get();
            return find(id, byContentId, MessageIds::withoutBrackets)
                    .map(part -> new Target(part, true))
                    .or(() -> named(id).map(part -> new Target(part, false)));
        }
        MimePart located = byLocation.get(stripped);
        Optional<MimePart> part =
                located != null || !FILE_NAME.matcher(stripped).matches()
                        ? Optional.ofNullable(located)
                        : named(stripped);
        return part.map(found -> new Target(found, false));
    }

    private static Optional<MimePart> find(String sent, Map<String, MimePart> parts, Function<String, String> clean) {
        @Nullable MimePart part = parts.get(sent);
        return Optional.ofNullable(part != null ? part : parts.get(decoded(clean.apply(Percents.decode(sent)))));
    }

    private Optional<MimePart> named(String address) {
        return find(address, byFileName, Function.identity())
                .filter(part -> part.fileName()
                        .filter(name -> address.endsWith(ending(name)))
                        .isPresent());
    }

    /**
     * Returns the end of a file name that a reference contains as it is, because nobody encodes letters, digits and dots. HTML
     * without it therefore does not refer to the file.
     */
    static String ending(String name) {
        int start = name.length();
        while (start > 0 && (name.charAt(start - 1) == '.' || isAlphanumeric(name.charAt(start - 1)))) {
            start--;
        }
        return name.substring(start);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static String decoded(String id) {
        return Percents.decode(id).strip();
    }
}
