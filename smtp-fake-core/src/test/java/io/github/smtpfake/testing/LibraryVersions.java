package io.github.smtpfake.testing;

import java.util.List;

/**
 * The versions of a library with which the projects of users are tested. A build tests only some, because each takes seconds; with
 * {@code -Dsmtpfake.versions=all}, it tests all. The modules themselves are compiled and tested with the oldest version.
 */
public final class LibraryVersions {
    private static final boolean ALL = "all".equals(System.getProperty("smtpfake.versions"));

    private LibraryVersions() {}

    /** Returns the last of the given versions, or all. */
    public static List<String> newestOf(String... oldestFirst) {
        return ALL ? List.of(oldestFirst) : List.of(oldestFirst[oldestFirst.length - 1]);
    }

    /** Returns the first and the last of the given versions, or all. */
    public static List<String> oldestAndNewestOf(String... oldestFirst) {
        return ALL ? List.of(oldestFirst) : List.of(oldestFirst[0], oldestFirst[oldestFirst.length - 1]);
    }
}
