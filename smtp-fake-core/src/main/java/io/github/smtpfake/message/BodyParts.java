package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which leaves of a MIME tree are the body that a reader sees, and which are files: the only place where disposition,
 * name, type and position are weighed. {@code docs/parts.md} has the table.
 */
final class BodyParts {
    /** The types whose body parts are not listed as attachments. */
    private static final Set<String> SHOWN_TYPES = Set.of("text/plain", "text/html");

    /** The parts that the reader sees, by type in order. */
    private final Map<String, List<MimePart>> byType;

    /** Which parts have only white space. A part may be in several alternatives, one within another. */
    private final IdentityHashMap<MimePart, Boolean> empty = new IdentityHashMap<>();

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
        List<MimePart> bodies = bodies(root, Position.FIRST);
        this.byType = byType(bodies);
        read.addAll(bodies);
        read.addAll(replaced);
    }

    static BodyParts of(MimeNode root) {
        return new BodyParts(root);
    }

    /** Returns the types of the body parts, in the order of the parts. */
    Set<String> types() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    /** Returns the body parts of a type in order. */
    List<MimePart> ofType(String type) {
        return Collections.unmodifiableList(byType.getOrDefault(type, List.of()));
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

    /**
     * Of the alternatives of one type, the reader sees the last (RFC 2046, 5.1.4) that begins with this type and is not empty. One
     * that begins with another type merely contains this one, for example the footer of a mailing list.
     */
    private List<MimePart> bodiesOfAlternative(Multipart alternative) {
        List<MimePart> found = new ArrayList<>();
        Map<String, Version> best = new HashMap<>();
        for (MimeNode node : alternative.parts()) {
            List<MimePart> parts = bodies(node, Position.FIRST);
            found.addAll(parts);
            versions(parts).forEach((type, version) -> best.merge(type, version, Version::better));
        }
        Set<MimePart> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        best.values().forEach(version -> shown.addAll(version.parts()));
        found.stream().filter(part -> !shown.contains(part)).forEach(replaced::add);
        return found.stream().filter(shown::contains).toList();
    }

    /** The parts of one type in one alternative. */
    private record Version(List<MimePart> parts, boolean isFirst, boolean isBlank) {

        private int rank() {
            return (isFirst ? 2 : 0) + (isBlank ? 0 : 1);
        }

        Version better(Version later) {
            return later.rank() >= rank() ? later : this;
        }
    }

    private Map<String, Version> versions(List<MimePart> parts) {
        Map<String, Version> versions = new HashMap<>();
        byType(parts)
                .forEach((type, ofType) -> versions.put(
                        type,
                        new Version(
                                ofType,
                                type.equals(parts.get(0).mediaType()),
                                ofType.stream().allMatch(this::isBlank))));
        return versions;
    }

    private static Map<String, List<MimePart>> byType(List<MimePart> parts) {
        return parts.stream()
                .collect(Collectors.groupingBy(MimePart::mediaType, LinkedHashMap::new, Collectors.toList()));
    }

    private boolean isBlank(MimePart part) {
        return empty.computeIfAbsent(part, MimePart::isBlank);
    }
}
