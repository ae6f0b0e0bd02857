package io.github.smtpfake.rest.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The path below which a server answers, such as {@code /mail}. Immutable. Below a web root of {@code /mail}, a route such as
 * {@code /api/info} has the path {@code /mail/api/info}.
 */
public final class WebRoot {
    /** The root of the host, below which every path is. */
    public static final WebRoot NONE = new WebRoot(List.of());

    private static final int MAX_LENGTH = 200;
    private static final Pattern VALID = Pattern.compile("[0-9A-Za-z/._@-]*");

    private final List<String> segments;
    private final String prefix;

    private WebRoot(List<String> segments) {
        this.segments = segments;
        this.prefix = segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    /**
     * Returns the web root for a path, in the forms that Mailpit accepts: with or without a slash at either end, with several
     * slashes for one, and with {@code .} and {@code ..}. An empty path is {@link #NONE}.
     *
     * @throws IllegalArgumentException if the path is longer than 200 characters or contains characters other than letters,
     *     digits and {@code / . _ @ -}; the message is the rest of a sentence that begins with the option: "must be …"
     */
    public static WebRoot of(String path) {
        Objects.requireNonNull(path, "path");
        if (path.length() > MAX_LENGTH || !VALID.matcher(path).matches()) {
            throw new IllegalArgumentException("must be a path such as /mail, of at most " + MAX_LENGTH
                    + " letters, digits and characters / . _ @ -");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments.isEmpty() ? NONE : new WebRoot(List.copyOf(segments));
    }

    /** Returns the path without a slash at its end, such as {@code /mail}; an empty text for {@link #NONE}. */
    public String prefix() {
        return prefix;
    }

    /**
     * Returns the path of a route below this web root.
     *
     * @param route the path of the route, which begins with a slash
     */
    public String path(String route) {
        return prefix + route;
    }

    /** Returns the decoded segments of the path. */
    List<String> segments() {
        return segments;
    }

    /** Returns the path of the home page, such as {@code /mail/}. */
    @Override
    public String toString() {
        return path("/");
    }
}
