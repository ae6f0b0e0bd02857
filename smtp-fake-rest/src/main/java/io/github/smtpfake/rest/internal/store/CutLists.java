package io.github.smtpfake.rest.internal.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts the lists of a message that are too long for an answer, and counts what they had. A message of a few megabytes may have a
 * million addresses or links, and nobody reads them; the raw message has them all. Not thread-safe.
 */
public final class CutLists {
    /** How many elements of a list are shown. */
    public static final int MOST = 1_000;

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** Creates an object for one message. */
    public CutLists() {
        // No list is cut yet.
    }

    /**
     * Returns the list, or its beginning if it is too long.
     *
     * @param name the name of the list in the answer
     */
    public <T> List<T> cut(String name, List<T> list) {
        if (list.size() <= MOST) {
            return list;
        }
        counts.put(name, list.size());
        return list.subList(0, MOST);
    }

    /** Returns the beginning of a collection for an answer that has no place for its size. */
    public static <T> List<T> beginning(Collection<T> elements) {
        return elements.stream().limit(MOST).toList();
    }

    /** Returns the number of elements of each list that was cut, by its name. The map changes with the next list. */
    public Map<String, Integer> counts() {
        return counts;
    }
}
