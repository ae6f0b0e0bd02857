package io.github.smtpfake.rest.internal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path, with their handler.
 *
 * @param segments the segments of the path; one in braces matches any segment that is not empty
 * @param acceptsBody whether the handler reads a body
 */
record Route(String method, String[] segments, Handler handler, boolean acceptsBody) {

    static Route of(String method, String path, Handler handler, boolean acceptsBody) {
        return new Route(method, path.substring(1).split("/", -1), handler, acceptsBody);
    }

    /** Returns the value of each segment in braces, or null if the path does not match. */
    @Nullable
    Map<String, String> match(List<String> path) {
        if (path.size() != segments.length) {
            return null;
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            String expected = segments[i];
            String actual = path.get(i);
            if (expected.startsWith("{") && !actual.isEmpty()) {
                found.put(expected.substring(1, expected.length() - 1), actual);
            } else if (!expected.equals(actual)) {
                return null;
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", segments);
    }
}
