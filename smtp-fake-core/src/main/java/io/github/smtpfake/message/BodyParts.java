package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which leaves of a MIME tree are the body that a reader sees, and which are files: the only place where disposition,
 * name, type and position are weighed. {@code docs/parts.md} has the table.
 */
final class BodyParts {
    /** The types whose body parts are not listed as attachments. */
    private static final Set<String> SHOWN_TYPES = Set.of("text/plain", "text/html");

    private final List<MimePart> bodies;

    /** The alternatives that are not shown, because the reader sees a later one. */
    private final Set<MimePart> replaced = Collections.newSetFromMap(new IdentityHashMap<>());

    /** All parts that are no files. */
    private final Set<MimePart> read = Collections.newSetFromMap(new IdentityHashMap<>());

    private enum Position {
        /** The part with which a message or an alternative begins. */
        FIRST,
        /** A part after that. */
        LATER,
        /** A part of a multipart/related that is not its root. */
        RESOURCE
    }

    private BodyParts(MimeNode root) {
        this.bodies = bodies(root, Position.FIRST);
        read.addAll(bodies);
        read.addAll(replaced);
    }

    static BodyParts of(MimeNode root) {
        return new BodyParts(root);
    }

    /** Returns the body parts of all text types in order, without alternatives that the reader does not see. */
    List<MimePart> all() {
        return bodies;
    }

    /** Returns the body parts of a type in order. */
    List<MimePart> ofType(String type) {
        return bodies.stream().filter(part -> part.mediaType().equals(type)).toList();
    }

    /** Returns whether a leaf is neither plain text nor HTML of the message. */
    boolean isFile(MimePart part) {
        return !SHOWN_TYPES.contains(part.mediaType()) || !read.contains(part);
    }

    private List<MimePart> bodies(MimeNode node, Position position) {
        if (node instanceof MimePart part) {
            return isBody(part, position) ? List.of(part) : List.of();
        }
        Multipart multipart = (Multipart) node;
        return switch (multipart.contentType().value().toLowerCase(Locale.ROOT)) {
            case "multipart/alternative" -> bodiesOfAlternative(multipart);
            case "multipart/related" -> bodiesOfRelated(multipart, position);
            default -> bodiesOfMixed(multipart, position);
        };
    }

    private static boolean isBody(MimePart part, Position position) {
        if (!part.mediaType().startsWith("text/") || part.isMarkedAttachment()) {
            return false;
        }
        boolean named = part.fileName().isPresent();
        return switch (position) {
            case FIRST -> true;
            case LATER -> !named;
            case RESOURCE ->
                !named
                        && part.contentId().isEmpty()
                        && part.headers().firstField("Content-Location").isEmpty();
        };
    }

    private List<MimePart> bodiesOfMixed(Multipart mixed, Position position) {
        List<MimePart> found = new ArrayList<>();
        Position next = position;
        for (MimeNode part : mixed.parts()) {
            found.addAll(bodies(part, next));
            next = position == Position.FIRST ? Position.LATER : position;
        }
        return found;
    }

    private List<MimePart> bodiesOfRelated(Multipart related, Position position) {
        List<MimePart> found = new ArrayList<>();
        MimeNode root = rootOf(related);
        for (MimeNode part : related.parts()) {
            found.addAll(bodies(part, part == root ? position : Position.RESOURCE));
        }
        return found;
    }

    /** Returns the part that refers to the others (RFC 2387, 3.2): the first, unless the parameter start names another. */
    private static MimeNode rootOf(Multipart related) {
        Optional<String> start = related.contentType().parameter("start").map(MessageIds::withoutBrackets);
        return related.parts().stream()
                .filter(part -> start.isPresent()
                        && part.headers()
                                .first("Content-ID")
                                .map(MessageIds::withoutBrackets)
                                .equals(start))
                .findFirst()
                .or(() -> related.parts().stream().findFirst())
                .orElse(related);
    }

    /** RFC 2046, 5.1.4: of the alternatives of one type, the reader sees the last. */
    private List<MimePart> bodiesOfAlternative(Multipart alternative) {
        List<List<MimePart>> versions = alternative.parts().stream()
                .map(part -> bodies(part, Position.FIRST))
                .toList();
        List<MimePart> found = versions.stream().flatMap(List::stream).toList();
        Set<String> types = new LinkedHashSet<>();
        found.forEach(part -> types.add(part.mediaType()));
        if (found.size() > types.size()) {
            for (String type : types) {
                List<MimePart> shown = lastVersion(type, versions);
                found.stream()
                        .filter(part -> part.mediaType().equals(type) && !shown.contains(part))
                        .forEach(replaced::add);
            }
        }
        return found.stream().filter(part -> !replaced.contains(part)).toList();
    }

    /**
     * Returns the last version that begins with a type and is not empty, because a version that begins with another type
     * merely contains this one, for example the footer of a mailing list.
     */
    private static List<MimePart> lastVersion(String type, List<List<MimePart>> versions) {
        List<MimePart> last = List.of();
        int bestRank = 0;
        for (List<MimePart> version : versions) {
            List<MimePart> parts = version.stream()
                    .filter(part -> part.mediaType().equals(type))
                    .toList();
            int rank = parts.isEmpty()
                    ? 0
                    : 1
                            + (version.get(0).mediaType().equals(type) ? 2 : 0)
                            + (parts.stream().allMatch(MimePart::isBlank) ? 0 : 1);
            if (rank > 0 && rank >= bestRank) {
                last = parts;
                bestRank = rank;
            }
        }
        return last;
    }
}
